#ifndef NIANBAO_COMMON_THREAD_PRIORITY_H_
#define NIANBAO_COMMON_THREAD_PRIORITY_H_

namespace nianbao {

// Lets threads that somebody waits for go first where the machine is short of
// time. For good, and for the calling thread alone: on Linux each has a
// priority of its own.
void GiveWayToOtherThreads();

}  // namespace nianbao

#endif  // NIANBAO_COMMON_THREAD_PRIORITY_H_
