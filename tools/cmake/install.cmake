include(CMakePackageConfigHelpers)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/gouji)
install(TARGETS gouji_shared gouji_static EXPORT gouji)
install(TARGETS gouji)
install(FILES include/gouji.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(FILES include/report.schema.json DESTINATION ${CMAKE_INSTALL_DATADIR}/gouji)
if(EXISTS ${PROJECT_SOURCE_DIR}/tools/gouji/gouji.1)
  install(FILES tools/gouji/gouji.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
endif()

string(REPLACE ";" " " pc_requires "${gouji_requires}")
install(EXPORT gouji NAMESPACE gouji:: FILE gouji-targets.cmake DESTINATION ${package_dir})
configure_package_config_file(tools/cmake/gouji-config.cmake.in gouji-config.cmake
  INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(gouji-config-version.cmake COMPATIBILITY SameMinorVersion)
install(
  FILES
    ${PROJECT_BINARY_DIR}/gouji-config.cmake
    ${PROJECT_BINARY_DIR}/gouji-config-version.cmake
  DESTINATION ${package_dir})

# gouji.pc finds its prefix from where it lies, so that an installed tree can be moved.
file(RELATIVE_PATH pc_prefix
  ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig ${CMAKE_INSTALL_PREFIX})
string(REGEX REPLACE "/$" "" pc_prefix "${pc_prefix}")
set(pc_libs ${CMAKE_THREAD_LIBS_INIT})
if(NOT Iconv_IS_BUILT_IN)
  list(APPEND pc_libs ${Iconv_LIBRARIES})
endif()
string(REPLACE ";" " " pc_libs "${pc_libs}")
configure_file(tools/cmake/gouji.pc.in gouji.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/gouji.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
