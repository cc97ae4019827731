// Bounds how many calls a service has in progress. Thread-safe.
//
//   std::optional<CallLimit::Ticket> ticket = limit.TryEnter();
//   if (!ticket) return ...;   // RESOURCE_EXHAUSTED
//   // The call is in progress as long as the ticket lives.
#ifndef NIANBAO_COMMON_RPC_ACCESS_CALL_LIMIT_H_
#define NIANBAO_COMMON_RPC_ACCESS_CALL_LIMIT_H_

#include <atomic>
#include <memory>
#include <optional>

namespace nianbao {

class CallLimit {
  struct Leave {
    void operator()(CallLimit* limit) const { limit->calls_.fetch_sub(1); }
  };

 public:
  using Ticket = std::unique_ptr<CallLimit, Leave>;

  explicit CallLimit(int limit) : limit_(limit) {}

  // Nothing when `limit` calls are in progress. The limit must outlive its
  // tickets.
  std::optional<Ticket> TryEnter() {
    if (calls_.fetch_add(1) >= limit_) {
      calls_.fetch_sub(1);
      return std::nullopt;
    }
    return Ticket(this);
  }

 private:
  const int limit_;
  std::atomic<int> calls_ = 0;
};

}  // namespace nianbao

#endif  // NIANBAO_COMMON_RPC_ACCESS_CALL_LIMIT_H_
