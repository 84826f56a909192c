# SPDX-License-Identifier: Apache-2.0
# The command line tool as a folder that runs wherever it lies, for clusters: static where Debian has archives, the rest is
# carried beside it in lib/. What remains is the C library of the machine.
set(carried)
foreach(name libhwy.so.1 libstdc++.so.6 libgcc_s.so.1)
    execute_process(COMMAND ${CMAKE_CXX_COMPILER} -print-file-name=${name} OUTPUT_VARIABLE path OUTPUT_STRIP_TRAILING_WHITESPACE)
    get_filename_component(path "${path}" REALPATH)
    if(NOT EXISTS "${path}")
        message(FATAL_ERROR "The portable tool carries ${name}, which was not found here")
    endif()
    install(FILES "${path}" DESTINATION lib RENAME ${name})
endforeach()
set_target_properties(spikeglass-cli spikeglass-examine PROPERTIES INSTALL_RPATH "\$ORIGIN/../lib")
# Their licences travel with them.
foreach(package libhwy1 libstdc++6 libgcc-s1 libhdf5-dev libicu-dev zlib1g-dev libssl-dev libaec-dev)
    if(EXISTS /usr/share/doc/${package}/copyright)
        install(FILES /usr/share/doc/${package}/copyright DESTINATION ${CMAKE_INSTALL_DOCDIR}/licences RENAME ${package}.txt)
    endif()
endforeach()
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
