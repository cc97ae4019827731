// What a request watches, and from where.
#ifndef NIANBAO_AGGREGATOR_SERVICE_WATCHED_QUESTION_H_
#define NIANBAO_AGGREGATOR_SERVICE_WATCHED_QUESTION_H_

#include <cstdint>

#include "absl/status/statusor.h"
#include "aggregator/question/compile.h"
#include "aggregator/store/store.h"
#include "aggregator/watch/watch.h"
#include "nianbao/v1/aggregator_service.pb.h"

namespace nianbao::aggregator {

// INVALID_ARGUMENT as Compile and ResumeTokens::Read; NOT_FOUND when the store,
// which may be an older copy, lacks the state that the request goes on from.
absl::StatusOr<Watched> CompileWatch(const Vocabulary& vocabulary,
                                     uint64_t edition, const Store& store,
                                     const v1::WatchStatisticsRequest& request);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_SERVICE_WATCHED_QUESTION_H_
