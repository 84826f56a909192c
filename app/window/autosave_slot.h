// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QString>

#include "base/result.h"

namespace spikeglass {

/// A new file that takes the old one's place once all of it is on disk. Errors: cannot write (the file as it was stays).
Result<void> saveWorkspaceFile(const QString& path, const QByteArray& text);

/// This machine, by its name, in 8 hexadecimal digits.
QString machineMark();

/// The file that a session saves itself in, and what the session before left: beside it lie a mark while the session lasts,
/// with the number of its process and its machine (homes may be shared), and what the last session saved. Two programs at the same time never share one: the
/// second takes another ("autosave-2.spikeglass"). Lives in the window's thread.
class AutosaveSlot {
  public:
    /// Takes a slot: one that a session left without closing it, else that of the last session. An empty path: none at all.
    explicit AutosaveSlot(const QString& path);

    bool isOn() const { return !m_path.isEmpty(); }
    /// What the session before saved, and whether it ended without being closed.
    bool hasLast() const;
    QString last() const;
    bool lastCrashed() const { return m_crashed; }
    void forgetCrash() { m_crashed = false; }

    Result<void> write(const QByteArray& text);
    /// The session ends as it should.
    void close();

  private:
    void take(const QString& path);

    QString m_path;
    bool m_crashed = false;
};

}  // namespace spikeglass
