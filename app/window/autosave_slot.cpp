// SPDX-License-Identifier: Apache-2.0
#include "autosave_slot.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QSysInfo>

#include "workspace_desk.h"

namespace spikeglass {
namespace {

constexpr int kMostSlots = 20;  // programs at the same time

QString markOf(const QString& autosave) { return autosave + QStringLiteral(".open"); }
QString lastOf(const QString& autosave) { return autosave + QStringLiteral(".last"); }

/// "a.spikeglass", "a-2.spikeglass", "a-3.spikeglass" and so on.
QString numbered(const QString& path, int number) {
    if (number == 1) return path;
    const QFileInfo file(path);
    return file.path() + QStringLiteral("/%1-%2.%3").arg(file.completeBaseName()).arg(number).arg(file.suffix());
}

/// Whether another process of this program holds it. A number may since belong to some other program.
bool isHeld(const QString& autosave) {
    QFile mark(markOf(autosave));
    if (!mark.open(QIODevice::ReadOnly)) return false;
    const qint64 process = mark.readLine(32).trimmed().toLongLong();
    const QByteArray machine = mark.readLine(64).trimmed();
    if (!machine.isEmpty() && machine != machineMark().toLatin1()) return true;  // a shared home: whether it runs there is not known
    if (process <= 0 || process == QCoreApplication::applicationPid()) return false;
    const QString program = QFileInfo(QStringLiteral("/proc/%1/exe").arg(process)).symLinkTarget();
    return !program.isEmpty() && QFileInfo(program).fileName() == QFileInfo(QCoreApplication::applicationFilePath()).fileName();
}

bool wasLeft(const QString& autosave) {
    return QFile::exists(markOf(autosave)) && (QFile::exists(autosave) || QFile::exists(lastOf(autosave)));
}

/// A process that was killed while it wrote leaves the file that it wrote to.
void removeHalfWritten(const QString& autosave) {
    const QFileInfo file(autosave);
    for (const QString& name : QDir(file.path()).entryList({file.fileName() + QStringLiteral(".??????")}, QDir::Files))
        QFile::remove(file.path() + QLatin1Char('/') + name);
}

}  // namespace

QString machineMark() {
    const QByteArray name = QSysInfo::machineHostName().toUtf8();
    return QString::fromLatin1(QCryptographicHash::hash(name, QCryptographicHash::Sha256).toHex().left(8));
}

Result<void> saveWorkspaceFile(const QString& path, const QByteArray& text) {
    QSaveFile file(path);
    // Without flush() commit() takes no notice of a disk that is full at the end, and puts half a file in place of a whole one.
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.flush() || !file.commit())
        return fail(WorkspaceDesk::tr("%1: cannot save the workspace: %2").arg(path, file.errorString()).toStdString());
    return {};
}

AutosaveSlot::AutosaveSlot(const QString& path) {
    if (path.isEmpty()) return;
    QDir().mkpath(QFileInfo(path).absolutePath());
    QString newest;  // of those that were closed: its session is the last one
    for (int number = 1; number <= kMostSlots; ++number) {
        const QString slot = numbered(path, number);
        if (isHeld(slot)) continue;
        if (wasLeft(slot)) {
            newest = slot;
            break;
        }
        if (newest.isEmpty() || QFileInfo(slot).lastModified() > QFileInfo(newest).lastModified()) newest = slot;
    }
    if (!newest.isEmpty()) take(newest);
}

void AutosaveSlot::take(const QString& path) {
    m_path = path;
    m_crashed = wasLeft(m_path);
    removeHalfWritten(m_path);
    // Killed between the two, the next one finds it under its first name again.
    if (QFile::exists(m_path)) {
        QFile::remove(lastOf(m_path));
        QFile::rename(m_path, lastOf(m_path));
    }
    QFile mark(markOf(m_path));
    if (mark.open(QIODevice::WriteOnly)) mark.write(QByteArray::number(QCoreApplication::applicationPid()) + '\n' + machineMark().toLatin1() + '\n');
}

bool AutosaveSlot::hasLast() const { return isOn() && QFile::exists(lastOf(m_path)); }

QString AutosaveSlot::last() const { return lastOf(m_path); }

Result<void> AutosaveSlot::write(const QByteArray& text) { return saveWorkspaceFile(m_path, text); }

void AutosaveSlot::close() {
    if (isOn()) QFile::remove(markOf(m_path));
}

}  // namespace spikeglass
