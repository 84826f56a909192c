// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStringList>

#include "support/test_folder.h"

/// How a program ended and what it said.
struct Ended {
    int status = -1;       // exit status; -1: it ended by a signal, did not start or did not end in time
    QByteArray output;     // standard output
    QByteArray complaint;  // standard error

    /// Standard output as JSON; an empty object if it is none.
    QJsonObject json() const { return QJsonDocument::fromJson(output).object(); }
    /// For the message of a failing check.
    QByteArray summary() const { return "status " + QByteArray::number(status) + ", said: " + complaint.left(500); }
};

/// Runs a program to its end, without a terminal and with nothing to read.
inline Ended runProgram(const QString& program, const QStringList& arguments) {
    constexpr int kLongestMilliseconds = 120'000;
    QProcess process;
    process.setStandardInputFile(QProcess::nullDevice());
    process.start(program, arguments);
    const bool ended = process.waitForFinished(kLongestMilliseconds);
    if (!ended) process.kill();
    const bool normal = ended && process.exitStatus() == QProcess::NormalExit;
    return {normal ? process.exitCode() : -1, process.readAllStandardOutput(), process.readAllStandardError()};
}

#ifdef SPIKEGLASS_CLI  // the tests of other programs do without
inline Ended runCli(const QStringList& arguments) { return runProgram(SPIKEGLASS_CLI, arguments); }
#endif
