// SPDX-License-Identifier: Apache-2.0
#include "tree_rules.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <functional>

namespace {

constexpr int kLongestHeader = 150;  // lines
constexpr int kLongestSource = 500;

const QStringList kCoreRooms = {"base", "kernels", "text", "io", "import", "network", "trace", "energy", "engine"};
const QStringList kRooms = kCoreRooms + QStringList{"figures", "viewmodels", "widgets", "app"};  // doors open only to the left
const QStringList kFolders = {"app", "cmake", "core", "figures", "models", "packaging", "resources", "tests", "widgets", ".ci"};
const QSet<QString> kOtherFolders = {"build", "data", "runs", "__pycache__", ".cache"};

bool isSource(const QFileInfo& file) {
    static const QSet<QString> suffixes = {"h", "cpp", "py", "cmake", "sh"};
    if (suffixes.contains(file.suffix()) || file.fileName() == "CMakeLists.txt") return true;
    if (!file.suffix().isEmpty() && file.suffix() != file.fileName().mid(1)) return false;
    QFile script(file.filePath());
    return script.open(QIODevice::ReadOnly) && script.read(2) == "#!";
}

bool isCpp(const QString& file) { return file.endsWith(".h") || file.endsWith(".cpp"); }

}  // namespace

TreeRules::TreeRules(const QString& root) : m_root(root) {
    const auto read = [this](const QFileInfo& info) {
        QFile file(info.filePath());
        if (!isSource(info) || !file.open(QIODevice::ReadOnly)) return;
        QStringList lines = QString::fromUtf8(file.readAll()).split('\n');
        if (lines.last().isEmpty()) lines.removeLast();
        m_lines.insert(m_root.relativeFilePath(info.filePath()), lines);
    };
    for (const QFileInfo& file : m_root.entryInfoList(QDir::Files)) read(file);
    for (const QString& folder : kFolders) {
        QDirIterator it(m_root.filePath(folder), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (it.hasNext()) {
            it.next();
            const QStringList parts = m_root.relativeFilePath(it.filePath()).split('/');
            if (QSet<QString>(parts.begin(), parts.end()).intersects(kOtherFolders)) continue;
            read(it.fileInfo());
        }
    }
}

QString TreeRules::roomOf(const QString& file) {
    const QStringList parts = file.split('/');
    if (parts[0] == "core" && parts.size() > 2) return parts[1];
    if (file.startsWith("widgets/viewmodels/")) return "viewmodels";
    return parts[0] == "figures" || parts[0] == "widgets" || parts[0] == "app" ? parts[0] : QString();
}

QList<TreeRules::Include> TreeRules::includes(const QString& file) const {
    static const QRegularExpression pattern(R"(^\s*#\s*include\s*[<"]([^>"]+)[>"])");
    QList<Include> found;
    const QStringList lines = m_lines.value(file);
    for (int i = 0; i < lines.size(); ++i)
        if (const auto match = pattern.match(lines[i]); match.hasMatch()) found.append({i + 1, match.captured(1)});
    return found;
}

QString TreeRules::resolve(const QString& file, const QString& include) const {
    const QString folder = file.section('/', 0, -2);
    for (const QString& base : {folder, QString("."), QString("core"), QString("widgets"), QString("app")})
        if (const QString path = QDir::cleanPath(base + '/' + include); m_lines.contains(path)) return path;
    return {};
}

QStringList TreeRules::qtInCore() const {
    static const QRegularExpression header(R"(^Qt?[A-Z]\w*(/.*)?$)");
    QStringList violations;
    for (const QString& file : files()) {
        if (!file.startsWith("core/")) continue;
        for (const Include& include : includes(file))
            if (header.match(include.name).hasMatch())
                violations += QString("%1:%2: core includes Qt (%3)").arg(file).arg(include.line).arg(include.name);
        if (file.endsWith("CMakeLists.txt") && m_lines[file].join('\n').contains("Qt6"))
            violations += file + ": core links Qt";
    }
    return violations;
}

QStringList TreeRules::doorsToTheRight() const {
    QStringList violations;
    for (const QString& file : files()) {
        const QString room = roomOf(file);
        if (room.isEmpty() || !isCpp(file)) continue;
        for (const Include& include : includes(file)) {
            const QString target = roomOf(resolve(file, include.name));
            if (!target.isEmpty() && kRooms.indexOf(target) > kRooms.indexOf(room))
                violations += QString("%1:%2: %3 opens a door to %4 (%5)").arg(file).arg(include.line).arg(room, target, include.name);
        }
    }
    for (const QString& file : files())  // a new room of core has to be given its place
        if (file.startsWith("core/") && file.count('/') >= 2 && !kCoreRooms.contains(roomOf(file)))
            violations += file + ": core has no room of that name";
    return violations;
}

QStringList TreeRules::leakedLibraries() const {
    static const QRegularExpression library(R"(^(hdf5(_hl)?\.h|H5\w*\.h|hwy/.*|nlohmann/.*)$)");
    // The library that a header shows, by itself or through the headers it includes.
    QMap<QString, QString> shown;
    const std::function<QString(const QString&)> find = [&](const QString& header) -> QString {
        if (const auto known = shown.constFind(header); known != shown.constEnd()) return *known;
        shown.insert(header, {});
        QString name;
        for (const Include& include : includes(header)) {
            const QString target = resolve(header, include.name);
            if (name.isEmpty()) name = library.match(include.name).hasMatch() ? include.name : target.isEmpty() ? name : find(target);
        }
        return shown[header] = name;
    };
    QStringList violations;
    for (const QString& file : files()) {
        if (roomOf(file).isEmpty() || !isCpp(file)) continue;
        for (const Include& include : includes(file)) {
            const QString target = resolve(file, include.name);
            if (!target.startsWith("core/") || roomOf(target) == roomOf(file) || find(target).isEmpty()) continue;
            violations += QString("%1:%2: %3 shows %4, so only its own room may include it")
                              .arg(file).arg(include.line).arg(include.name, find(target));
        }
    }
    return violations;
}

QStringList TreeRules::missingLicenceLines() const {
    QStringList violations;
    for (const QString& file : files())
        if (!m_lines[file].mid(0, 2).join('\n').contains("SPDX-License-Identifier: Apache-2.0"))
            violations += file + ": no SPDX-License-Identifier in its first two lines";
    return violations;
}

QStringList TreeRules::tooLong() const {
    QStringList violations;
    for (const QString& file : files()) {
        const int longest = file.endsWith(".h") ? kLongestHeader : kLongestSource;
        if (m_lines[file].size() > longest)
            violations += QString("%1: %2 lines, more than %3: is it one thing?").arg(file).arg(m_lines[file].size()).arg(longest);
    }
    return violations;
}

QStringList TreeRules::deadLinks() const {
    static const QRegularExpression link(R"(\]\(([^)#\s]+)(#[^)]*)?\))");
    QStringList texts = m_root.entryList({"*.md"}, QDir::Files);
    for (const QString& folder : kFolders + QStringList{"docs"}) {
        QDirIterator it(m_root.filePath(folder), {"*.md"}, QDir::Files, QDirIterator::Subdirectories);
        while (it.hasNext()) texts += m_root.relativeFilePath(it.next());
    }
    QStringList violations;
    for (const QString& text : texts) {
        QFile file(m_root.filePath(text));
        if (!file.open(QIODevice::ReadOnly)) continue;
        const QDir folder = QFileInfo(file).dir();
        auto found = link.globalMatch(QString::fromUtf8(file.readAll()));
        while (found.hasNext()) {
            const QString target = found.next().captured(1);
            if (!target.contains("://") && !folder.exists(target)) violations += QString("%1: links to %2, which is not there").arg(text, target);
        }
    }
    violations.sort();
    return violations;
}

QStringList TreeRules::tooLargeModels(qint64 maximumBytes) const {
    QStringList violations;
    for (const QFileInfo& file : QDir(m_root.filePath("models")).entryInfoList({"*.h5"}, QDir::Files))
        if (file.size() > maximumBytes)
            violations << QString("models/%1: %2 bytes, more than %3").arg(file.fileName()).arg(file.size()).arg(maximumBytes);
    return violations;
}
