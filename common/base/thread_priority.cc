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
  // A step of niceness is a factor of about 1.25 in processor time: 1.25^10 is
  // 9.3, 1.25^4 is 2.4.
  attributes.sched_nice = way == GivesWay::kMuch ? 10 : 4;
  // The time slice in nanoseconds. Since Linux 6.12 a thread that wakes up may
  // interrupt one whose slice is longer than its own; 100 ms is the longest
  // that is allowed. Earlier kernels ignore the field.
  if (way == GivesWay::kMuch) attributes.sched_runtime = 100'000'000;
  // glibc has no function for it. A refusal costs nothing but the courtesy.
  syscall(SYS_sched_setattr, 0, &attributes, 0);
}

}  // namespace nianbao
