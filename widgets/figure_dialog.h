// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDialog>

#include "figure_options.h"
#include "viewmodels/figure_maker.h"
#include "viewmodels/preset_store.h"

class QCheckBox;
class QComboBox;
class QPlainTextEdit;
class QPushButton;
class QScrollArea;
class QSpinBox;
class QToolButton;

namespace spikeglass {

class FigurePage;
class TextLabel;
class Throttle;

/// What figures are made of: a run, and what may be chosen of it.
struct FigureSubject {
    figures::Recipe recipe;  // says which run, and what the figure looks like at first
    figures::FigureInputs inputs;
    FigureChoices choices;
    QString fileName = QStringLiteral("figure");  // without an ending
};

/// Makes a figure for a paper: what it shows, for which journal, as it will print; panels of a larger figure; then saved
/// with its recipe and data, or copied. Belongs to the window's thread; draws on another.
class FigureDialog : public QDialog {
    Q_OBJECT
  public:
    /// presets outlives it.
    FigureDialog(const FigureSubject& subject, PresetStore* presets, QWidget* parent = nullptr);
    ~FigureDialog() override;

    /// What is chosen beside the figure itself: preset, format, folder and so on. What it does not understand stays.
    QByteArray saveState() const;
    /// preset: also the preset, for a figure that has none of its own yet.
    void restoreState(const QByteArray& state, bool preset);

    FigureComposition& composition() { return *m_composition; }
    FigureMaker& maker() { return *m_maker; }
    FigurePage& page() { return *m_page; }
    /// Nothing that was asked for is still being drawn.
    bool isSettled() const;
    QString format() const;
    /// As Save does once it knows where. An ending that is a format decides, else one is added.
    void saveAs(QString path);
    void copy();
    /// Not before what is being saved is written.
    void done(int result) override;

  protected:
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    enum Zoom { Fit, Whole, Twice };
    QWidget* buildOptions();
    QWidget* buildTools();
    QWidget* buildCaption();
    QWidget* buildButtons();
    void connectPage();
    void listPresets();
    void editPreset(bool anew);
    void removePreset();
    void showComposition();
    void showPreview(const FigurePreview& preview);
    void applyZoom();
    void draw();
    void save();
    void say(const QString& text, bool warning);
    void restyle();

    FigureSubject m_subject;
    PresetStore* m_presets;
    FigureComposition* m_composition;
    FigureMaker* m_maker;
    FigureOptions* m_options;
    FigurePage* m_page;
    QScrollArea* m_scroll;
    Throttle* m_draw;
    bool m_drawWanted = false, m_showing = false, m_warned = false;
    QString m_folder, m_sizeText;
    std::optional<int> m_doneWhenSaved;

    QComboBox *m_preset, *m_zoom, *m_vision, *m_format;
    QSpinBox *m_columns, *m_dpi;
    QCheckBox* m_shared;
    QToolButton *m_presetMenu = nullptr, *m_add = nullptr, *m_remove = nullptr, *m_undo = nullptr, *m_redo = nullptr;
    QPlainTextEdit* m_caption;
    QPushButton *m_copy, *m_save;
    TextLabel *m_said, *m_size, *m_panelTitle;
};

}  // namespace spikeglass
