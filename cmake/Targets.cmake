# SPDX-License-Identifier: Apache-2.0
# How every target of this project is made: one place for warnings, sanitizers and the layering.

# Products of floats are rounded as written (no contraction into fused multiply-add behind our back):
# the same seed gives the same text on every machine. See docs/decisions/0002-reproducible-kernels.md.
add_compile_options(-Wall -Wextra -Wshadow -Wconversion -Wno-sign-conversion -Wnon-virtual-dtor -ffp-contract=off)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    add_compile_options(-Wno-restrict)  # GCC 12 sees overlaps in "text" + std::string (its bug 105651)
endif()
if(SPIKEGLASS_WERROR)
    add_compile_options(-Werror)
endif()
if(SPIKEGLASS_SANITIZE)
    add_compile_options(-fsanitize=${SPIKEGLASS_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    add_link_options(-fsanitize=${SPIKEGLASS_SANITIZE})
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        add_compile_options(-Wno-maybe-uninitialized)  # of std::regex, once its checks are compiled in
    endif()
endif()

if(SPIKEGLASS_HARDENED)
    add_compile_options(-ffile-prefix-map=${PROJECT_SOURCE_DIR}=. -D_FORTIFY_SOURCE=2 -fstack-protector-strong)
    if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
        add_compile_options(-fcf-protection)
    endif()
    add_link_options(LINKER:-z,relro,-z,now)
endif()

if(SPIKEGLASS_FUZZ)
    add_compile_options(-fsanitize=fuzzer-no-link)
endif()

# spikeglass_room(NAME DEPENDS target... [PRECOMPILED KIND]): a static library "spikeglass_NAME" of every source in this folder.
# Headers are included as "room/header.h" relative to core/, widgets/ or app/.
function(spikeglass_room name)
    cmake_parse_arguments(ROOM "" "PRECOMPILED" "INCLUDE;DEPENDS;PRIVATE_DEPENDS" ${ARGN})
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
    file(GLOB_RECURSE headers CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.h)
    if(sources)
        add_library(spikeglass_${name} STATIC ${sources} ${headers})
        target_link_libraries(spikeglass_${name} PUBLIC ${ROOM_DEPENDS} PRIVATE ${ROOM_PRIVATE_DEPENDS})
        target_include_directories(spikeglass_${name} PUBLIC ${ROOM_INCLUDE})
        if(ROOM_PRECOMPILED)
            spikeglass_use_precompiled(spikeglass_${name} ${ROOM_PRECOMPILED})
        endif()
    else()
        add_library(spikeglass_${name} INTERFACE)
        target_link_libraries(spikeglass_${name} INTERFACE ${ROOM_DEPENDS} ${ROOM_PRIVATE_DEPENDS})
        target_include_directories(spikeglass_${name} INTERFACE ${ROOM_INCLUDE})
    endif()
endfunction()

# spikeglass_test(FILE.cpp DEPENDS target... [PRECOMPILED KIND, else core_test]): one QtTest executable, run by ctest, without a display.
# Any warning that Qt or HDF5 prints fails the test.
function(spikeglass_test source)
    cmake_parse_arguments(TEST "" "PRECOMPILED" "DEPENDS;LABELS" ${ARGN})
    get_filename_component(name ${source} NAME_WE)
    get_filename_component(path ${source} ABSOLUTE)
    # Not AUTOMOC, which takes a hundred times as long: it looks for what moc need not know of a test, its headers.
    set(moc ${CMAKE_CURRENT_BINARY_DIR}/moc/${name}.moc)
    add_custom_command(OUTPUT ${moc} COMMAND Qt6::moc ${path} -o ${moc} DEPENDS ${path} VERBATIM)
    add_executable(${name} ${source} ${moc})
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
    target_include_directories(${name} PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/moc)
    if(NOT TEST_PRECOMPILED)
        set(TEST_PRECOMPILED core_test)
    endif()
    spikeglass_use_precompiled(${name} ${TEST_PRECOMPILED})
    target_link_libraries(${name} PRIVATE Qt6::Test ${TEST_DEPENDS})
    add_dependencies(${name} spikeglass-examine)
    target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR}/tests)
    target_compile_definitions(${name} PRIVATE
        SPIKEGLASS_TEST_DATA="${PROJECT_SOURCE_DIR}/tests/data"
        SPIKEGLASS_MODELS="${PROJECT_SOURCE_DIR}/models")
    add_test(NAME ${name} COMMAND ${name})
    set_tests_properties(${name} PROPERTIES
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;QT_FATAL_WARNINGS=;QT_LOGGING_RULES=default.debug=false"
        FAIL_REGULAR_EXPRESSION "QWARN;HDF5-DIAG;QFATAL;QCRITICAL"
        LABELS "${TEST_LABELS}" TIMEOUT 600)
endfunction()
