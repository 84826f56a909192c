// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QComboBox>
#include <QProcess>
#include <memory>

#include "figure_page.h"
#include "panel.h"
#include "prompt_bar.h"
#include "support/offscreen_noise.h"
#include "transport_bar.h"
#include "window/figure_desk.h"
#include "window_test.h"

namespace spikeglass::test {

/// A window with a text of 50 tokens, and the figures made of it. For tests of it to be derived from.
class FigureWindow : protected WindowTest {
  protected:
    FigureDialog* dialog() { return m_window->figures().dialog(); }
    template <class T>
    T* part(const char* name) {
        return dialog()->findChild<T*>(QLatin1String(name));
    }
    bool settled() {
        return QTest::qWaitFor([&] { return dialog()->isSettled() && !dialog()->page().preview().image.isNull(); }, 30'000);
    }
    QString said() { return part<TextLabel>("figureSaid")->text(); }
    void choose(const char* box, const QString& data) {
        auto* combo = part<QComboBox>(box);
        const int index = combo->findData(data);
        QVERIFY2(index >= 0, qPrintable(data));
        combo->setFocus();
        QTest::keyClick(combo, Qt::Key_Home);
        for (int step = 0; combo->currentIndex() != index && step < combo->count(); ++step) QTest::keyClick(combo, Qt::Key_Down);
        QCOMPARE(combo->currentIndex(), index);
    }
    void openFigure(const char* figure) {
        const auto opened = m_window->figures().open(QLatin1String(figure));
        QVERIFY2(opened.has_value(), opened ? "" : opened.error().message.c_str());
        QVERIFY(settled());
    }
    void saveAs(const QString& path) {
        const QSignalSpy saved(&dialog()->maker(), &FigureMaker::saved), failed(&dialog()->maker(), &FigureMaker::failed);
        dialog()->saveAs(path);
        QVERIFY(QTest::qWaitFor([&] { return saved.count() + failed.count() > 0; }, 30'000));
    }
    /// What the command line makes of a recipe.
    QByteArray drawnAgain(const QString& recipe, const QString& name) {
        QProcess program;
        program.start(QStringLiteral(SPIKEGLASS_FIGURE), {recipe, QStringLiteral("--alone"), QStringLiteral("--output"), in(name)});
        program.waitForFinished(60'000);
        if (program.exitCode() != 0) qInfo() << program.readAllStandardError();
        return contentOf(in(name));
    }

    void showText() {
        show();
        QVERIFY(openAndWait(*m_window, tinyCheckpoint()));
        QVERIFY(write(40));
    }
};

}  // namespace spikeglass::test
