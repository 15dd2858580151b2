# cmake -DBUILD=... -DCONFIG=... -DCONSUMER=... -DLIBDIR=... -DCC=... -DCFLAGS=... -DPKG_CONFIG=...
#       -DWORK=... -DVERSION=... -P check_install.cmake
# Installs the build under WORK, then builds and runs the consumer against what was installed:
# with find_package and with pkg-config, shared and static.

cmake_minimum_required(VERSION 3.21)
set(prefix ${WORK}/prefix)
separate_arguments(cflags UNIX_COMMAND "${CFLAGS}")

function(run)
  execute_process(COMMAND ${ARGV} COMMAND_ECHO STDOUT COMMAND_ERROR_IS_FATAL ANY)
endfunction()

function(pkg_config result)
  execute_process(COMMAND ${PKG_CONFIG} ${ARGN} gouji
    OUTPUT_VARIABLE words OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
  separate_arguments(words UNIX_COMMAND "${words}")
  set(${result} ${words} PARENT_SCOPE)
endfunction()

file(REMOVE_RECURSE ${WORK})
run(${CMAKE_COMMAND} --install ${BUILD} --config ${CONFIG} --prefix ${prefix})
run(${prefix}/bin/gouji --version)

run(${CMAKE_COMMAND} -S ${CONSUMER} -B ${WORK}/consumer -DCMAKE_PREFIX_PATH=${prefix}
  -DCMAKE_C_COMPILER=${CC} -DCMAKE_C_FLAGS=${CFLAGS} -DCMAKE_BUILD_TYPE=${CONFIG})
run(${CMAKE_COMMAND} --build ${WORK}/consumer --config ${CONFIG})
run(${WORK}/consumer/consumer ${VERSION})
run(${WORK}/consumer/consumer_static ${VERSION})

set(ENV{PKG_CONFIG_PATH} "${prefix}/${LIBDIR}/pkgconfig:$ENV{PKG_CONFIG_PATH}")
pkg_config(compile --cflags)
pkg_config(shared --libs)
pkg_config(static --libs --static)
list(TRANSFORM static REPLACE "^-lgouji$" "${prefix}/${LIBDIR}/libgouji.a")
set(build ${CC} ${cflags} ${compile} ${CONSUMER}/consumer.c)
run(${build} ${shared} -Wl,-rpath,${prefix}/${LIBDIR} -o ${WORK}/pc_shared)
run(${WORK}/pc_shared ${VERSION})
run(${build} ${static} -o ${WORK}/pc_static)
run(${WORK}/pc_static ${VERSION})
