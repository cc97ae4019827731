// Ctrl-C and SIGTERM as a request to finish what is under way.
#ifndef NIANBAO_CLIENT_INTERRUPT_H_
#define NIANBAO_CLIENT_INTERRUPT_H_

namespace nianbao {

// From now on the first SIGINT or SIGTERM sets Interrupted(); a second one ends
// the process.
void CatchInterrupt();

bool Interrupted();

}  // namespace nianbao

#endif  // NIANBAO_CLIENT_INTERRUPT_H_
