// The part of an answer that a request wants: from the place where its
// resume_token stands, as many rows as its limit says, each message with the
// token of the place behind it.
//
//   absl::StatusOr<OpenedRows<Message>> rows =
//       OpenResumable(store, EditionOf(catalogue), request, question, answer);
//
// It stands around the cursor of whatever question, so that none of them
// knows of tokens: a question that is resumed is asked again as of the moment
// that the token names, and the rows that were given before are passed over.
//
// A message has a token exactly when a row follows it. That is not known when
// a cursor has given a message: it may find no further row. So the last row is
// held back until the next one comes:
//
//   cursor   1 2 3 .       4 5 6 .       (no more)
//   given    1 2           3 4 5         6
//   token    behind 2      behind 5      none
//
// The last message may have a row more than the cursor's for that.
//
// Cost: one row of each message is copied. The state of a token is the newest
// one in most cases; else it is read from disk as every earlier one is.
#ifndef NIANBAO_AGGREGATOR_SERVICE_RESUMABLE_ROWS_H_
#define NIANBAO_AGGREGATOR_SERVICE_RESUMABLE_ROWS_H_

#include <algorithm>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

#include "aggregator/question/compile.h"
#include "aggregator/question/resume_token.h"
#include "aggregator/store/store.h"
#include "common/base/status.h"
#include "nianbao/v1/aggregator_service.pb.h"

namespace nianbao::aggregator {

// The rows of a message; one of QueryObservations is a row itself.
inline auto& RowsIn(v1::QueryStatisticsResponse& message) {
  return *message.mutable_statistics();
}
inline auto& RowsIn(v1::RankDivisionsResponse& message) {
  return *message.mutable_divisions();
}
inline auto& RowsIn(v1::QueryTrendsResponse& message) {
  return *message.mutable_trends();
}
inline auto& RowsIn(v1::QueryDistributionsResponse& message) {
  return *message.mutable_distributions();
}
inline auto& RowsIn(v1::QueryCorrelationsResponse& message) {
  return *message.mutable_correlations();
}
inline auto& RowsIn(v1::QueryChecksResponse& message) {
  return *message.mutable_checks();
}

// Which rows of an answer are given, and when.
template <typename Row>
class RowWindow {
 public:
  using Rows = Messages<Row>;

  // Passes over the first `skip` rows and gives `limit` of the others; 0 for
  // all.
  RowWindow(uint64_t skip, uint64_t limit)
      : skip_(skip),
        left_(limit > 0 ? limit : std::numeric_limits<uint64_t>::max()) {}

  // `rows` are the next of the answer; leaves those to be given now. With
  // `more` further ones may follow.
  void Apply(Rows& rows, bool more) {
    const int passed = static_cast<int>(std::min<uint64_t>(skip_, rows.size()));
    skip_ -= passed;
    rows.DeleteSubrange(0, passed);
    if (rows.empty()) return;
    if (held_ != nullptr) GiveHeld(rows);
    if (static_cast<uint64_t>(rows.size()) > left_) {
      const int kept = static_cast<int>(left_);
      rows.DeleteSubrange(kept, rows.size() - kept);
      full_ = true;
    } else if (more) {
      held_ = std::make_unique<Row>(std::move(rows[rows.size() - 1]));
      rows.RemoveLast();
    }
    left_ -= rows.size();
  }

  // True when all have been given that are wanted, though others follow.
  bool full() const { return full_; }
  bool holds_row() const { return held_ != nullptr; }

  // Puts the row held back before all others. There must be one.
  void GiveHeld(Rows& rows) {
    *rows.Add() = std::move(*held_);
    held_.reset();
    std::rotate(rows.pointer_begin(), rows.pointer_end() - 1,
                rows.pointer_end());
  }

 private:
  uint64_t skip_;
  // Rows that may still be given, the one held back among them.
  uint64_t left_;
  bool full_ = false;
  std::unique_ptr<Row> held_;
};

template <typename Message>
concept HasRows = requires(Message& message) {
  RowsIn(message);
};

template <typename Message>
struct RowType {
  using Type = Message;
};
template <HasRows Message>
struct RowType<Message> {
  using Type =
      std::remove_cvref_t<decltype(RowsIn(std::declval<Message&>())[0])>;
};

template <typename Message>
class ResumableRows final : public Cursor<Message> {
 public:
  // Goes on behind `place`, with `limit` rows at most; 0 for all.
  ResumableRows(std::unique_ptr<Cursor<Message>> rows,
                const ResumeTokens& tokens, const ResumePlace& place, int limit)
      : rows_(std::move(rows)),
        tokens_(tokens),
        place_(place),
        window_(place.rows, static_cast<uint64_t>(limit)) {}

  // `messages` must be empty.
  absl::StatusOr<bool> Next(Messages<Message>& messages,
                            Stopped stopped) override {
    const absl::StatusOr<bool> more = rows_->Next(messages, stopped);
    if (!more.ok()) return more;
    if constexpr (HasRows<Message>) {
      TakeLists(messages, *more);
    } else {
      TakeRows(messages, *more);
    }
    return *more && !window_.full();
  }

 private:
  void TakeLists(Messages<Message>& messages, bool more) {
    int given = 0;
    for (int i = 0; i < messages.size() && !window_.full(); ++i) {
      auto& rows = RowsIn(messages[i]);
      const bool more_rows = more || i + 1 < messages.size();
      window_.Apply(rows, more_rows);
      if (rows.empty()) continue;
      place_.rows += rows.size();
      if (more_rows || window_.full()) SetToken(messages[i]);
      messages.SwapElements(given++, i);
    }
    messages.DeleteSubrange(given, messages.size() - given);
    if (!more && window_.holds_row()) window_.GiveHeld(RowsIn(*messages.Add()));
  }

  void TakeRows(Messages<Message>& rows, bool more) {
    window_.Apply(rows, more);
    if (!more && window_.holds_row()) window_.GiveHeld(rows);
    for (int i = 0; i < rows.size(); ++i) {
      ++place_.rows;
      if (more || window_.full() || i + 1 < rows.size()) SetToken(rows[i]);
    }
  }

  void SetToken(Message& message) {
    message.set_resume_token(tokens_.Make(place_));
  }

  const std::unique_ptr<Cursor<Message>> rows_;
  const ResumeTokens tokens_;
  // Behind the last row given.
  ResumePlace place_;
  RowWindow<typename RowType<Message>::Type> window_;
};

// The selection of a question.
template <typename Question>
SelectionQuestion& SelectionOf(Question& question) {
  return question.selection;
}
SelectionQuestion& SelectionOf(AnyObservationQuestion& question);

// Tells a question how many rows of its answer will be read; 0 for all. Most of
// them do not mind.
template <typename Question>
void ExpectRows(uint64_t, Question&) {}
void ExpectRows(uint64_t rows, StatisticsQuestion& question);

// Has the question answered from the state that the place is of.
// INVALID_ARGUMENT with BadRequest on resume_token when the store, which may be
// an older copy, does not have that state.
absl::Status GoTo(const ResumePlace& place, const Store& store,
                  SelectionQuestion& selection);

// An answer of which nothing has been made yet.
template <typename Message>
struct OpenedRows {
  std::unique_ptr<Cursor<Message>> rows;
  // Whether they are of an earlier state, or of one that is still being
  // written: to make the first of them may take as long as to read that from
  // disk.
  bool earlier = false;
};

// The answer to `question`, which is that of `request`, as `answer` has it from
// the store; takes no time worth mentioning. INVALID_ARGUMENT as
// ResumeTokens::Read and GoTo.
template <typename Request, typename Question, typename Message>
absl::StatusOr<OpenedRows<Message>> OpenResumable(
    Store& store, uint64_t edition, const Request& request, Question question,
    Store::Rows<Message> (*answer)(Store&, const Question&)) {
  const ResumeTokens tokens = ResumeTokens::For(edition, request);
  const absl::StatusOr<std::optional<ResumePlace>> place =
      tokens.Read(request.resume_token());
  if (!place.ok()) return place.status();
  bool earlier = SelectionOf(question).as_of.has_value();
  uint64_t passed = 0;
  if (place->has_value()) {
    const absl::Status status = GoTo(**place, store, SelectionOf(question));
    if (!status.ok()) return status;
    passed = (*place)->rows;
    const absl::StatusOr<absl::Time> newest = store.Moment();
    earlier |= newest.ok() && (*place)->moment < *newest;
  }
  int limit = 0;
  if constexpr (LimitsRows<Request>) limit = request.limit();
  // One more tells whether the last one is followed by others.
  ExpectRows(limit > 0 ? passed + limit + 1 : 0, question);
  Store::Rows<Message> rows = answer(store, question);
  if (!rows.ok()) return rows.status();
  return OpenedRows<Message>{
      .rows = std::make_unique<ResumableRows<Message>>(
          std::move(rows->cursor), tokens,
          ResumePlace{.moment = rows->moment, .rows = passed}, limit),
      .earlier = earlier};
}

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_SERVICE_RESUMABLE_ROWS_H_
