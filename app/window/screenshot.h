// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QImage>

#include "base/result.h"
#include "command_line.h"

namespace spikeglass {

class MainWindow;

/// What the picture shall show, as the command line says it.
struct PictureRequest {
    QString model;
    QStringList blocks = {}, interventions = {};
    QString compare = {};
    int page = 0;
    QString figure = {};                 // views of a figure, separated by commas: its dialog in place of the window
    std::optional<QSize> size = {};      // of that dialog
};

/// Opens the model, writes the text to its end at full speed, draws every frame, and renders the whole window. The window
/// need not be on a screen. Errors: what opening, starting and comparing say.
Result<QImage> renderWindow(MainWindow& window, const PictureRequest& request);

/// Renders the window as it is now, once every view has caught up.
QImage grabWindow(MainWindow& window);

/// With the model, the prompt and the seed as PNG texts, so that the picture can be made again. Errors: cannot write
/// (names the file and the reason).
Result<void> savePicture(QImage picture, const QString& path, MainWindow& window);

/// Whether a file could be written there, asked before the work. Errors: as savePicture().
Result<void> checkWritable(const QString& path);

}  // namespace spikeglass
