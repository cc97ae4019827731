// Ctrl-C and SIGTERM as a request to finish what is under way.
#ifndef NIANBAO_CLIENT_CALLS_INTERRUPT_H_
#define NIANBAO_CLIENT_CALLS_INTERRUPT_H_

#include <functional>
#include <thread>

namespace nianbao::client {

// From now on the first SIGINT or SIGTERM sets Interrupted(); a second one ends
// the process.
void CatchInterrupt();

bool Interrupted();

// Calls a function once, on a thread of its own, when Interrupted() becomes
// true; for what is blocked in a call. One at a time; CatchInterrupt comes
// first.
class OnInterrupt {
 public:
  explicit OnInterrupt(std::function<void()> call);
  // Waits for a call under way.
  ~OnInterrupt();

  OnInterrupt(const OnInterrupt&) = delete;
  OnInterrupt& operator=(const OnInterrupt&) = delete;

 private:
  std::thread thread_;
};

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_CALLS_INTERRUPT_H_
