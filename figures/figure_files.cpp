// SPDX-License-Identifier: Apache-2.0
#include "figures/figure_files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <optional>
#include <span>

#include "base/sha256.h"
#include "io/json_check.h"
#include "io/partial_file.h"
#include "io/whole_file.h"

namespace spikeglass::figures {
namespace {

namespace fs = std::filesystem;

constexpr qint64 kLongestRecipe = 256 << 20;  // bytes

/// What a file was before it is replaced, under a name of its own as long as this lives; put back then if it was undone.
class Former {
  public:
    explicit Former(std::string path) : m_path(std::move(path)), m_copy(m_path + ".before-" + std::to_string(::getpid())) {}
    ~Former() {
        // Without taking memory, which may be what there was none of. Where the copy cannot be put back, it stays.
        if (m_undone && m_existed && std::rename(m_copy.c_str(), m_path.c_str()) != 0) return;
        if (m_undone && !m_existed) ::unlink(m_path.c_str());
        ::unlink(m_copy.c_str());
    }
    Former(const Former&) = delete;
    Former& operator=(const Former&) = delete;

    Result<void> keep() {
        std::error_code error;
        fs::remove(m_copy, error);  // of a process of the same number that was killed
        m_existed = fs::exists(m_path, error);
        if (!m_existed) return {};
        fs::create_hard_link(m_path, m_copy, error);
        if (error && !fs::copy_file(m_path, m_copy, error)) return fail(m_path + ": cannot be replaced: " + error.message());
        return {};
    }
    void setUndone(bool undone) { m_undone = undone; }

  private:
    std::string m_path, m_copy;
    bool m_existed = false, m_undone = false;
};

/// The object in a recipe that lies beside a figure; none: there is no such file, or it is no JSON object.
std::optional<QJsonObject> recipeAt(const QString& path) {
    const auto file = openRegularFile(path);
    if (!file || (*file)->size() > kLongestRecipe) return std::nullopt;
    const QJsonDocument document = QJsonDocument::fromJson((*file)->readAll());
    return document.isObject() ? std::optional(document.object()) : std::nullopt;
}

tl::unexpected<Error> inTheWay(const QString& path, const char* what) {
    return fail(path.toStdString() + ": is there already, and is not " + what + "; expected another name for the figure (or --alone, on the command line)");
}

}  // namespace

Result<void> writeTogether(const std::vector<NamedBytes>& files) {
    std::vector<std::unique_ptr<Former>> replaced;  // put back wherever this ends before all are written, by an exception too
    for (const NamedBytes& file : files) {
        const std::string path = file.path.toStdString(), bytes = file.bytes.toStdString();
        if (&file == &files.back()) {  // if it fails, it stays by itself
            if (auto done = writeWholeFile(path, bytes); !done) return done;
            break;
        }
        replaced.push_back(std::make_unique<Former>(behindLinks(path).value_or(path)));
        Former& former = *replaced.back();
        if (auto kept = former.keep(); !kept) return kept;
        if (auto done = writeWholeFile(path, bytes); !done) return done;
        former.setUndone(true);
    }
    for (const auto& one : replaced) one->setUndone(false);
    return {};
}

Result<std::unique_ptr<QFile>> openRegularFile(const QString& path) {
    const std::string name = path.toStdString();
    if (auto checked = checkFileName(name); !checked) return tl::unexpected(checked.error());
    const int descriptor = ::open(name.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);  // O_NONBLOCK: a pipe has no writer to wait for
    if (descriptor < 0) return fail(name + (errno == ENOENT ? ": no such file" : std::string(": cannot be opened: ") + std::strerror(errno)));
    struct stat status {};
    const bool known = ::fstat(descriptor, &status) == 0;
    if (!known || !S_ISREG(status.st_mode)) {
        ::close(descriptor);
        return fail(name + (known && S_ISDIR(status.st_mode) ? ": is a directory; expected a file" : ": is a device or pipe; expected a regular file"));
    }
    auto file = std::make_unique<QFile>(path);
    if (file->open(descriptor, QIODevice::ReadOnly, QFileDevice::AutoCloseHandle)) return file;
    ::close(descriptor);
    return fail(name + ": cannot be read: " + file->errorString().toStdString());
}

QByteArray jsonHead(const QString& path) {
    constexpr qint64 kHead = 4096;  // bytes
    const auto file = openRegularFile(path);
    return file ? QByteArray::fromStdString(jsonText((*file)->peek(kHead).toStdString())).trimmed() : QByteArray();
}

Result<void> mayReplace(const Beside& beside) {
    const std::optional<QJsonObject> recipe = recipeAt(beside.recipe);
    const QString csvDigest = recipe ? recipe->value(QLatin1String("csv_sha256")).toString() : QString();
    const bool ours = recipe && recipe->value(QLatin1String("csv_sha256")).isString();
    if (!beside.keep && !ours && QFileInfo::exists(beside.recipe)) return inTheWay(beside.recipe, "a recipe that was written beside a figure");
    const auto differs = [](const NamedBytes& file, const QString& known) {
        if (file.path.isEmpty() || !QFileInfo(file.path).isFile()) return false;  // writing says what is wrong with what is no file
        const auto there = sha256OfFile(file.path.toStdString());
        return !there || (*there != known.toStdString() && *there != digestOf(file.bytes).toStdString());
    };
    if (differs(beside.csv, csvDigest)) return inTheWay(beside.csv.path, "what was written with the recipe beside it");
    const bool tableOfIt = ours && recipe->value(QLatin1String("table")).toString() == QFileInfo(beside.rows.path).fileName();
    if (!tableOfIt && differs(beside.rows, {})) return inTheWay(beside.rows.path, "what the recipe beside it is drawn from");
    return {};
}

QByteArray withDigest(QByteArray recipe, const QString& digest) {
    static const QRegularExpression key(QStringLiteral("\"csv_sha256\"\\s*:\\s*\"([0-9a-f]*)\""));
    const auto found = key.match(QString::fromLatin1(recipe));
    if (!found.hasMatch()) return {};
    return recipe.replace(found.capturedStart(1), found.capturedLength(1), digest.toLatin1());
}

QString digestOf(const QByteArray& bytes) {
    return QString::fromStdString(sha256(std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size()))));
}

}  // namespace spikeglass::figures
