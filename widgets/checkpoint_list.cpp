// SPDX-License-Identifier: Apache-2.0
#include "checkpoint_list.h"

#include <QEvent>
#include <QFileInfo>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

#include "fonts.h"
#include "panel.h"

namespace spikeglass {
namespace {

constexpr int kMostRows = 7;    // then it scrolls
constexpr int kLeastRows = 3;   // where the column has no room for more
constexpr int kMostRecent = 4;  // the menu has them all
constexpr int kPath = Qt::UserRole;

}  // namespace

CheckpointList::CheckpointList(QWidget* parent)
    : QWidget(parent), m_list(new QListWidget(this)), m_open(new QPushButton(tr("Open file…"), this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(14, 0, 14, 8);
    column->setSpacing(5);
    m_list->setObjectName(QStringLiteral("checkpoints"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setAccessibleName(tr("Checkpoints"));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->setToolTip(tr("A click opens"));
    m_open->setFocusPolicy(Qt::TabFocus);
    m_open->setToolTip(tr("A checkpoint or a recording (Ctrl+O); dropping one on the window does the same"));
    m_list->viewport()->installEventFilter(this);
    column->addWidget(m_list);
    column->addWidget(m_open, 0, Qt::AlignLeft);
    const auto choose = [this](QListWidgetItem* item) {
        const QString path = item->data(kPath).toString();
        if (!path.isEmpty() && path != m_current) Q_EMIT chosen(path);
    };
    connect(m_list, &QListWidget::itemClicked, this, choose);
    connect(m_list, &QListWidget::itemActivated, this, choose);
    connect(m_open, &QPushButton::clicked, this, &CheckpointList::openRequested);
}

void CheckpointList::setBundled(const std::vector<Entry>& entries) {
    m_bundled = entries;
    fill();
}

void CheckpointList::setRecent(const QStringList& paths) {
    m_recent = paths;
    fill();
}

void CheckpointList::setCurrent(const QString& path) {
    m_current = path;
    fill();
}

void CheckpointList::fill() {
    m_list->clear();
    const auto add = [this](const QString& title, const QString& path, const QString& kind) {
        auto* item = new QListWidgetItem(title, m_list);
        item->setData(kPath, path);
        item->setToolTip(tr("%1\n%2").arg(kind, path));
        if (path == m_current) {
            item->setSelected(true);
            m_list->setCurrentItem(item);
        }
        return item;
    };
    QStringList listed;
    for (const Entry& entry : m_bundled) {
        add(entry.title, entry.path, tr("comes with the program"));
        listed << QFileInfo(entry.path).canonicalFilePath();
    }
    int recent = 0;
    for (const QString& path : m_recent) {
        const QFileInfo file(path);
        if (recent == kMostRecent) break;
        if (!file.exists() || listed.contains(file.canonicalFilePath())) continue;
        add(file.fileName(), path, tr("opened before"));
        ++recent;
    }
    fitHeight();
    showCurrent();
}

void CheckpointList::showCurrent() {
    if (m_list->currentItem() != nullptr) m_list->scrollToItem(m_list->currentItem());
}

void CheckpointList::fitHeight() {
    const int row = std::max(m_list->sizeHintForRow(0), m_list->fontMetrics().height() + 2);
    const auto heightOf = [&](int rows) { return std::clamp(m_list->count(), 1, rows) * row + 2 * m_list->frameWidth() + 2; };
    m_list->setMinimumHeight(heightOf(kLeastRows));
    m_list->setMaximumHeight(heightOf(kMostRows));
}

/// The marked one stays in sight, however little room the column has.
bool CheckpointList::eventFilter(QObject* object, QEvent* event) {
    // Once the list itself has heard of its new size: before that it would scroll by the old one.
    if (event->type() == QEvent::Resize) QMetaObject::invokeMethod(this, &CheckpointList::showCurrent, Qt::QueuedConnection);
    return QWidget::eventFilter(object, event);
}

void CheckpointList::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (changesAppearance(*event)) fitHeight();
}

}  // namespace spikeglass
