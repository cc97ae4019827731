// A signal's handler may do little: it sets a flag, and posts a semaphore. What
// is to be done on an interrupt, such as cancelling a call that blocks its
// thread, is done by a thread of its own that waits for the semaphore:
//
//   handler            interrupted = 1, post  --->  thread wakes, calls
//   ~OnInterrupt       post                   --->  thread wakes, ends
//
// Both post the same semaphore; the flag tells the thread which it was. Loops
// that are not blocked ask Interrupted() between two steps instead.

#include "client/calls/interrupt.h"

#include <semaphore.h>

#include <cerrno>
#include <csignal>

namespace nianbao::client {
namespace {

// Set by the handler and never cleared.
volatile std::sig_atomic_t interrupted = 0;

struct Semaphore {
  Semaphore() { sem_init(&value, /*pshared=*/0, 0); }
  sem_t value;
};

// Posted by the handler and by ~OnInterrupt. A semaphore, since posting one is
// among the few things a handler may do.
Semaphore woken;

void Handle(int) {
  interrupted = 1;
  const int error = errno;
  sem_post(&woken.value);
  errno = error;
}

}  // namespace

void CatchInterrupt() {
  struct sigaction action = {};
  action.sa_handler = Handle;
  // A second signal finds the default action; calls under way go on.
  action.sa_flags = SA_RESETHAND | SA_RESTART;
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

bool Interrupted() { return interrupted != 0; }

OnInterrupt::OnInterrupt(std::function<void()> call)
    : thread_([call = std::move(call)] {
        while (sem_wait(&woken.value) != 0) {
          // Another signal interrupted the wait.
        }
        if (Interrupted()) call();
      }) {}

OnInterrupt::~OnInterrupt() {
  sem_post(&woken.value);
  thread_.join();
}

}  // namespace nianbao::client
