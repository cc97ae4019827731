// The answers to ResolveNames: names that are known beforehand, and those of
// reports, which the store has.
#ifndef NIANBAO_AGGREGATOR_SERVICE_NAMING_H_
#define NIANBAO_AGGREGATOR_SERVICE_NAMING_H_

#include <memory>
#include <optional>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "aggregator/names/name_resolver.h"
#include "aggregator/store/store.h"
#include "common/domain/catalogue.h"
#include "nianbao/v1/aggregator_service.pb.h"

namespace nianbao::aggregator {

// Thread-safe.
class Naming {
 public:
  // Both must outlive it. The index of names is made by the first call that
  // needs it, so that a server which is never asked for names does not spend
  // its memory on them.
  Naming(Store& store, const Catalogue& catalogue)
      : store_(store), catalogue_(catalogue) {}

  // Fills `response`. INVALID_ARGUMENT with BadRequest on the field that is
  // wrong; INTERNAL as NameResolver::Create.
  absl::Status Resolve(const v1::ResolveNamesRequest& request,
                       v1::ResolveNamesResponse& response);

 private:
  using Resolver = std::shared_ptr<const NameResolver>;

  // Made by the first call, for which others wait.
  absl::StatusOr<Resolver> GetResolver();
  absl::Status AddReports(const v1::NameQuery& query, v1::ResolvedName& answer);

  Store& store_;
  const Catalogue& catalogue_;
  absl::Mutex mutex_;
  std::optional<absl::StatusOr<Resolver>> resolver_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_SERVICE_NAMING_H_
