// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QSize>
#include <QString>
#include <QStringList>
#include <cstdint>
#include <optional>

#include "engine/sampler.h"

namespace spikeglass {

/// What `spikeglass` was asked for. A value.
struct CommandLine {
    QString file;  // a checkpoint; empty: the bundled default
    std::optional<QString> prompt;
    std::optional<std::int64_t> tokens;
    std::optional<std::uint64_t> seed;
    std::optional<double> temperature, topP, speed;  // speed: tokens per second, 0: full
    QStringList blocks;     // "SLOT=ann|snn"
    QStringList interventions;  // "SITE/NEURONS=silence"
    int page = 0;           // of the right side, from 1; 0: the first
    QString compare;        // lane B's block choice by name, or "without" for no interventions; empty: one lane
    QString figure;         // views, separated by commas; empty: the window
    QString screenshot;     // empty: none
    std::optional<QSize> size;
    double scale = 1;       // device pixels per pixel, of a screenshot
    QString language;       // "en", "de", "zh_CN" or empty
    QString theme;          // "light", "dark" or empty

    enum class Action { Run, Help, Version, Refuse };
    Action action = Action::Run;
    QString text;  // what to print for Help, Version (standard output) and Refuse (standard error)
};

/// arguments: the program's name first. Options of Qt itself ("-platform offscreen") are left alone. Needs no application.
CommandLine parseCommandLine(const QStringList& arguments);

}  // namespace spikeglass
