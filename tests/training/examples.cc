// Figures become examples in two passes over each document: one that finds them
// and matches them with the gold, one that gathers their candidates while the
// figures before have the links that the gold gives them.
#include "tests/training/examples.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

#include "absl/strings/strip.h"
#include "common/base/fingerprint.h"

namespace nianbao::extractor {
namespace {

std::string ShortName(absl::string_view name) {
  return std::string(absl::StripPrefix(name, "indicators/"));
}

int Overlap(const Stretch& a, const Stretch& b) {
  return std::min(a.end, b.end) - std::max(a.begin, b.begin);
}

class NoChooser : public LinkChooser {
 public:
  Link Choose(size_t, const Candidates&) override { return {}; }
};

Target TargetOf(const GoldQuantity& quantity) {
  Target target;
  if (quantity.has_full) {
    target.accepted = quantity.full_also;
    target.accepted.insert(quantity.full);
    return target;
  }
  target.accepted = quantity.also;
  target.accepted.insert(quantity.indicator);
  target.base_only = target.accepted.contains("");
  return target;
}

// Notes candidates, and links each figure as its target says.
class Recorder : public LinkChooser {
 public:
  Recorder(const std::vector<Target>& targets,
           const std::vector<std::string>& names,
           const std::set<std::string>& known, int document,
           std::vector<Example>& out)
      : targets_(targets),
        names_(names),
        known_(known),
        document_(document),
        out_(out) {}

  Link Choose(size_t figure, const Candidates& candidates) override {
    const Target& target = targets_[figure];
    if (target.unknown) return candidates.by_rules;
    Example example{
        document_, candidates.indicators, candidates.begins, {}, {}};
    example.features.assign(
        candidates.features.begin(),
        candidates.features.begin() + candidates.begins.back());
    bool any = false;
    for (size_t c = 0; c < candidates.size(); ++c) {
      example.right.push_back(IsRight(candidates, c, target));
      any |= example.right.back() != 0;
    }
    // What is right is not among the candidates: nothing is the best answer.
    if (!any) example.right[0] = 1;
    const Link link = Given(example, candidates);
    if (candidates.size() > 1) out_.push_back(std::move(example));
    return link;
  }

 private:
  bool IsRight(const Candidates& candidates, size_t c,
               const Target& target) const {
    const int indicator = candidates.indicators[c];
    const std::string name = indicator < 0 ? "" : names_[indicator];
    if (target.negative) return !target.accepted.contains(name);
    if (target.accepted.contains(name)) return true;
    return target.base_only && indicator >= 0 && !known_.contains(name) &&
           candidates.by_rules.indicator == indicator;
  }

  static Link Given(const Example& example, const Candidates& candidates) {
    for (size_t c = 0; c < candidates.size(); ++c) {
      if (example.right[c] != 0 &&
          candidates.indicators[c] == candidates.by_rules.indicator) {
        return {candidates.indicators[c], 1};
      }
    }
    const auto first = std::find(example.right.begin(), example.right.end(), 1);
    return {candidates.indicators[first - example.right.begin()], 1};
  }

  const std::vector<Target>& targets_;
  const std::vector<std::string>& names_;
  const std::set<std::string>& known_;
  const int document_;
  std::vector<Example>& out_;
};

Scorer::Weights AllOwn(const Catalogue& catalogue) {
  Scorer::Weights weights;
  for (const v1::Indicator& indicator : catalogue.indicators()) {
    weights.trained.push_back(
        static_cast<uint32_t>(Fingerprint(indicator.name())));
  }
  std::sort(weights.trained.begin(), weights.trained.end());
  return weights;
}

}  // namespace

std::vector<int> MatchObservations(const GoldDocument& gold,
                                   const v1::Report& report) {
  // Different value, overlap negated, and both indices.
  std::vector<std::tuple<bool, int, int, int>> pairs;
  std::vector<int> matched(report.observations_size(), -1);
  for (int j = 0; j < report.observations_size(); ++j) {
    const v1::Observation& o = report.observations(j);
    const Stretch place{o.evidence().span().begin(), o.evidence().span().end()};
    for (const Stretch& unscored : gold.unscored) {
      if (Overlap(unscored, place) > 0) matched[j] = -2;
    }
    if (matched[j] == -2) continue;
    for (size_t i = 0; i < gold.quantities.size(); ++i) {
      const GoldQuantity& quantity = gold.quantities[i];
      const int overlap = Overlap(quantity.place, place);
      if (overlap <= 0) continue;
      const bool differs = std::abs(quantity.value - o.quantity().value()) >
                           1e-6 * std::max(1.0, std::abs(quantity.value));
      pairs.emplace_back(differs, -overlap, static_cast<int>(i), j);
    }
  }
  std::sort(pairs.begin(), pairs.end());
  std::vector<char> taken(gold.quantities.size(), 0);
  for (const auto& [differs, overlap, i, j] : pairs) {
    if (taken[i] != 0 || matched[j] >= 0) continue;
    taken[i] = 1;
    matched[j] = i;
  }
  return matched;
}

std::vector<Target> TargetsOf(const TrainingDocument& document,
                              const v1::Report& report) {
  std::vector<Target> targets;
  for (const int match : MatchObservations(document.gold, report)) {
    Target& target = targets.emplace_back();
    if (match >= 0) {
      target = TargetOf(document.gold.quantities[match]);
      target.negative = document.negative;
    } else if (match == -2 || document.partial) {
      target.unknown = true;
    } else {
      // A number that is no statistic.
      target.accepted = {""};
    }
  }
  return targets;
}

ExampleReader::ExampleReader(const Extractor& extractor,
                             const Catalogue& catalogue,
                             std::set<std::string> known)
    : extractor_(extractor),
      known_(std::move(known)),
      all_own_(AllOwn(catalogue)) {
  for (const v1::Indicator& indicator : catalogue.indicators()) {
    names_.push_back(ShortName(indicator.name()));
  }
}

void ExampleReader::Read(const TrainingDocument& document, int number,
                         std::vector<Example>& out) const {
  NoChooser none;
  const v1::Report found = ReadWith(extractor_, document.gold, all_own_, none);
  const std::vector<Target> targets = TargetsOf(document, found);
  Recorder recorder(targets, names_, known_, number, out);
  ReadWith(extractor_, document.gold, all_own_, recorder);
}

std::vector<TrainingDocument> CatalogueExamples(const Catalogue& catalogue,
                                                int set) {
  std::vector<TrainingDocument> documents;
  for (const v1::Indicator& indicator : catalogue.indicators()) {
    for (const v1::LinkExample& example : indicator.examples()) {
      size_t at = std::string::npos;
      for (int n = 0; n < std::max(1, example.occurrence()); ++n) {
        at = example.text().find(example.quantity(), at + 1);
      }
      if (at == std::string::npos) continue;
      TrainingDocument& document = documents.emplace_back();
      document.set = set;
      document.partial = true;
      document.negative = example.negative();
      document.gold.name = ShortName(indicator.name());
      document.gold.text = example.text();
      GoldQuantity& quantity = document.gold.quantities.emplace_back();
      quantity.place = {static_cast<int>(at),
                        static_cast<int>(at + example.quantity().size())};
      quantity.has_full = true;
      quantity.full = document.gold.name;
    }
  }
  return documents;
}

v1::Report ReadWith(const Extractor& extractor, const GoldDocument& document,
                    const Scorer& scorer, LinkChooser& chooser) {
  v1::Document source;
  source.set_source_uri(document.name);
  source.set_content(document.text);
  // Documents of a corpus are texts that can be read.
  return extractor.ExtractWith(source, scorer, chooser).value();
}

}  // namespace nianbao::extractor
