# SPDX-License-Identifier: Apache-2.0
# Headers of others that most sources of a kind include, read once instead of by each of them: without this, half of
# a build is reading them. None of ours are here: a change in one would compile everything anew.
# Sources compile without these, too: the presets release-werror and clang-tidy do.

set(SPIKEGLASS_STANDARD_HEADERS <algorithm> <array> <atomic> <bit> <charconv> <chrono> <cmath> <cstddef> <cstdint> <cstdio> <cstring>
    <filesystem> <functional> <limits> <map> <memory> <mutex> <new> <optional> <set> <span> <string> <string_view> <thread> <utility>
    <variant> <vector> <tl/expected.hpp>)
set(SPIKEGLASS_GUI_HEADERS ${SPIKEGLASS_STANDARD_HEADERS} <QByteArray> <QColor> <QCoreApplication> <QDir> <QFile> <QFileInfo>
    <QFontMetricsF> <QImage> <QJsonArray> <QJsonDocument> <QJsonObject> <QLocale> <QObject> <QPainter> <QPainterPath>
    <QRegularExpression> <QString> <QStringList> <QTimer>)
set(SPIKEGLASS_WIDGETS_HEADERS ${SPIKEGLASS_GUI_HEADERS} <QAction> <QApplication> <QClipboard> <QComboBox> <QDialog> <QFormLayout>
    <QGridLayout> <QHBoxLayout> <QHeaderView> <QHelpEvent> <QKeyEvent> <QLabel> <QLineEdit> <QMainWindow> <QMenu> <QMenuBar>
    <QMouseEvent> <QPlainTextEdit> <QPushButton> <QScrollArea> <QSpinBox> <QSplitter> <QToolButton> <QToolTip> <QTreeWidget>
    <QVBoxLayout> <QWidget>)

# spikeglass_precompile(KIND DEPENDS target... HEADERS header...): headers for targets of this kind (PRECOMPILED KIND). Those must be
# compiled as these are (what of Qt is linked, options): GCC warns where they are not. Other compilers ask for more, and do
# without.
function(spikeglass_precompile kind)
    cmake_parse_arguments(KIND "" "" "DEPENDS;HEADERS" ${ARGN})
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND NOT CMAKE_DISABLE_PRECOMPILE_HEADERS)
        set(source ${CMAKE_CURRENT_BINARY_DIR}/precompiled_${kind}.cpp)
        file(CONFIGURE OUTPUT ${source} CONTENT "")
        add_library(precompiled_${kind} OBJECT ${source})
        target_link_libraries(precompiled_${kind} PRIVATE ${KIND_DEPENDS})
        target_precompile_headers(precompiled_${kind} PRIVATE ${KIND_HEADERS})
    endif()
endfunction()

function(spikeglass_use_precompiled target kind)
    if(TARGET precompiled_${kind})
        target_precompile_headers(${target} REUSE_FROM precompiled_${kind})
        if(CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
            # Its bug 105651 again, by two more names, where it has headers from here: see Targets.cmake.
            target_compile_options(${target} PRIVATE -Wno-stringop-overflow -Wno-array-bounds)
        endif()
    endif()
endfunction()

spikeglass_precompile(core DEPENDS tl::expected HEADERS ${SPIKEGLASS_STANDARD_HEADERS})
if(SPIKEGLASS_WINDOW)
    spikeglass_precompile(gui DEPENDS Qt6::Core Qt6::Gui HEADERS ${SPIKEGLASS_GUI_HEADERS})
    spikeglass_precompile(widgets DEPENDS Qt6::Widgets HEADERS ${SPIKEGLASS_WIDGETS_HEADERS})
endif()
