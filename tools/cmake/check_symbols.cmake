# cmake -DNM=... -DLIBRARY=... -DHEADER=... -P check_symbols.cmake
# Fails unless every symbol that the shared library shows is a gj_ name from the public header.
# Names that begin with an underscore belong to the compiler and its sanitizers.

cmake_minimum_required(VERSION 3.21)
set(flags -D --defined-only)
if(CMAKE_HOST_APPLE)
  set(flags -gU)
endif()
execute_process(COMMAND ${NM} ${flags} ${LIBRARY}
  OUTPUT_VARIABLE lines COMMAND_ERROR_IS_FATAL ANY)
file(READ ${HEADER} header)

set(shown 0)
set(strangers "")
string(REGEX MATCHALL "[^\n]+" lines "${lines}")
foreach(line IN LISTS lines)
  string(REGEX REPLACE "^.* " "" symbol "${line}")
  if(CMAKE_HOST_APPLE)
    string(REGEX REPLACE "^_" "" symbol "${symbol}")
  endif()
  if(symbol MATCHES "^_")
    continue()
  endif()
  if(symbol MATCHES "^gj_" AND header MATCHES "[^a-z0-9_]${symbol}[^a-z0-9_]")
    math(EXPR shown "${shown} + 1")
  else()
    list(APPEND strangers ${symbol})
  endif()
endforeach()

if(strangers)
  message(FATAL_ERROR "visible, but not in the public header: ${strangers}")
elseif(shown EQUAL 0)
  message(FATAL_ERROR "the library shows no gj_ symbol at all: is GJ_API missing?")
endif()
message(STATUS "${shown} public symbols")
