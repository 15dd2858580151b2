# gouji_flags(TARGET): warnings, and the hardening, sanitizers or coverage that the build asks for.

include(CheckCCompilerFlag)
include(CheckLinkerFlag)
include(CheckPIESupported)
check_pie_supported(LANGUAGES C)

set(gouji_compile_flags
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes)
set(gouji_link_flags)
if(GJ_WERROR)
  list(APPEND gouji_compile_flags -Werror)
endif()

if(GJ_SANITIZE)
  list(APPEND gouji_compile_flags
    -fsanitize=${GJ_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  list(APPEND gouji_link_flags -fsanitize=${GJ_SANITIZE})
else()
  check_c_compiler_flag(-fstack-protector-strong GJ_HAVE_STACK_PROTECTOR)
  check_linker_flag(C -Wl,-z,relro,-z,now GJ_HAVE_RELRO)
  set(optimised $<CONFIG:Release,RelWithDebInfo,MinSizeRel>)
  # Some distributions define _FORTIFY_SOURCE in the compiler: undefine it, or -Werror stops there.
  list(APPEND gouji_compile_flags $<${optimised}:-U_FORTIFY_SOURCE> $<${optimised}:-D_FORTIFY_SOURCE=2>)
  if(GJ_HAVE_STACK_PROTECTOR)
    list(APPEND gouji_compile_flags $<${optimised}:-fstack-protector-strong>)
  endif()
  if(GJ_HAVE_RELRO)
    list(APPEND gouji_link_flags $<${optimised}:-Wl,-z,relro,-z,now>)
  endif()
endif()

if(GJ_FUZZER) # clang's counters, which libFuzzer and AFL++ follow
  list(APPEND gouji_compile_flags -fsanitize=fuzzer-no-link)
  list(APPEND gouji_link_flags -fsanitize=fuzzer-no-link)
endif()

if(GJ_COVERAGE)
  list(APPEND gouji_compile_flags --coverage -fprofile-update=atomic) # threads count too
  list(APPEND gouji_link_flags --coverage)
endif()

function(gouji_flags target)
  target_compile_options(${target} PRIVATE ${gouji_compile_flags})
  target_link_options(${target} PRIVATE ${gouji_link_flags})
endfunction()
