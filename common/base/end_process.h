// How the programs end.
#ifndef NIANBAO_COMMON_BASE_END_PROCESS_H_
#define NIANBAO_COMMON_BASE_END_PROCESS_H_

namespace nianbao {

// Writes what is left of standard output and ends the process with that code,
// without the handlers of atexit and the destructors of statics: threads of
// gRPC may go on for a moment after its last object is gone, and crash when
// OpenSSL is cleaned up under them. To be called when everything else has been
// closed.
[[noreturn]] void EndProcess(int code);

}  // namespace nianbao

#endif  // NIANBAO_COMMON_BASE_END_PROCESS_H_
