#include "common/base/thread_priority.h"

#include <linux/sched.h>
#include <linux/sched/types.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace nianbao {

void GiveWayToOtherThreads(GivesWay way) {
  sched_attr attributes = {};
  attributes.size = sizeof(attributes);
  attributes.sched_policy = SCHED_NORMAL;
  attributes.sched_nice = way == GivesWay::kMuch ? 10 : 4;
  // Nanoseconds of a turn: since Linux 6.12 a thread that wakes up need not
  // await the end of one that is longer than its own. Earlier ones ignore it.
  if (way == GivesWay::kMuch) attributes.sched_runtime = 100'000'000;
  syscall(SYS_sched_setattr, 0, &attributes, 0);
}

}  // namespace nianbao
