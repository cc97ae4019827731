// How work ends whose result nobody waits for any more: the client has
// cancelled its call or gone away, its deadline has passed, or the program
// ends. Whoever works long polls a `stopped` function and returns Cancelled()
// once it says true:
//
//   if (stopped()) return Cancelled();
//
// Nobody reads the message, as nobody waits; it stands in logs at most.
#ifndef NIANBAO_COMMON_BASE_CANCELLED_H_
#define NIANBAO_COMMON_BASE_CANCELLED_H_

#include "absl/status/status.h"

namespace nianbao {

inline absl::Status Cancelled() {
  return absl::CancelledError("nobody waits for the result any more");
}

}  // namespace nianbao

#endif  // NIANBAO_COMMON_BASE_CANCELLED_H_
