// SPDX-License-Identifier: Apache-2.0
// The rules of docs/architecture.md on this repository's own sources; and the rules themselves on trees that break them.
#include <QTemporaryDir>
#include <QTest>

#include "tree_rules.h"

namespace {

constexpr qint64 kLargestModel = 12'000'000;  // bytes, each
const QString kLicence = "// SPDX-License-Identifier: Apache-2.0\n";

QString listed(const QStringList& violations) { return violations.join('\n'); }

}  // namespace

class TestArchitecture : public QObject {
    Q_OBJECT

    const TreeRules m_tree{SPIKEGLASS_SOURCE_DIR};
    QTemporaryDir m_other;  // a tree of one or two files, anew for each test

    void write(const QString& path, const QString& content) {
        QDir(m_other.path()).mkpath(QFileInfo(path).path());
        QFile file(m_other.filePath(path));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content.toUtf8());
    }

  private slots:
    void init() {
        QDir(m_other.path()).removeRecursively();
        QDir().mkpath(m_other.path());
    }

    void theTreeIsRead() {
        for (const char* file : {"CMakeLists.txt", ".ci/run", "packaging/run", "core/base/result.h", "app/cli/main.cpp"})
            QVERIFY2(m_tree.files().contains(file), file);
        QVERIFY(m_tree.files().size() > 100);
    }
    void coreHasNoQt() { QCOMPARE(listed(m_tree.qtInCore()), QString()); }
    void doorsOpenOnlyToTheLeft() { QCOMPARE(listed(m_tree.doorsToTheRight()), QString()); }
    void librariesStayInTheirRooms() { QCOMPARE(listed(m_tree.leakedLibraries()), QString()); }
    void everySourceNamesItsLicence() { QCOMPARE(listed(m_tree.missingLicenceLines()), QString()); }
    void noFileIsTooLong() { QCOMPARE(listed(m_tree.tooLong()), QString()); }
    void linksLeadSomewhere() { QCOMPARE(listed(m_tree.deadLinks()), QString()); }
    void modelsAreSmall() { QCOMPARE(listed(m_tree.tooLargeModels(kLargestModel)), QString()); }

    void qtInCoreIsSeen() {
        write("core/base/a.h", kLicence + "#include <QString>\n");
        write("core/base/b.cpp", kLicence + "#  include <QtCore/QList>\n#include \"Queue.h\"\n");
        write("core/base/CMakeLists.txt", "# SPDX-License-Identifier: Apache-2.0\nspikeglass_room(base DEPENDS Qt6::Core)\n");
        write("widgets/c.h", kLicence + "#include <QWidget>\n");
        QCOMPARE(listed(TreeRules(m_other.path()).qtInCore()),
                 QString("core/base/CMakeLists.txt: core links Qt\n"
                         "core/base/a.h:2: core includes Qt (QString)\n"
                         "core/base/b.cpp:2: core includes Qt (QtCore/QList)"));
    }
    void doorsToTheRightAreSeen() {
        write("core/io/a.h", kLicence + "#include \"engine/model.h\"\n");
        write("core/engine/model.h", kLicence + "#include \"io/a.h\"\n");
        write("widgets/viewmodels/v.h", kLicence + "#include \"../panel.h\"\n#include \"engine/model.h\"\n");
        write("widgets/panel.h", kLicence + "#include \"viewmodels/v.h\"\n#include \"window/main_window.h\"\n");
        write("app/window/main_window.h", kLicence);
        write("core/cellar/a.h", kLicence);
        QCOMPARE(listed(TreeRules(m_other.path()).doorsToTheRight()),
                 QString("core/io/a.h:2: io opens a door to engine (engine/model.h)\n"
                         "widgets/panel.h:3: widgets opens a door to app (window/main_window.h)\n"
                         "widgets/viewmodels/v.h:2: viewmodels opens a door to widgets (../panel.h)\n"
                         "core/cellar/a.h: core has no room of that name"));
    }
    void leakedLibrariesAreSeen() {
        write("core/io/handles.h", kLicence + "#include <hdf5.h>\n");
        write("core/io/dataset.h", kLicence + "#include \"io/handles.h\"\n");
        write("core/io/file.cpp", kLicence + "#include \"io/dataset.h\"\n");
        write("core/io/file.h", kLicence + "#include <string>\n");
        write("core/engine/good.h", kLicence + "#include \"io/file.h\"\n");
        write("core/engine/bad.h", kLicence + "#include \"io/dataset.h\"\n");
        write("app/cli/bad.cpp", kLicence + "#include \"text/json.h\"\n#include <nlohmann/json.hpp>\n");
        write("core/text/json.h", kLicence + "#include <nlohmann/json.hpp>\n");
        QCOMPARE(listed(TreeRules(m_other.path()).leakedLibraries()),
                 QString("app/cli/bad.cpp:2: text/json.h shows nlohmann/json.hpp, so only its own room may include it\n"
                         "core/engine/bad.h:2: io/dataset.h shows hdf5.h, so only its own room may include it"));
    }
    void missingLicenceLinesAreSeen() {
        write("core/base/good.h", kLicence);
        write("core/base/bad.h", "#pragma once\n\n" + kLicence);
        write("packaging/good", "#!/bin/sh\n# SPDX-License-Identifier: Apache-2.0\n");
        write("packaging/bad", "#!/bin/sh\n");
        write("models/bad.py", "");
        write("tests/data/out_of_scope.py", "");
        write("packaging/packages.txt", "no source\n");
        QCOMPARE(listed(TreeRules(m_other.path()).missingLicenceLines()),
                 QString("core/base/bad.h: no SPDX-License-Identifier in its first two lines\n"
                         "models/bad.py: no SPDX-License-Identifier in its first two lines\n"
                         "packaging/bad: no SPDX-License-Identifier in its first two lines"));
    }
    void longFilesAreSeen() {
        write("core/base/good.h", QString("\n").repeated(150));
        write("core/base/bad.h", QString("\n").repeated(151));
        write("core/base/good.cpp", QString("\n").repeated(500));
        write("core/base/bad.cpp", QString("\n").repeated(501));
        QCOMPARE(listed(TreeRules(m_other.path()).tooLong()),
                 QString("core/base/bad.cpp: 501 lines, more than 500: is it one thing?\n"
                         "core/base/bad.h: 151 lines, more than 150: is it one thing?"));
    }
    void deadLinksAreSeen() {
        write("README.md", "[a](docs/a.md) [b](https://example.org/b.md) ![c](docs/c.png)\n");
        write("docs/a.md", "[up](../README.md#top) [gone](b.md)\n");
        QCOMPARE(listed(TreeRules(m_other.path()).deadLinks()),
                 QString("README.md: links to docs/c.png, which is not there\ndocs/a.md: links to b.md, which is not there"));
    }
    void largeModelsAreSeen() {
        write("models/a.h5", "123456");
        write("models/b.h5", "1234567");
        QCOMPARE(listed(TreeRules(m_other.path()).tooLargeModels(7)), QString());
        QCOMPARE(listed(TreeRules(m_other.path()).tooLargeModels(6)), QString("models/b.h5: 7 bytes, more than 6"));
    }
};

QTEST_GUILESS_MAIN(TestArchitecture)
#include "test_architecture.moc"
