// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QStringList>
#include <QThreadPool>
#include <optional>
#include <vector>

#include "viewmodels/ladder_model.h"

namespace spikeglass {

/// The checkpoints that a ladder may be climbed with, and the block choices that each holds. Files are looked into on a
/// thread of its own. Lives in the window's thread.
class LadderCatalog : public QObject {
    Q_OBJECT
  public:
    struct Choice {
        BlockChoice choice;
        QString name;
        bool wanted = true;
        bool present = false;  // the block board's, of the model in sight
    };
    struct Checkpoint {
        QString path, title;
        std::string architecture;
        bool isRead = false;
        QString reason;  // why it cannot be opened; empty where it can, or is not read yet
        std::vector<Choice> choices;
    };

    explicit LadderCatalog(QObject* parent = nullptr);
    ~LadderCatalog() override;  // waits for the file being read

    /// Lists a file, once. wanted: its choices are ticked.
    void add(const QString& path, bool wanted);
    void setWanted(std::size_t checkpoint, std::size_t choice, bool on);
    /// The block board's choice for the model at path: listed beside its presets if it is none of them.
    void setPresentChoice(const QString& path, const BlockChoice& choice);
    const std::vector<Checkpoint>& checkpoints() const { return m_checkpoints; }
    /// What is ticked, the variants of one checkpoint together.
    std::vector<LadderVariant> wanted() const;

  Q_SIGNALS:
    void listed();                  // one more file
    void changed(int checkpoint);  // it was read, or its choices are others

  private:
    struct Contents;
    static Contents read(const QString& path);
    void take(const QString& path, const Contents& contents);
    void addPresent(Checkpoint& checkpoint);

    std::vector<Checkpoint> m_checkpoints;
    std::vector<bool> m_wantedAtFirst;  // [checkpoints]
    QString m_presentPath;
    BlockChoice m_present;
    QThreadPool m_pool;
};

}  // namespace spikeglass
