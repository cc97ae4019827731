// Both ends of HTTP on this machine: a getter, and a collector of what is
// posted.
#ifndef NIANBAO_TESTS_INTEGRATION_TELEMETRY_HTTP_H_
#define NIANBAO_TESTS_INTEGRATION_TELEMETRY_HTTP_H_

#include <string>
#include <vector>

#include "CivetServer.h"
#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"

namespace nianbao {

// Body of a GET; empty when it is not answered with 200.
std::string Get(const std::string& url);

// Listens on a free port of 127.0.0.1. Thread-safe.
class Collector final : public CivetHandler {
 public:
  Collector();
  ~Collector() override { server_.close(); }

  // "http://127.0.0.1:…/v1/traces".
  std::string Url();

  // Statuses of the next answers; 200 when there is none.
  void AnswerWith(std::vector<int> statuses);

  // Bodies of all posts, in the order of arrival.
  std::vector<std::string> Bodies();

  // Returns when there were so many posts.
  void AwaitPosts(size_t count);

  bool handlePost(CivetServer*, mg_connection* connection) override;

 private:
  CivetServer server_;
  absl::Mutex mutex_;
  std::vector<std::string> bodies_ ABSL_GUARDED_BY(mutex_);
  std::vector<int> statuses_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace nianbao

#endif  // NIANBAO_TESTS_INTEGRATION_TELEMETRY_HTTP_H_
