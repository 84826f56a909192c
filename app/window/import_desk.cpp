// SPDX-License-Identifier: Apache-2.0
#include "import_desk.h"

#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

#include "viewmodels/import_model.h"

namespace spikeglass {

ImportDesk::ImportDesk(QWidget* window) : QObject(window), m_window(window) {}

bool ImportDesk::isWeights(const QString& path) {
    QFile file(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly)) return false;
    const QByteArray head = file.peek(9);
    if (head.startsWith("PK\x03\x04") || head.startsWith("\x80\x02")) return true;  // PyTorch's archive, or its pickle from before
    return head.size() == 9 && head.mid(4, 4) == QByteArray(4, '\0') && head.back() == '{';
}

QString ImportDesk::userFolder() { return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/spikeglass/models"); }

void ImportDesk::open(const QString& path) {
    if (m_dialog && m_dialog->model().stage() == ImportModel::Stage::Writing) {
        m_dialog->activateWindow();
        return Q_EMIT failed(tr("%1 is still being imported: wait for it, or cancel it").arg(QFileInfo(m_dialog->model().path()).fileName()));
    }
    delete m_dialog;
    m_dialog = new ImportDialog(new ImportModel(path, userFolder()), m_window);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(&m_dialog->model(), &ImportModel::imported, this, &ImportDesk::imported);
    m_dialog->show();
}

}  // namespace spikeglass
