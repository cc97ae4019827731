#include "tests/benchmark/checks_score.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "absl/synchronization/blocking_counter.h"
#include "absl/synchronization/mutex.h"
#include "aggregator/query/statistics/statistic_list.h"
#include "aggregator/question/compile.h"
#include "tests/benchmark/stopwatch.h"

namespace nianbao {
namespace {

// Reports on their way to the store at a time: a few transactions.
constexpr int kBatch = 1024;

constexpr const char* kCodes[] = {"NEIGHBOUR_POWER", "PEER_POWER",
                                  "RATE_OUTSIDE_PARTS", "SCOPE_CHANGED",
                                  "COPIED_REPORT"};

// Report, observation, and of copies the original.
using Place = std::tuple<int, int, int>;

absl::StatusOr<std::vector<v1::Check>> Ask(const Catalogue& catalogue,
                                           aggregator::Store& store,
                                           const std::string& code) {
  v1::QueryChecksRequest request;
  request.add_codes(code);
  const auto question =
      aggregator::Compile({catalogue, aggregator::StatisticNames()}, request);
  if (!question.ok()) return question.status();
  auto rows = store.QueryChecks(*question);
  if (!rows.ok()) return rows.status();
  std::vector<v1::Check> checks;
  bool more = true;
  while (more) {
    aggregator::Messages<v1::QueryChecksResponse> messages;
    const absl::StatusOr<bool> next =
        rows->cursor->Next(messages, [] { return false; });
    if (!next.ok()) return next.status();
    more = *next;
    for (const auto& message : messages) {
      checks.insert(checks.end(), message.checks().begin(),
                    message.checks().end());
    }
  }
  return checks;
}

class Scorer {
 public:
  Scorer(const ChecksCorpus& corpus, const std::vector<std::string>& names)
      : corpus_(corpus) {
    for (size_t i = 0; i < names.size(); ++i) {
      reports_[names[i]] = static_cast<int>(i);
    }
  }

  CheckScore Score(const std::string& code,
                   const std::vector<v1::Check>& checks) const {
    const bool copies = code == "COPIED_REPORT";
    CheckScore score{.code = code,
                     .judged = copies ? corpus_.size()
                               : code == "RATE_OUTSIDE_PARTS"
                                   ? corpus_.rates()
                                   : corpus_.values()};
    std::set<Place> told;
    for (const v1::Check& check : checks) {
      const Place place = copies ? PairOf(check) : PlaceOf(check.entries(0));
      told.insert(place);
      score.false_alarms += copies ? !IsCopy(place) : !HasFault(check);
    }
    for (const PlantedFault& fault : corpus_.faults()) {
      if (fault.code != code) continue;
      ++score.planted;
      score.found +=
          told.contains(copies ? Ordered(fault.report, fault.original)
                               : Place(fault.report, fault.observation, -1));
    }
    return score;
  }

 private:
  static Place Ordered(int a, int b) {
    return {std::min(a, b), -1, std::max(a, b)};
  }

  int ReportOf(const v1::CheckEntry& entry) const {
    return reports_.at(entry.report());
  }
  Place PlaceOf(const v1::CheckEntry& entry) const {
    return {ReportOf(entry), entry.observation(), -1};
  }
  Place PairOf(const v1::Check& check) const {
    return Ordered(ReportOf(check.entries(0)), ReportOf(check.entries(1)));
  }

  bool IsCopy(const Place& pair) const {
    return std::any_of(corpus_.faults().begin(), corpus_.faults().end(),
                       [&](const PlantedFault& fault) {
                         return fault.original >= 0 &&
                                Ordered(fault.report, fault.original) == pair;
                       });
  }

  // A rate may be out because one of its parts is wrong.
  bool HasFault(const v1::Check& check) const {
    const int entries =
        check.diagnostic().code() == "RATE_OUTSIDE_PARTS" ? 3 : 1;
    for (int i = 0; i < entries; ++i) {
      if (corpus_.IsFaulty(ReportOf(check.entries(i)),
                           check.entries(i).observation())) {
        return true;
      }
    }
    return false;
  }

  const ChecksCorpus& corpus_;
  std::map<std::string, int> reports_;
};

}  // namespace

absl::StatusOr<std::vector<std::string>> StoreCorpus(const ChecksCorpus& corpus,
                                                     aggregator::Store& store) {
  std::vector<std::string> names(corpus.size());
  absl::Mutex mutex;
  absl::Status failed;
  for (int begin = 0; begin < corpus.size(); begin += kBatch) {
    const int end = std::min(corpus.size(), begin + kBatch);
    absl::BlockingCounter pending(end - begin);
    for (int i = begin; i < end; ++i) {
      store.Upload(corpus.Report(i),
                   [&, i](absl::StatusOr<aggregator::UploadResult> result) {
                     {
                       absl::MutexLock lock(&mutex);
                       failed.Update(result.status());
                       if (result.ok()) names[i] = result->name;
                     }
                     pending.DecrementCount();
                   });
    }
    pending.Wait();
  }
  if (!failed.ok()) return failed;
  return names;
}

absl::StatusOr<std::vector<CheckScore>> ScoreChecks(
    const ChecksCorpus& corpus, const std::vector<std::string>& names,
    const Catalogue& catalogue, aggregator::Store& store) {
  const Scorer scorer(corpus, names);
  std::vector<CheckScore> scores;
  for (const char* const code : kCodes) {
    const Stopwatch stopwatch;
    const absl::StatusOr<std::vector<v1::Check>> checks =
        Ask(catalogue, store, code);
    if (!checks.ok()) return checks.status();
    const double seconds = stopwatch.Seconds();
    scores.push_back(scorer.Score(code, *checks));
    scores.back().seconds = seconds;
  }
  return scores;
}

}  // namespace nianbao
