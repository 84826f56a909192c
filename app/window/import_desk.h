// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QPointer>
#include <QStringList>

#include "import_dialog.h"

namespace spikeglass {

/// Makes a checkpoint of a file of weights before it is opened: one dialog at a time. Lives in the window's thread.
class ImportDesk : public QObject {
    Q_OBJECT
  public:
    /// window: over which the dialog is shown.
    explicit ImportDesk(QWidget* window);

    /// Whether a file holds weights of PyTorch or safetensors, by how it begins.
    static bool isWeights(const QString& path);
    /// Where checkpoints go if there is no writing beside the weights.
    static QString userFolder();
    void open(const QString& path);
    /// The one that is open, or null.
    ImportDialog* dialog() const { return m_dialog; }

  Q_SIGNALS:
    void failed(const QString& sentence);
    void imported(const QString& path, const QStringList& notes);

  private:
    QWidget* m_window;
    QPointer<ImportDialog> m_dialog;
};

}  // namespace spikeglass
