// SPDX-License-Identifier: Apache-2.0
#include "figure_dialog.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QKeyEvent>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QSpinBox>
#include <QToolButton>
#include <cmath>

#include "figure_page.h"
#include "figures/figure_export.h"
#include "icons.h"
#include "panel.h"
#include "preset_editor.h"
#include "viewmodels/theme.h"

namespace spikeglass {

using figures::FigurePreset;
using figures::Vision;

namespace {

constexpr double kMillimetresPerPoint = 25.4 / 72;

/// Pixels per millimetre at which a figure is as large as on paper.
double pixelsPerMm(const QScreen* screen) {
    double dpi = screen == nullptr ? 96 : screen->physicalDotsPerInch();
    if (!(dpi >= 50 && dpi <= 600)) dpi = screen->logicalDotsPerInch();  // a screen that does not know its size
    return dpi / 25.4;
}

QString presetLabel(const FigurePreset& preset) {
    return FigureDialog::tr("%1 · %2 mm").arg(preset.title, QLocale().toString(preset.widthMm, 'f', preset.widthMm == std::floor(preset.widthMm) ? 0 : 1));
}

}  // namespace

FigureDialog::~FigureDialog() = default;

void FigureDialog::connectPage() {
    connect(m_page, &FigurePage::selectRequested, m_composition, &FigureComposition::select);
    connect(m_page, &FigurePage::moveRequested, m_composition, &FigureComposition::movePanel);
    connect(m_page, &FigurePage::moveBeforeRequested, m_composition, &FigureComposition::movePanelBefore);
    connect(m_page, &FigurePage::resizeRequested, m_composition, &FigureComposition::resizePanel);
    connect(m_page, &FigurePage::removeRequested, m_composition, &FigureComposition::removePanel);
    connect(m_page, &FigurePage::undoRequested, m_composition, &FigureComposition::undo);
    connect(m_page, &FigurePage::redoRequested, m_composition, &FigureComposition::redo);
    connect(m_composition, &FigureComposition::changed, this, [this] {
        showComposition();
        m_drawWanted = true;
        m_draw->request();
    });
    connect(m_composition, &FigureComposition::selectionChanged, this, &FigureDialog::showComposition);
    connect(m_options, &FigureOptions::edited, m_composition, &FigureComposition::setPanel);
    connect(m_maker, &FigureMaker::previewed, this, &FigureDialog::showPreview);
    connect(m_maker, &FigureMaker::failed, this, [this](const QString& sentence) {
        m_doneWhenSaved.reset();
        say(sentence, true);
    });
    connect(m_maker, &FigureMaker::busyChanged, this, [this](bool busy) { m_size->setText(busy ? tr("drawing…") : m_sizeText); });
    connect(m_maker, &FigureMaker::saved, this, [this](const QStringList& paths) {
        QStringList names;
        for (const QString& path : paths) names << QFileInfo(path).fileName();
        say(tr("Saved in %1: %2").arg(QFileInfo(paths.first()).absolutePath(), names.join(QStringLiteral(", "))), false);
        if (m_doneWhenSaved) QDialog::done(*m_doneWhenSaved);
    });
    connect(m_maker, &FigureMaker::copied, this, [this](const FigureCopy& copied) {
        auto* content = new QMimeData;
        content->setImageData(copied.bitmap);
        content->setData(QStringLiteral("image/svg+xml"), copied.svg);
        content->setData(QStringLiteral("application/pdf"), copied.pdf);
        QGuiApplication::clipboard()->setMimeData(content);
        say(tr("Copied as SVG, PDF and bitmap"), false);
    });
}

void FigureDialog::listPresets() {
    m_showing = true;
    m_preset->clear();
    const QList<FigurePreset> own = m_presets->presets();
    const FigurePreset& now = m_composition->look().preset;
    for (const FigurePreset& preset : own) m_preset->addItem(presetLabel(preset), preset.name);
    if (!own.isEmpty()) m_preset->insertSeparator(m_preset->count());
    for (const FigurePreset& preset : figures::figurePresets()) m_preset->addItem(presetLabel(preset), preset.name);
    // A recipe may bring one that is known nowhere else.
    if (m_preset->findData(now.name) < 0) m_preset->addItem(presetLabel(now), now.name);
    m_preset->setCurrentIndex(m_preset->findData(now.name));
    m_showing = false;
}

void FigureDialog::editPreset(bool anew) {
    FigurePreset from = m_composition->look().preset;
    if (anew && m_presets->isOwn(from.name)) from.name.clear(), from.title = tr("%1, copy").arg(from.title);
    auto* editor = new PresetEditor(m_presets, from, this);
    editor->setAttribute(Qt::WA_DeleteOnClose);
    connect(editor, &QDialog::accepted, this, [this, editor] {
        m_composition->change([&](FigureLook& look) { look.preset = editor->preset(); });
        listPresets();
    });
    editor->open();
}

void FigureDialog::removePreset() {
    const QString name = m_composition->look().preset.name;
    if (const auto removed = m_presets->remove(name); !removed) return say(QString::fromStdString(removed.error().message), true);
    m_composition->change([](FigureLook& look) { look.preset = figures::figurePresets().first(); });
    listPresets();
}

/// What can be chosen, as the composition is now.
void FigureDialog::showComposition() {
    m_showing = true;
    const FigureLook& look = m_composition->look();
    const bool several = look.panels.size() > 1;
    const QChar letter((look.preset.upperLetters ? 'A' : 'a') + static_cast<int>(m_composition->selected()));
    m_panelTitle->setText(several ? tr("Panel %1").arg(letter) : tr("Figure"));
    m_options->setPanel(m_composition->panel());
    m_preset->setCurrentIndex(m_preset->findData(look.preset.name));
    m_columns->setValue(look.columns);
    m_shared->setChecked(look.sharedAxes);
    m_dpi->setValue(static_cast<int>(look.dpi));
    m_page->setSelected(m_composition->selected());
    for (QWidget* each : std::initializer_list<QWidget*>{m_columns, m_shared, m_remove}) each->setVisible(several);
    m_add->setEnabled(look.panels.size() < FigureComposition::kMostPanels);
    m_undo->setEnabled(m_composition->canUndo());
    m_redo->setEnabled(m_composition->canRedo());
    m_showing = false;
}

void FigureDialog::showPreview(const FigurePreview& preview) {
    m_page->setPreview(preview, m_composition->look().preset, m_composition->look().columns);
    // Of a recipe that was opened only now is it known what it was made from.
    if (FigureChoices& choices = m_subject.choices; choices.tokens != preview.tokens || choices.sites != preview.sites) {
        choices.tokens = preview.tokens;
        choices.sites = preview.sites;
        m_options->setChoices(choices);
    }
    if (m_caption->toPlainText() != preview.caption) m_caption->setPlainText(preview.caption);
    m_sizeText = tr("%1 × %2 mm").arg(QLocale().toString(preview.size.width() * kMillimetresPerPoint, 'f', 1), QLocale().toString(preview.size.height() * kMillimetresPerPoint, 'f', 1));
    applyZoom();
}

void FigureDialog::applyZoom() {
    const double whole = pixelsPerMm(screen()), before = m_page->scale();
    const int zoom = m_zoom->currentIndex();
    m_page->setScale(zoom == Whole ? whole : zoom == Twice ? 2 * whole : m_page->scaleToFit(m_scroll->maximumViewportSize()));
    // Drawn anew at the new size; what is shown meanwhile is scaled.
    if (std::abs(m_page->scale() / before - 1) > 0.01) {
        m_drawWanted = true;
        m_draw->request();
    }
}

void FigureDialog::draw() {
    m_drawWanted = false;
    if (m_warned) say({}, false);  // it spoke of the figure before
    m_maker->preview(m_composition->look(), m_page->scale() * 25.4 * devicePixelRatioF(), static_cast<Vision>(m_vision->currentIndex()));
}

bool FigureDialog::isSettled() const { return !m_drawWanted && !m_maker->isBusy(); }

QString FigureDialog::format() const { return m_format->currentData().toString(); }

void FigureDialog::copy() { m_maker->copy(m_composition->look()); }

void FigureDialog::save() {
    const QString suggested = QDir(m_folder).filePath(m_subject.fileName + QLatin1Char('.') + format());
    const QString path = QFileDialog::getSaveFileName(this, tr("Save the figure"), suggested, tr("Figures (*.%1)").arg(figures::figureFormats().join(QStringLiteral(" *."))));
    if (!path.isEmpty()) saveAs(path);
}

void FigureDialog::saveAs(QString path) {
    if (!figures::formatOf(path)) path += QLatin1Char('.') + format();
    const QFileInfo info(path);
    m_folder = info.absolutePath();
    m_subject.fileName = info.completeBaseName();
    say(tr("Saving…"), false);
    m_maker->save(m_composition->look(), path);
}

void FigureDialog::done(int result) {
    if (!m_maker->isSaving()) return QDialog::done(result);
    m_doneWhenSaved = result;
}

void FigureDialog::say(const QString& text, bool warning) {
    m_said->setText(text);
    m_warned = warning;
    m_said->setWarning(warning);
    m_said->setVisible(!text.isEmpty());
}

QByteArray FigureDialog::saveState() const {
    const QJsonObject state{{QStringLiteral("preset"), m_composition->look().preset.name},
                            {QStringLiteral("format"), format()},
                            {QStringLiteral("dpi"), m_composition->look().dpi},
                            {QStringLiteral("zoom"), m_zoom->currentIndex()},
                            {QStringLiteral("folder"), m_folder},
                            {QStringLiteral("geometry"), QString::fromLatin1(saveGeometry().toBase64())}};
    return QJsonDocument(state).toJson(QJsonDocument::Compact);
}

void FigureDialog::restoreState(const QByteArray& state, bool preset) {
    const QJsonObject kept = QJsonDocument::fromJson(state).object();
    if (const int format = m_format->findData(kept.value(QLatin1String("format")).toString()); format >= 0) m_format->setCurrentIndex(format);
    m_zoom->setCurrentIndex(std::clamp(kept.value(QLatin1String("zoom")).toInt(), 0, static_cast<int>(Twice)));
    if (const QString folder = kept.value(QLatin1String("folder")).toString(); QDir(folder).exists()) m_folder = folder;
    restoreGeometry(QByteArray::fromBase64(kept.value(QLatin1String("geometry")).toString().toLatin1()));
    if (!preset) return;
    FigureLook look = m_composition->look();
    look.dpi = std::clamp(kept.value(QLatin1String("dpi")).toDouble(), 0.0, static_cast<double>(m_dpi->maximum()));
    const QString name = kept.value(QLatin1String("preset")).toString();
    for (const FigurePreset& each : m_presets->presets() + figures::figurePresets())
        if (each.name == name) look.preset = each;
    m_composition->reset(look);
}

void FigureDialog::resizeEvent(QResizeEvent* event) {
    QDialog::resizeEvent(event);
    if (m_zoom->currentIndex() == Fit && !m_page->preview().size.isEmpty()) applyZoom();
}

void FigureDialog::changeEvent(QEvent* event) {
    QDialog::changeEvent(event);
    if (m_redo != nullptr && changesAppearance(*event)) restyle();
}

void FigureDialog::restyle() {
    for (const auto& [button, icon] : {std::pair{m_undo, "undo"}, {m_redo, "redo"}})
        button->setIcon(tintedIcon(QLatin1String(icon), currentTheme().text, currentTheme().disabledText));
}

void FigureDialog::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Undo)) return m_composition->undo();
    if (event->matches(QKeySequence::Redo)) return m_composition->redo();
    QDialog::keyPressEvent(event);
}

}  // namespace spikeglass
