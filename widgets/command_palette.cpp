// SPDX-License-Identifier: Apache-2.0
#include "command_palette.h"

#include <QAbstractListModel>
#include <QAction>
#include <QApplication>
#include <QGraphicsDropShadowEffect>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMenuBar>
#include <QPainter>
#include <QPointer>
#include <QStyledItemDelegate>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "fonts.h"
#include "menu_text.h"
#include "panel.h"
#include "viewmodels/fuzzy_match.h"
#include "viewmodels/theme.h"

namespace spikeglass {
namespace {

constexpr int kWidth = 620, kMostRows = 11, kTop = 58, kMargin = 10;
constexpr int kDetailOnly = 40;  // worse by this: the letters were found in the path, not in the name

}  // namespace

/// The entries that answer what was typed, best first.
class CommandPalette::Model : public QAbstractListModel {
  public:
    struct Found {
        const Entry* entry;
        FuzzyMatch match;
        bool inTitle;
    };
    using QAbstractListModel::QAbstractListModel;

    void show(std::vector<Found> found) {
        beginResetModel();
        m_found = std::move(found);
        endResetModel();
    }
    const Found& at(int row) const { return m_found[static_cast<std::size_t>(row)]; }
    int rowCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() ? 0 : static_cast<int>(m_found.size());
    }
    QVariant data(const QModelIndex& index, int role) const override {
        const Entry& entry = *at(index.row()).entry;
        switch (role) {
            case Qt::DisplayRole: return entry.title;
            case Qt::ToolTipRole:
            case Qt::AccessibleDescriptionRole: return entry.reason;
            case Qt::AccessibleTextRole: {
                QStringList spoken{entry.title, entry.detail, entry.keys};
                if (!entry.enabled) spoken << CommandPalette::tr("not now");
                spoken.removeAll(QString());
                return spoken.join(QStringLiteral(", "));
            }
            default: return {};
        }
    }

  private:
    std::vector<Found> m_found;
};

/// Name with the letters that matched, path dim beside it, shortcut at the right.
class CommandPalette::Delegate : public QStyledItemDelegate {
  public:
    Delegate(const Model* model, QObject* parent) : QStyledItemDelegate(parent), m_model(model) {}

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const override {
        return {100, QFontMetrics(option.font).height() + 12};
    }
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        const Theme& theme = currentTheme();
        const Model::Found& found = m_model->at(index.row());
        const Entry& entry = *found.entry;
        const bool current = option.state & QStyle::State_Selected;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const QRectF box = QRectF(option.rect).adjusted(4, 1, -4, -1);
        if (current) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(entry.enabled ? theme.accent : theme.raised);
            painter->drawRoundedRect(box, 5, 5);
        }
        const QColor own = !entry.enabled ? theme.disabledText : current ? theme.accentText : theme.text;
        const QColor dim = !entry.enabled ? theme.disabledText
                           : current      ? Theme::mix(theme.accent, theme.accentText, 0.8)
                                          : theme.secondaryText;
        QRectF place = box.adjusted(10, 0, -10, 0);
        const QFont small = scaledFont(option.font, kSmallText);
        if (!entry.keys.isEmpty()) {
            painter->setFont(small);
            painter->setPen(dim);
            painter->drawText(place, Qt::AlignRight | Qt::AlignVCenter, entry.keys);
            place.setRight(place.right() - QFontMetricsF(small).horizontalAdvance(entry.keys) - 16);
        }
        painter->setPen(own);
        place.setLeft(drawTitle(painter, option.font, place, entry.title, found) + 12);
        const QString beside = !entry.enabled && !entry.reason.isEmpty() ? entry.reason : entry.detail;
        painter->setFont(small);
        painter->setPen(dim);
        if (place.width() > 30)
            painter->drawText(place, Qt::AlignLeft | Qt::AlignVCenter,
                              QFontMetricsF(small).elidedText(beside, Qt::ElideRight, place.width()));
        painter->restore();
    }

  private:
    /// Returns where it ends. Matched letters are semi-bold and underlined: told apart without colour.
    static double drawTitle(QPainter* painter, const QFont& font, const QRectF& place, const QString& title,
                            const Model::Found& found) {
        QFont matched = strongFont(font);
        matched.setUnderline(true);
        double x = place.left();
        for (qsizetype at = 0; at < title.size();) {
            const auto isMatched = [&](qsizetype i) {
                return found.inTitle && std::binary_search(found.match.positions.begin(), found.match.positions.end(),
                                                           static_cast<int>(i));
            };
            const bool strong = isMatched(at);
            qsizetype end = at + 1;
            while (end < title.size() && isMatched(end) == strong) ++end;
            const QString part = title.mid(at, end - at);
            painter->setFont(strong ? matched : font);
            const double width = QFontMetricsF(painter->font()).horizontalAdvance(part);
            painter->drawText(QRectF(x, place.top(), std::max(0.0, place.right() - x), place.height()),
                              Qt::AlignLeft | Qt::AlignVCenter, part);
            x += width;
            at = end;
        }
        return x;
    }

    const Model* m_model;
};

CommandPalette::CommandPalette(QWidget* window)
    : QFrame(window),
      m_window(window),
      m_open(new QAction(tr("&Command palette…"), this)),
      m_field(new QLineEdit(this)),
      m_list(new QListView(this)),
      m_hint(new TextLabel({}, TextLabel::Small | TextLabel::Secondary, this)),
      m_model(new Model(this)) {
    setObjectName(QStringLiteral("commandPalette"));
    setAccessibleName(tr("Command palette"));
    m_open->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P));
    m_open->setStatusTip(tr("Finds everything that can be done by its name"));
    window->addAction(m_open);
    connect(m_open, &QAction::triggered, this, &CommandPalette::open);
    m_field->setPlaceholderText(tr("What to do? A few letters of it will do"));
    m_field->setAccessibleName(tr("Command"));
    m_field->setToolTip(tr("Arrows choose, Enter does it, Escape closes"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new Delegate(m_model, m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setUniformItemSizes(true);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setAccessibleName(tr("Commands found"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    column->setSpacing(6);
    column->addWidget(m_field);
    column->addWidget(m_list, 1);
    column->addWidget(m_hint);
    auto* shadow = new QGraphicsDropShadowEffect(this);
    shadow->setBlurRadius(28);
    shadow->setOffset(0, 6);
    shadow->setColor(QColor(0, 0, 0, 90));
    setGraphicsEffect(shadow);
    hide();
    m_field->installEventFilter(this);
    window->installEventFilter(this);
    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::find);
    connect(m_list, &QListView::clicked, this, &CommandPalette::choose);
    restyle();
}

CommandPalette::~CommandPalette() = default;

void CommandPalette::addEntry(const QString& title, const QString& detail, std::function<void()> run) {
    m_added.push_back({title, detail, {}, true, {}, std::move(run)});
}

void CommandPalette::clearEntries() {
    if (isVisible()) close(true);
    m_added.clear();
}

void CommandPalette::collect() {
    m_entries.clear();
    m_seen.clear();
    for (const QMenuBar* bar : m_window->findChildren<QMenuBar*>())
        for (QAction* action : bar->actions())
            if (action->menu()) addMenu(action->menu(), withoutMnemonic(action->text()));
    for (QAction* action : m_window->actions()) addAction(action, {});
    m_entries.insert(m_entries.end(), m_added.begin(), m_added.end());
}

void CommandPalette::addMenu(QMenu* menu, const QString& path) {
    Q_EMIT menu->aboutToShow();  // some are filled only then
    for (QAction* action : menu->actions()) {
        if (action->menu() && action->isVisible())
            addMenu(action->menu(), path + QStringLiteral(" › ") + withoutMnemonic(action->text()));
        else
            addAction(action, path);
    }
}

void CommandPalette::addAction(QAction* action, const QString& path) {
    if (action == m_open || action->isSeparator() || action->menu() || !action->isVisible() ||
        withoutMnemonic(action->text()).isEmpty())
        return;
    if (std::find(m_seen.begin(), m_seen.end(), action) != m_seen.end()) return;
    m_seen.push_back(action);
    QString title = withoutMnemonic(action->text());
    if (action->isCheckable()) title += action->isChecked() ? tr(" (on)") : QString();
    // A tool tip that only repeats the text is Qt's own.
    const QString tip = withoutMnemonic(action->toolTip()) == withoutMnemonic(action->text()) ? QString() : action->toolTip();
    m_entries.push_back({title, path, action->shortcut().toString(QKeySequence::NativeText), action->isEnabled(),
                         !tip.isEmpty() ? tip : action->statusTip(),
                         [target = QPointer<QAction>(action)] {
                             if (target) target->trigger();
                         }});
}

void CommandPalette::open() {
    if (!isVisible()) m_focusBefore = QApplication::focusWidget();
    collect();
    {
        const QSignalBlocker quiet(m_field);
        m_field->clear();
    }
    find();
    place();
    show();
    raise();
    m_field->setFocus(Qt::PopupFocusReason);
}

void CommandPalette::find() {
    std::vector<Model::Found> found;
    for (const Entry& entry : m_entries) {
        if (auto match = fuzzyMatch(m_field->text(), entry.title)) {
            found.push_back({&entry, std::move(*match), true});
        } else if (auto wider = fuzzyMatch(m_field->text(), entry.detail + QLatin1Char(' ') + entry.title)) {
            wider->score -= kDetailOnly;
            found.push_back({&entry, std::move(*wider), false});
        }
    }
    // As in the menus where nothing tells them apart; what cannot be done now goes below what is as good a match.
    std::stable_sort(found.begin(), found.end(), [](const Model::Found& a, const Model::Found& b) {
        if (a.match.score != b.match.score) return a.match.score > b.match.score;
        return a.entry->enabled && !b.entry->enabled;
    });
    const std::size_t count = found.size();
    m_model->show(std::move(found));
    if (count > 0) m_list->setCurrentIndex(m_model->index(0));
    m_hint->setText(count == 0 ? tr("Nothing is called that. Fewer letters find more.")
                               : tr("↑ ↓ choose   ·   Enter does it   ·   Esc closes   ·   %n found", nullptr,
                                    static_cast<int>(count)));
}

void CommandPalette::place() {
    const int width = std::min(kWidth, m_window->width() - 4 * kMargin);
    const int row = QFontMetrics(m_list->font()).height() + 12;
    const int wanted = m_field->sizeHint().height() + row * kMostRows + m_hint->sizeHint().height() + 2 * kMargin + 16;
    const int top = std::min(kTop, m_window->height() / 10);
    setGeometry((m_window->width() - width) / 2, top, width, std::min(wanted, m_window->height() - top - kMargin));
}

void CommandPalette::choose() {
    const QModelIndex index = m_list->currentIndex();
    if (!index.isValid() || !m_model->at(index.row()).entry->enabled) return;
    const std::function<void()> run = m_model->at(index.row()).entry->run;  // the list may change while it runs
    close(true);
    run();
}

void CommandPalette::close(bool restoreFocus) {
    hide();
    m_model->show({});
    // Where the keyboard was, if that still is there.
    if (restoreFocus && m_focusBefore && m_window->findChildren<QWidget*>().contains(m_focusBefore))
        m_focusBefore->setFocus(Qt::PopupFocusReason);
    m_focusBefore = nullptr;
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_window && event->type() == QEvent::Resize && isVisible()) place();
    if (watched != m_field) return QFrame::eventFilter(watched, event);
    if (event->type() == QEvent::FocusOut && isVisible()) {
        const auto reason = static_cast<QFocusEvent*>(event)->reason();
        if (reason != Qt::ActiveWindowFocusReason && reason != Qt::PopupFocusReason) close(false);
        return false;
    }
    // Escape closes it, and does nothing else: the window's own Escape would end the text.
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        event->accept();
        return true;
    }
    if (event->type() != QEvent::KeyPress) return false;
    const auto* key = static_cast<QKeyEvent*>(event);
    const int row = m_list->currentIndex().row(), rows = m_model->rowCount();
    const auto move = [&](int to) {
        if (rows > 0) m_list->setCurrentIndex(m_model->index(std::clamp(to, 0, rows - 1)));
        return true;
    };
    switch (key->key()) {
        case Qt::Key_Escape: close(true); return true;
        case Qt::Key_Return:
        case Qt::Key_Enter: choose(); return true;
        case Qt::Key_Down: return move(row + 1 < rows ? row + 1 : 0);  // around, as menus do
        case Qt::Key_Up: return move(row > 0 ? row - 1 : rows - 1);
        case Qt::Key_PageDown: return move(row + kMostRows - 1);
        case Qt::Key_PageUp: return move(row - kMostRows + 1);
        case Qt::Key_Tab:
        case Qt::Key_Backtab: return true;  // nothing else to go to
        default: return false;
    }
}

void CommandPalette::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (!changesAppearance(*event) || m_restyling || m_hint == nullptr) return;
    restyle();
}

void CommandPalette::restyle() {
    m_restyling = true;
    const Theme& theme = currentTheme();
    setStyleSheet(QStringLiteral("#commandPalette { background: %1; border: 1px solid %2; border-radius: 9px; }"
                                 "#commandPalette QLineEdit { background: %1; color: %3; border: none; border-bottom: "
                                 "1px solid %2; border-radius: 0; padding: 6px 8px; }"
                                 "#commandPalette QListView { background: %1; outline: none; }")
                      .arg(theme.panel.name(), theme.line.name(), theme.text.name()));
    m_field->setFont(scaledFont(QApplication::font(), kLargeText));
    m_list->setFont(QApplication::font());
    m_restyling = false;
}

}  // namespace spikeglass
