# nianbao_embed_files(VARIABLE SYMBOL PATH [SYMBOL PATH]...)
#
# Makes an assembler source that holds the files, so that a program is one file,
# and sets VARIABLE to its path. Each file lies between the C symbols
# SYMBOL_begin and SYMBOL_end; a NUL follows it. Paths are relative to the
# current source folder. A change of a file builds the source anew.
function(nianbao_embed_files variable)
  set(source ${CMAKE_CURRENT_BINARY_DIR}/${variable}.S)
  set(content "\
    .section .rodata
    .macro embed name, path
    .global \\name\\()_begin, \\name\\()_end
\\name\\()_begin:
    .incbin \"\\path\"
\\name\\()_end:
    .byte 0
    .endm
")
  set(paths)
  while(ARGN)
    list(POP_FRONT ARGN symbol path)
    cmake_path(ABSOLUTE_PATH path BASE_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR})
    string(APPEND content "    embed ${symbol}, ${path}\n")
    list(APPEND paths ${path})
  endwhile()
  string(APPEND content "    .section .note.GNU-stack,\"\",@progbits\n")
  file(CONFIGURE OUTPUT ${source} CONTENT "${content}" @ONLY)
  set_source_files_properties(${source} PROPERTIES OBJECT_DEPENDS "${paths}")
  set(${variable} ${source} PARENT_SCOPE)
endfunction()
