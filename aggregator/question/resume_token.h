// Where the reader of an answer stands, as one word: whoever lost the stream
// hands the word back, and the answer goes on there.
//
//   const auto tokens = ResumeTokens::For(EditionOf(catalogue), request);
//   message.set_resume_token(tokens.Make({.moment = moment, .rows = 1280}));
//   ...
//   absl::StatusOr<std::optional<ResumePlace>> place =
//       tokens.Read(request.resume_token());
//
// A word names the state of the store that the rows are of, so that no change
// in between moves, repeats or hides a row. It gives no rights that a request
// has not: what Read refuses are mistakes, such as the word of another
// question.
#ifndef NIANBAO_AGGREGATOR_QUESTION_RESUME_TOKEN_H_
#define NIANBAO_AGGREGATOR_QUESTION_RESUME_TOKEN_H_

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/domain/catalogue.h"
#include "google/protobuf/message.h"
#include "nianbao/v1/aggregator_service.pb.h"

namespace nianbao::aggregator {

struct ResumePlace {
  // The state of the store that the answer is of.
  absl::Time moment;
  // Rows of the answer before the place; 0 in a watch, whose reader has them
  // all.
  uint64_t rows = 0;
};

// What rows depend on besides the request and the state of the store: the
// program's version and the catalogue. O(catalogue).
uint64_t EditionOf(const Catalogue& catalogue);

// True for requests whose `limit` is one of the rows of the answer: that of a
// ranking is one of each list.
template <typename Request>
concept LimitsRows = requires(Request request) {
  request.clear_limit();
}
&&!std::same_as<Request, v1::RankDivisionsRequest>;

// Immutable.
class ResumeTokens {
 public:
  // For answers to `request`. Its resume_token does not matter, nor does a
  // limit of rows.
  template <typename Request>
  static ResumeTokens For(uint64_t edition, Request request) {
    request.clear_resume_token();
    if constexpr (LimitsRows<Request>) request.clear_limit();
    return ResumeTokens(edition, request);
  }

  // Some 60 characters.
  std::string Make(const ResumePlace& place) const;

  // Absent when `token` is empty. INVALID_ARGUMENT with BadRequest on
  // resume_token for what Make has not made for the same request and edition.
  absl::StatusOr<std::optional<ResumePlace>> Read(
      absl::string_view token) const;

 private:
  ResumeTokens(uint64_t edition, const google::protobuf::Message& lasting);

  uint64_t digest_;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_QUESTION_RESUME_TOKEN_H_
