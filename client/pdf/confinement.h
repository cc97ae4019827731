// The bounds of a process that reads what strangers wrote.
#ifndef NIANBAO_CLIENT_PDF_CONFINEMENT_H_
#define NIANBAO_CLIENT_PDF_CONFINEMENT_H_

namespace nianbao::client {

// From now on this process has at most 1 GiB of memory and 20 s of processor
// time, beyond which it ends, and cannot write, make, remove or rename files,
// start programs or processes, or reach the network: such calls fail. It can
// read files, as fonts and tables of characters are files. Where the kernel has
// no filters of calls (seccomp), limits alone hold: files that are written stay
// empty. False where the limits cannot be set.
bool Confine();

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_PDF_CONFINEMENT_H_
