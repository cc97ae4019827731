// What a selection selects, found the plain way: maps and loops over whole
// reports, no code of the aggregator. Filters and formulas are not parsed: the
// few that tests use stand beside their meaning in reference_expressions.cc.
#ifndef NIANBAO_TESTS_INTEGRATION_STORE_REFERENCE_FACTS_H_
#define NIANBAO_TESTS_INTEGRATION_STORE_REFERENCE_FACTS_H_

#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "common/domain/catalogue.h"
#include "nianbao/v1/statistics.pb.h"
#include "tests/integration/aggregator/corpus.h"
#include "tests/integration/store/reference_bodies.h"

namespace nianbao::aggregator {

// What one issuer says of one indicator and year.
struct Fact {
  const CorpusReport* entry = nullptr;
  // Index of the observation; of a derived value that of its first operand.
  int index = 0;
  // Place in the order of upload.
  int upload = 0;
  int year = 0;
  // In the unit of the indicator; as printed where it cannot be converted.
  double value = 0;
  bool inexact = false;
  bool erroneous = false;
  bool convertible = true;
  Publisher publisher;

  const v1::Report& report() const { return entry->report; }
  const v1::Observation& observation() const {
    return report().observations(index);
  }
  const std::string& code() const { return report().issuer().division_code(); }
  v1::Level level() const { return publisher.level; }
};

// By issuer and year.
using Facts = std::map<std::pair<int, int>, Fact>;

// Places in the order of upload of the reports that no later one came in the
// place of; of those stored until `moment`.
std::set<int> CurrentReports(const Corpus& corpus,
                             absl::Time moment = absl::InfiniteFuture());

class ReferenceSelection {
 public:
  // All must outlive this.
  ReferenceSelection(const Catalogue& catalogue, const Corpus& corpus,
                     const v1::Selection& selection);

  // Indicators selected, in the order of rows, with or without facts.
  std::vector<std::string> Names() const;

  // Of the catalogue or derived; null when neither has it.
  const v1::Indicator* Find(const std::string& name) const;

  // Facts that meet all conditions but for those that are erroneous or cannot
  // be converted, which the caller leaves out by Counts.
  Facts Select(const std::string& name) const;
  bool Counts(const Fact& fact) const;

  bool InPlace(const std::string& code) const;
  bool InYears(int year) const;
  v1::Kind kind() const;
  const v1::Selection& selection() const { return selection_; }
  // Counted reports of the type selected, by their place in the order of
  // upload.
  const std::map<int, const CorpusReport*>& counted() const { return counted_; }

 private:
  // Issuer, indicator, year.
  using Id = std::tuple<int, std::string, int>;

  void FindCounted(const Corpus& corpus);
  bool Selects(const Publisher& publisher) const;
  void AddFacts(int upload, const CorpusReport& entry);
  void Offer(const Fact& fact);
  bool Matches(const std::string& name) const;
  bool Meets(const Fact& fact) const;
  Facts Elected(const std::string& name) const;
  Facts Derive(const v1::DerivedIndicator& derived) const;

  const Catalogue& catalogue_;
  const v1::Selection selection_;
  std::map<std::string, v1::Indicator> derived_;
  std::map<int, const CorpusReport*> counted_;
  std::map<Id, Fact> facts_;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_TESTS_INTEGRATION_STORE_REFERENCE_FACTS_H_
