// Priorities of threads, for programs that answer while they do other work.
#ifndef NIANBAO_COMMON_BASE_THREAD_PRIORITY_H_
#define NIANBAO_COMMON_BASE_THREAD_PRIORITY_H_

namespace nianbao {

// How much of a processor a thread leaves to one that gives no way while both
// want to run on it: kMuch gets a tenth, kALittle four tenths of the other's
// time.
enum class GivesWay { kMuch, kALittle };

// Lets threads that somebody waits for go first where the machine is short of
// processor time. Holds until the thread ends, for the calling thread and for
// those that it starts from then on: on Linux each thread has a priority of its
// own, which new threads inherit.
void GiveWayToOtherThreads(GivesWay way);

}  // namespace nianbao

#endif  // NIANBAO_COMMON_BASE_THREAD_PRIORITY_H_
