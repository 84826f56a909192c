// SPDX-License-Identifier: Apache-2.0
// What the FigureDialog is made of.
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QFormLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QStandardPaths>
#include <QToolButton>
#include <QVBoxLayout>

#include "figure_dialog.h"
#include "figure_page.h"
#include "figures/caption.h"
#include "figures/figure_export.h"
#include "panel.h"
#include "side_panels.h"

namespace spikeglass {
namespace {

constexpr QSize kUsualSize{1180, 760};
constexpr int kOptionsWidth = 304, kLeastCaptionLines = 4;
constexpr int kDrawMilliseconds = 60;

QToolButton* toolButton(const char* objectName, const QString& text, const QString& hint, QWidget* parent) {
    auto* made = new QToolButton(parent);
    made->setObjectName(QLatin1String(objectName));
    made->setText(text);
    made->setToolTip(hint);
    made->setProperty("pill", true);
    made->setFocusPolicy(Qt::TabFocus);
    return made;
}

QComboBox* comboBox(const char* objectName, const QString& name, const QStringList& items, QWidget* parent) {
    auto* made = new QComboBox(parent);
    made->setObjectName(QLatin1String(objectName));
    made->setAccessibleName(name);
    made->setToolTip(name);
    made->addItems(items);
    return made;
}

}  // namespace

FigureDialog::FigureDialog(const FigureSubject& subject, PresetStore* presets, QWidget* parent)
    : QDialog(parent),
      m_subject(subject),
      m_presets(presets),
      m_composition(new FigureComposition(this)),
      m_maker(new FigureMaker(this)),
      m_page(new FigurePage(this)),
      m_scroll(new QScrollArea(this)),
      m_draw(new Throttle(kDrawMilliseconds, [this] { draw(); }, this)),
      m_folder(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation)) {
    setWindowTitle(tr("Figure"));
    setWindowFlag(Qt::WindowMaximizeButtonHint);
    m_scroll->setWidget(m_page);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(buildOptions());
    row->addWidget(new Rule(Qt::Vertical, this));
    auto* middle = new QVBoxLayout;
    middle->setSpacing(0);
    middle->addWidget(buildTools());
    middle->addWidget(m_scroll, 1);
    row->addLayout(middle, 1);
    column->addLayout(row, 1);
    column->addWidget(new Rule(Qt::Horizontal, this));
    column->addWidget(buildButtons());
    resize(kUsualSize);
    // Without a screen nobody drags an edge, and the offscreen platform complains about least sizes.
    if (QGuiApplication::platformName() == QLatin1String("offscreen")) column->setSizeConstraint(QLayout::SetNoConstraint);
    connectPage();
    m_options->setChoices(subject.choices);
    m_maker->setRun(subject.recipe, subject.inputs);
    m_composition->reset(FigureLook::of(subject.recipe));
    listPresets();
    restyle();
    m_page->setFocus();
}

QWidget* FigureDialog::buildOptions() {
    auto* side = new QWidget(this);
    side->setFixedWidth(kOptionsWidth);
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(14, 12, 14, 10);
    column->setSpacing(8);
    m_preset = comboBox("figurePreset", tr("The journal, conference or room that the figure is for"), {}, side);
    m_preset->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_preset->setMaxVisibleItems(30);
    m_presetMenu = toolButton("figurePresetMenu", QStringLiteral("…"), tr("Presets of one's own"), side);
    m_presetMenu->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(m_presetMenu);
    menu->addAction(tr("&New preset from this one…"), this, [this] { editPreset(true); })->setObjectName(QStringLiteral("newPreset"));
    QAction* change = menu->addAction(tr("&Change or rename…"), this, [this] { editPreset(false); });
    QAction* remove = menu->addAction(tr("&Delete"), this, &FigureDialog::removePreset);
    change->setObjectName(QStringLiteral("changePreset"));
    remove->setObjectName(QStringLiteral("removePreset"));
    connect(menu, &QMenu::aboutToShow, this, [this, change, remove] {
        const bool own = m_presets->isOwn(m_composition->look().preset.name);
        change->setEnabled(own);
        remove->setEnabled(own);
    });
    m_presetMenu->setMenu(menu);
    auto* presets = new QHBoxLayout;
    presets->addWidget(m_preset, 1);
    presets->addWidget(m_presetMenu);
    m_panelTitle = new TextLabel({}, TextLabel::Strong, side);
    m_options = new FigureOptions(side);
    column->addWidget(new TextLabel(tr("For"), TextLabel::Strong, side));
    column->addLayout(presets);
    column->addSpacing(6);
    column->addWidget(m_panelTitle);
    column->addWidget(m_options);
    column->addSpacing(6);
    column->addWidget(buildCaption(), 1);
    connect(m_preset, &QComboBox::currentIndexChanged, this, [this] {
        if (m_showing) return;
        const QString name = m_preset->currentData().toString();
        for (const figures::FigurePreset& preset : m_presets->presets() + figures::figurePresets())
            if (preset.name == name) m_composition->change([&](FigureLook& look) { look.preset = preset; });
    });
    return side;
}

QWidget* FigureDialog::buildTools() {
    auto* bar = new QWidget(this);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(10, 6, 12, 6);
    row->setSpacing(6);
    m_add = toolButton("addPanel", tr("+ Panel"), tr("One more panel of the same figure"), bar);
    m_add->setPopupMode(QToolButton::InstantPopup);
    auto* views = new QMenu(m_add);
    for (const QString& view : m_subject.choices.views)
        views->addAction(figureViewName(view), this, [this, view] {
            if (m_composition->look().panels.size() == 1 && m_composition->look().columns == 1)
                m_composition->change([](FigureLook& look) { look.panels[0].heightMm = 0; });
            m_composition->addPanel(view);
            m_page->setFocus();
        })->setObjectName(view);
    m_add->setMenu(views);
    m_remove = toolButton("removePanel", tr("Remove"), tr("Takes the selected panel out of the figure (Delete)"), bar);
    m_undo = toolButton("undoFigure", {}, tr("Takes back the last change of the figure (Ctrl+Z)"), bar);
    m_redo = toolButton("redoFigure", {}, tr("What was taken back (Ctrl+Shift+Z)"), bar);
    m_undo->setAccessibleName(tr("Undo"));
    m_redo->setAccessibleName(tr("Redo"));
    m_columns = new QSpinBox(bar);
    m_columns->setObjectName(QStringLiteral("figureColumns"));
    m_columns->setAccessibleName(tr("Columns of panels"));
    m_columns->setRange(1, figures::Recipe::kMostColumns);
    m_columns->setPrefix(tr("columns: "));
    m_shared = new QCheckBox(tr("shared axes"), bar);
    m_shared->setObjectName(QStringLiteral("figureShared"));
    m_shared->setToolTip(tr("Panels of one column that show the same tokens stand in line, the last says which tokens they are; panels of a row are equally high"));
    m_size = new TextLabel({}, TextLabel::Secondary | TextLabel::Figures, bar);
    m_zoom = comboBox("figureZoom", tr("How large; 100 % is as large as on paper"), {tr("fit"), tr("100 %"), tr("200 %")}, bar);
    m_vision = comboBox("figureVision", tr("As who sees it"), {tr("as printed"), tr("deuteranopia"), tr("grey")}, bar);
    for (QWidget* each : std::initializer_list<QWidget*>{m_add, m_remove, m_columns, m_shared, m_undo, m_redo}) row->addWidget(each);
    row->addStretch(1);
    for (QWidget* each : std::initializer_list<QWidget*>{m_size, m_zoom, m_vision}) row->addWidget(each);
    connect(m_remove, &QToolButton::clicked, m_composition, &FigureComposition::removePanel);
    connect(m_undo, &QToolButton::clicked, m_composition, &FigureComposition::undo);
    connect(m_redo, &QToolButton::clicked, m_composition, &FigureComposition::redo);
    connect(m_columns, &QSpinBox::valueChanged, this, [this](int columns) {
        if (!m_showing) m_composition->change([&](FigureLook& look) { look.columns = columns; });
    });
    connect(m_shared, &QCheckBox::toggled, this, [this](bool on) {
        if (!m_showing) m_composition->change([&](FigureLook& look) { look.sharedAxes = on; });
    });
    connect(m_zoom, &QComboBox::currentIndexChanged, this, &FigureDialog::applyZoom);
    connect(m_vision, &QComboBox::currentIndexChanged, this, &FigureDialog::draw);
    return bar;
}

QWidget* FigureDialog::buildCaption() {
    auto* box = new QWidget(this);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    m_caption = new QPlainTextEdit(box);
    m_caption->setObjectName(QStringLiteral("figureCaption"));
    m_caption->setAccessibleName(tr("Caption"));
    m_caption->setReadOnly(true);
    m_caption->setTabChangesFocus(true);
    m_caption->setMinimumHeight(kLeastCaptionLines * fontMetrics().lineSpacing());
    auto* row = new QHBoxLayout;
    const auto add = [&](const char* objectName, const QString& text, const QString& hint, auto content) {
        auto* button = new QPushButton(text, box);
        button->setObjectName(QLatin1String(objectName));
        button->setToolTip(hint);
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, this, [this, content, text] {
            QGuiApplication::clipboard()->setText(content());
            say(tr("Copied"), false);
        });
        row->addWidget(button);
    };
    add("copyCaption", tr("Copy caption"), tr("A sentence for the paper, in English like the figure"), [this] { return m_caption->toPlainText(); });
    add("copyBibtex", tr("Copy BibTeX"), tr("The papers to cite"), [] { return QString::fromUtf8(figures::citations()); });
    column->addWidget(new TextLabel(tr("Caption"), TextLabel::Strong, box));
    column->addWidget(m_caption, 1);
    column->addLayout(row);
    return box;
}

QWidget* FigureDialog::buildButtons() {
    auto* bar = new QWidget(this);
    auto* column = new QVBoxLayout(bar);
    column->setContentsMargins(14, 8, 14, 10);
    column->setSpacing(6);
    m_said = new TextLabel({}, TextLabel::Wrap, bar);
    m_said->setObjectName(QStringLiteral("figureSaid"));
    m_said->hide();
    auto* row = new QHBoxLayout;
    m_format = comboBox("figureFormat", tr("Format of the file"), {}, bar);
    for (const QString& format : figures::figureFormats()) m_format->addItem(format.toUpper(), format);
    m_dpi = new QSpinBox(bar);
    m_dpi->setObjectName(QStringLiteral("figureDpi"));
    m_dpi->setAccessibleName(tr("Dots per inch of bitmaps"));
    m_dpi->setToolTip(tr("Dots per inch of bitmaps"));
    m_dpi->setRange(0, 2400);
    m_dpi->setSingleStep(50);
    m_dpi->setSuffix(tr(" dpi"));
    m_dpi->setSpecialValueText(tr("dpi of the preset"));
    m_dpi->setKeyboardTracking(false);
    const auto button = [&](const char* objectName, const QString& text, const QString& hint) {
        auto* made = new QPushButton(text, bar);
        made->setObjectName(QLatin1String(objectName));
        made->setToolTip(hint);
        made->setAutoDefault(false);
        return made;
    };
    m_copy = button("copyFigure", tr("&Copy"), tr("For other programs, as SVG, PDF and bitmap at once"));
    QPushButton* close = button("closeFigure", tr("Close"), tr("Saves nothing"));
    m_save = button("primaryButton", tr("&Save…"), tr("The figure, and beside it its recipe and its data"));
    row->addWidget(new TextLabel(tr("Format"), TextLabel::Secondary, bar));
    row->addWidget(m_format);
    row->addWidget(m_dpi);
    row->addStretch(1);
    row->addWidget(m_copy);
    row->addWidget(close);
    row->addWidget(m_save);
    column->addWidget(m_said);
    column->addLayout(row);
    const auto showDpi = [this] { m_dpi->setVisible(format() == QLatin1String("png") || format() == QLatin1String("tiff")); };
    showDpi();
    connect(m_format, &QComboBox::currentIndexChanged, this, showDpi);
    connect(m_dpi, &QSpinBox::valueChanged, this, [this](int dpi) {
        if (!m_showing) m_composition->change([&](FigureLook& look) { look.dpi = dpi; });
    });
    connect(m_copy, &QPushButton::clicked, this, &FigureDialog::copy);
    connect(m_save, &QPushButton::clicked, this, &FigureDialog::save);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    return bar;
}

}  // namespace spikeglass
