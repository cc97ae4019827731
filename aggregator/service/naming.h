// The answers to ResolveNames: names that are known beforehand, and those of
// reports, which the store has.
#ifndef NIANBAO_AGGREGATOR_SERVICE_NAMING_H_
#define NIANBAO_AGGREGATOR_SERVICE_NAMING_H_

#include <atomic>
#include <memory>
#include <thread>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/notification.h"
#include "aggregator/names/name_resolver.h"
#include "aggregator/store/store.h"
#include "common/domain/catalogue.h"
#include "nianbao/v1/aggregator_service.pb.h"

namespace nianbao::aggregator {

// Thread-safe.
class Naming {
 public:
  // Both must outlive it. Begins to make the index of names (some 45 MB) on a
  // thread of its own, which gives way to those that answer.
  Naming(Store& store, const Catalogue& catalogue);

  // Stops making the index.
  ~Naming();

  Naming(const Naming&) = delete;
  Naming& operator=(const Naming&) = delete;

  // Fills `response`. Waits for the index, a second or a few after the start.
  // INVALID_ARGUMENT with BadRequest on the field that is wrong; INTERNAL as
  // NameResolver::Create.
  absl::Status Resolve(const v1::ResolveNamesRequest& request,
                       v1::ResolveNamesResponse& response);

 private:
  void MakeResolver(const Catalogue& catalogue);
  absl::Status AddReports(const v1::NameQuery& query, v1::ResolvedName& answer);

  Store& store_;
  std::atomic<bool> stopping_ = false;
  // What came of it; not to be touched before `made_`.
  absl::StatusOr<std::unique_ptr<const NameResolver>> resolver_;
  absl::Notification made_;
  // Must be the last member: the thread uses the others from its begin on.
  std::thread maker_;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_SERVICE_NAMING_H_
