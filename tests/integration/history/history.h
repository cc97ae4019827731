// Whether what several clients saw of a store can have happened one call after
// the other.
//
// A history is what each client did, with the moments at which it began and
// ended: documents are stored, corrected, deleted, and all of them read. It is
// serial when the calls can be put in an order in which each gives the answer
// that it gave, and in which no call comes before one that had ended when it
// began. So an acknowledged change is seen by all that is asked later, a read
// is of one state, and readers agree on the order of changes.
#ifndef NIANBAO_TESTS_INTEGRATION_HISTORY_HISTORY_H_
#define NIANBAO_TESTS_INTEGRATION_HISTORY_HISTORY_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"

namespace nianbao::aggregator {

// A document as reads show it.
struct Figure {
  int64_t value = 0;
  int year = 0;

  bool operator==(const Figure&) const = default;
};

// What a read shows: the documents that are there, by their keys.
using View = std::map<int, Figure>;

// The year of a document that nobody has corrected.
inline constexpr int kYearAsRead = 2020;

struct Call {
  enum class Kind {
    // Stores the document under `key` with `value`, in the place of what is
    // there; corrections of the document stay.
    kUpload,
    // Gives the document `year`; it keeps that when it is deleted and stored
    // again.
    kCorrect,
    kDelete,
    // Shows `view`.
    kRead,
  };
  enum class Answer {
    kDone,
    // Of a correction or deletion: there is no such document.
    kNotFound,
    // None came: the change was made as a whole, or not at all.
    kUnknown,
  };

  // Clients count from 0. Each makes one call at a time.
  int client = 0;
  Kind kind = Kind::kRead;
  Answer answer = Answer::kDone;
  int key = 0;
  int64_t value = 0;
  int year = 0;
  View view;
  // On one clock for all. A read may be given a `begin` before the end of the
  // client's call before it: it still comes after that.
  int64_t begin = 0;
  int64_t end = 0;
};

// "client 3 reads {1: 7 of 2020} from 120 to 135".
std::string Describe(const Call& call);

// Calls of one client stand in the order in which it made them. OK where the
// history is serial, from an empty store on; FAILED_PRECONDITION when it is
// not, with the calls one of which would have had to come next where the
// longest order ends; RESOURCE_EXHAUSTED when that was not decided in a million
// states. Linear in the calls as long as few of them overlap.
absl::Status CheckSerial(const std::vector<Call>& history);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_TESTS_INTEGRATION_HISTORY_HISTORY_H_
