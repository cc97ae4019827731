// A search for the order, after Wing and Gong ("Testing and verifying
// concurrent objects", 1993): of the calls that are next, each of its client,
// those may come first that began before any of them ended. Each is tried;
// where it does not give the answer it gave, or leads nowhere, the next one is.
//
//   client 0   |--upload 7--|           |--read {7}--|
//   client 1        |--read {}--|
//              next: the upload, or the read; the upload makes the read
//              impossible, so the read comes first
//
// Two things keep it short. A read that fits is taken at once: it changes
// nothing, and what could come before it can come after it. And a place that
// was reached before, the same calls made and the same documents there, is not
// searched again.

#include "tests/integration/history/history.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace nianbao::aggregator {
namespace {

constexpr size_t kMaxPlaces = 1000000;

struct Document {
  // Absent when it is not stored.
  std::optional<int64_t> value;
  int year = kYearAsRead;
};

using Documents = std::map<int, Document>;

View Show(const Documents& documents) {
  View view;
  for (const auto& [key, document] : documents) {
    if (document.value) view[key] = {*document.value, document.year};
  }
  return view;
}

// Makes the change. False when it cannot have been answered so.
bool Make(const Call& call, Documents& documents) {
  Document& document = documents[call.key];
  if (call.kind == Call::Kind::kUpload) {
    document.value = call.value;
    return call.answer != Call::Answer::kNotFound;
  }
  const bool is_there = document.value.has_value();
  if (call.answer != Call::Answer::kUnknown &&
      is_there != (call.answer == Call::Answer::kDone)) {
    return false;
  }
  if (!is_there) return true;
  if (call.kind == Call::Kind::kDelete) {
    document.value.reset();
  } else {
    document.year = call.year;
  }
  return true;
}

// Calls made so far, as many of each client, and what they have made.
struct SerialPlace {
  std::vector<size_t> made;
  Documents documents;

  std::string Key() const {
    return absl::StrCat(
        absl::StrJoin(made, ","), ";",
        absl::StrJoin(documents, ",", [](std::string* out, const auto& entry) {
          const Document& document = entry.second;
          absl::StrAppend(out, entry.first, ":", document.value.value_or(-1),
                          "/", document.year);
        }));
  }
};

class SerialSearch {
 public:
  explicit SerialSearch(const std::vector<Call>& history) {
    for (const Call& call : history) {
      const auto client = static_cast<size_t>(call.client);
      if (client >= calls_.size()) calls_.resize(client + 1);
      calls_[client].push_back(&call);
    }
  }

  absl::Status Run() {
    if (From({std::vector<size_t>(calls_.size(), 0), {}})) {
      return absl::OkStatus();
    }
    if (seen_.size() >= kMaxPlaces) {
      return absl::ResourceExhaustedError("too many calls at a time");
    }
    return absl::FailedPreconditionError(
        absl::StrCat("no serial order: after ", furthest_,
                     " calls none of these can come next:\n  ",
                     absl::StrJoin(stuck_, "\n  ")));
  }

 private:
  // The call that a client makes next; null when it has made all.
  const Call* Next(const SerialPlace& place, size_t client) const {
    const size_t made = place.made[client];
    return made < calls_[client].size() ? calls_[client][made] : nullptr;
  }

  // Calls that may come next, those that ended first before the others.
  std::vector<const Call*> Candidates(const SerialPlace& place) const {
    std::vector<const Call*> next;
    int64_t first_end = std::numeric_limits<int64_t>::max();
    for (size_t client = 0; client < calls_.size(); ++client) {
      const Call* const call = Next(place, client);
      if (call == nullptr) continue;
      next.push_back(call);
      first_end = std::min(first_end, call->end);
    }
    std::erase_if(next,
                  [&](const Call* call) { return call->begin > first_end; });
    std::sort(next.begin(), next.end(),
              [](const Call* a, const Call* b) { return a->end < b->end; });
    return next;
  }

  // Takes reads that fit for as long as there are any.
  void TakeReads(SerialPlace& place) const {
    const View view = Show(place.documents);
    bool taken = true;
    while (taken) {
      taken = false;
      for (const Call* const call : Candidates(place)) {
        if (call->kind != Call::Kind::kRead || call->view != view) continue;
        ++place.made[call->client];
        taken = true;
        break;
      }
    }
  }

  // Whether the calls that are left can follow.
  bool From(SerialPlace place) {
    TakeReads(place);
    const std::vector<const Call*> candidates = Candidates(place);
    if (candidates.empty()) return true;
    if (seen_.size() >= kMaxPlaces || !seen_.insert(place.Key()).second) {
      return false;
    }
    Remember(place, candidates);
    for (const Call* const call : candidates) {
      if (call->kind == Call::Kind::kRead) continue;
      SerialPlace after = place;
      ++after.made[call->client];
      // It need not have been made.
      if (call->answer == Call::Answer::kUnknown && From(after)) return true;
      if (Make(*call, after.documents) && From(std::move(after))) return true;
    }
    return false;
  }

  // Keeps where the longest order ends.
  void Remember(const SerialPlace& place,
                const std::vector<const Call*>& candidates) {
    size_t made = 0;
    for (const size_t of_client : place.made) made += of_client;
    if (made < furthest_ || (made == furthest_ && !stuck_.empty())) return;
    furthest_ = made;
    stuck_.clear();
    for (const Call* const call : candidates) stuck_.push_back(Describe(*call));
  }

  // By client.
  std::vector<std::vector<const Call*>> calls_;
  absl::flat_hash_set<std::string> seen_;
  size_t furthest_ = 0;
  std::vector<std::string> stuck_;
};

std::string DescribeKind(const Call& call) {
  switch (call.kind) {
    case Call::Kind::kUpload:
      return absl::StrCat("stores ", call.value, " under ", call.key);
    case Call::Kind::kCorrect:
      return absl::StrCat("corrects ", call.key, " to ", call.year);
    case Call::Kind::kDelete:
      return absl::StrCat("deletes ", call.key);
    case Call::Kind::kRead:
      break;
  }
  return absl::StrCat("reads {",
                      absl::StrJoin(call.view, ", ",
                                    [](std::string* out, const auto& entry) {
                                      absl::StrAppend(out, entry.first, ": ",
                                                      entry.second.value,
                                                      " of ",
                                                      entry.second.year);
                                    }),
                      "}");
}

}  // namespace

std::string Describe(const Call& call) {
  const char* const answer =
      call.answer == Call::Answer::kNotFound  ? ", which is not there,"
      : call.answer == Call::Answer::kUnknown ? ", without an answer,"
                                              : "";
  return absl::StrCat("client ", call.client, " ", DescribeKind(call), answer,
                      " from ", call.begin, " to ", call.end);
}

absl::Status CheckSerial(const std::vector<Call>& history) {
  return SerialSearch(history).Run();
}

}  // namespace nianbao::aggregator
