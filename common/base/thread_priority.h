#ifndef NIANBAO_COMMON_BASE_THREAD_PRIORITY_H_
#define NIANBAO_COMMON_BASE_THREAD_PRIORITY_H_

namespace nianbao {

// Of the time that a thread gets that gives no way: a tenth, or four tenths.
enum class GivesWay { kMuch, kALittle };

// Lets threads that somebody waits for go first where the machine is short of
// time. For good, and for the calling thread alone and those that it starts: on
// Linux each has a priority of its own.
void GiveWayToOtherThreads(GivesWay way);

}  // namespace nianbao

#endif  // NIANBAO_COMMON_BASE_THREAD_PRIORITY_H_
