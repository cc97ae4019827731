#include "aggregator/service/watched_question.h"

#include <optional>
#include <utility>

#include "absl/time/time.h"
#include "aggregator/question/resume_token.h"
#include "common/base/status.h"

namespace nianbao::aggregator {
namespace {

absl::Status FindState(absl::Time moment, const Store& store) {
  const absl::StatusOr<absl::Time> newest = store.Moment();
  if (!newest.ok() || moment <= *newest) return newest.status();
  return ResourceNotFound("state", absl::FormatTime(absl::RFC3339_full, moment,
                                                    absl::UTCTimeZone()));
}

}  // namespace

absl::StatusOr<Watched> CompileWatch(
    const Vocabulary& vocabulary, uint64_t edition, const Store& store,
    const v1::WatchStatisticsRequest& request) {
  absl::StatusOr<StatisticsQuestion> question = Compile(vocabulary, request);
  if (!question.ok()) return question.status();
  Watched watched = {.query = request.query().SerializeAsString(),
                     .question = *std::move(question),
                     .tokens = ResumeTokens::For(edition, request)};
  const absl::StatusOr<std::optional<ResumePlace>> place =
      watched.tokens.Read(request.resume_token());
  if (!place.ok()) return place.status();
  if (!place->has_value()) return watched;
  watched.since = (*place)->moment;
  const absl::Status found = FindState(*watched.since, store);
  if (!found.ok()) return found;
  return watched;
}

}  // namespace nianbao::aggregator
