// Cross-validation deals documents, not figures, into folds: figures of one
// document are alike. A document's fold depends on its name alone, so that runs
// can be compared.
//
//     fold            0    1    2  ...  7
//     weights         fitted to the documents of all other folds
//     reading         the documents of the fold, by the whole extractor, each
//                     figure after the links that were made before it
//
// So the figures printed are those of documents never fitted to, apart from the
// temperature, one number for all.
#include "tests/training/training.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "common/base/fingerprint.h"

namespace nianbao::extractor {
namespace {

// Where the temperature is looked for, and in how many steps.
constexpr double kLowestTemperature = 0.4;
constexpr double kHighestTemperature = 3.0;
constexpr int kTemperatureSteps = 16;
constexpr int kBins = 10;

// The exponentials of the scores of all candidates, relative to the best.
std::vector<double> Masses(const std::vector<uint32_t>& begins,
                           const std::vector<uint32_t>& features,
                           const std::vector<float>& weights,
                           double temperature) {
  std::vector<double> scores;
  for (size_t c = 0; c + 1 < begins.size(); ++c) {
    double score = 0;
    for (uint32_t f = begins[c]; f < begins[c + 1]; ++f) {
      score += weights[features[f]];
    }
    scores.push_back(score / temperature);
  }
  const double best = *std::max_element(scores.begin(), scores.end());
  for (double& score : scores) score = std::exp(score - best);
  return scores;
}

double Sum(const std::vector<double>& masses) {
  double sum = 0;
  for (const double mass : masses) sum += mass;
  return sum;
}

// Chooses as a scorer does, by weights that are not rounded.
class WeightsChooser : public LinkChooser {
 public:
  WeightsChooser(const std::vector<float>& weights, double temperature,
                 double threshold)
      : weights_(weights), temperature_(temperature), threshold_(threshold) {}

  Link Choose(size_t, const Candidates& candidates) override {
    if (candidates.size() < 2) return {};
    const std::vector<double> masses =
        Masses(candidates.begins, candidates.features, weights_, temperature_);
    const auto best = std::max_element(masses.begin() + 1, masses.end());
    const double probability = *best / Sum(masses);
    if (probability < threshold_) return {};
    return {candidates.indicators[best - masses.begin()], probability};
  }

 private:
  const std::vector<float>& weights_;
  const double temperature_;
  const double threshold_;
};

class RulesChooser : public LinkChooser {
 public:
  Link Choose(size_t, const Candidates& candidates) override {
    return candidates.by_rules;
  }
};

std::string FamilyOf(const std::string& name) {
  return name.substr(0, name.find('.'));
}

}  // namespace

absl::StatusOr<std::unique_ptr<Training>> Training::Create(
    const std::vector<Set>& sets, std::set<std::string> known, int folds) {
  std::unique_ptr<Training> out(new Training(folds));
  absl::StatusOr<Catalogue> catalogue = Catalogue::Parse();
  if (!catalogue.ok()) return catalogue.status();
  out->catalogue_ = *std::move(catalogue);
  // The weights of the program may be of another version than its features.
  auto extractor = Extractor::Create(
      out->catalogue_, std::make_unique<Scorer>(Scorer::Weights()));
  if (!extractor.ok()) return extractor.status();
  out->extractor_ = *std::move(extractor);
  out->reader_ = std::make_unique<ExampleReader>(
      *out->extractor_, out->catalogue_, std::move(known));
  // More than a figure in a document: an example is a promise, which the
  // weights of the rules that are kept must hold.
  out->sets_ = {{.name = "catalogue", .importance = 4, .seen = false}};
  out->documents_ = CatalogueExamples(out->catalogue_, 0);
  for (const Set& set : sets) {
    absl::StatusOr<std::vector<GoldDocument>> corpus =
        ReadCorpus(set.gold, set.texts);
    if (!corpus.ok()) return corpus.status();
    for (GoldDocument& gold : *corpus) {
      out->documents_.push_back({.gold = std::move(gold),
                                 .set = static_cast<int>(out->sets_.size())});
    }
    out->sets_.push_back(set);
  }
  for (size_t d = 0; d < out->documents_.size(); ++d) {
    out->reader_->Read(out->documents_[d], static_cast<int>(d), out->examples_);
  }
  return out;
}

int Training::FoldOf(const TrainingDocument& document) const {
  return static_cast<int>(Fingerprint(absl::StrCat(sets_[document.set].name,
                                                   "/", document.gold.name)) %
                          static_cast<uint64_t>(folds_));
}

bool Training::AnyFresh() const {
  return std::any_of(sets_.begin(), sets_.end(),
                     [](const Set& set) { return !set.seen; });
}

std::vector<float> Training::Fit(int fold, const FitOptions& options,
                                 double share) const {
  std::vector<FitExample> examples;
  for (const Example& example : examples_) {
    const TrainingDocument& document = documents_[example.document];
    if (!document.partial) {
      if (fold >= 0 && FoldOf(document) == fold) continue;
      const auto chance =
          static_cast<double>(Fingerprint(document.gold.name) >> 40);
      if (chance >= share * (1 << 24)) continue;
    }
    const Set& set = sets_[document.set];
    examples.push_back({&example, set.importance, set.seen});
  }
  return FitWeights(examples, options);
}

FoldWeights Training::FitFolds(const FitOptions& options, double share) const {
  FoldWeights fits;
  for (int fold = 0; fold < folds_; ++fold) {
    fits.push_back(Fit(fold, options, share));
  }
  return fits;
}

double Training::Loss(const FoldWeights& fits, double temperature) const {
  const bool fresh_alone = AnyFresh();
  double loss = 0;
  for (const Example& example : examples_) {
    const TrainingDocument& document = documents_[example.document];
    if (document.partial || (fresh_alone && sets_[document.set].seen)) continue;
    const std::vector<double> masses = Masses(
        example.begins, example.features, fits[FoldOf(document)], temperature);
    double right = 0;
    for (size_t c = 0; c < masses.size(); ++c) {
      if (example.right[c] != 0) right += masses[c];
    }
    loss -= std::log(std::max(right / Sum(masses), 1e-12));
  }
  return loss;
}

double Training::Temperature(const FoldWeights& fits) const {
  double low = kLowestTemperature, high = kHighestTemperature;
  // Golden section: the loss has one valley.
  const double ratio = (std::sqrt(5.0) - 1) / 2;
  for (int step = 0; step < kTemperatureSteps; ++step) {
    const double a = high - ratio * (high - low);
    const double b = low + ratio * (high - low);
    if (Loss(fits, a) < Loss(fits, b)) {
      high = b;
    } else {
      low = a;
    }
  }
  return (low + high) / 2;
}

std::vector<Tally> Training::Read(const ChooserOf& chooser_of,
                                  const std::set<std::string>& known) const {
  std::vector<Tally> tallies(sets_.size());
  for (const TrainingDocument& document : documents_) {
    if (document.partial) continue;
    const std::unique_ptr<LinkChooser> chooser = chooser_of(document);
    tallies[document.set].Add(
        document.gold,
        ReadWith(*extractor_, document.gold, reader_->all_own(), *chooser),
        known);
  }
  return tallies;
}

std::vector<Tally> Training::CrossValidate(const FoldWeights& fits,
                                           double temperature,
                                           double threshold) const {
  return Read(
      [&](const TrainingDocument& document) {
        return std::make_unique<WeightsChooser>(fits[FoldOf(document)],
                                                temperature, threshold);
      },
      reader_->known());
}

std::vector<Tally> Training::ByRules() const {
  return Read(
      [](const TrainingDocument&) { return std::make_unique<RulesChooser>(); },
      reader_->known());
}

std::vector<Tally> Training::WithoutFamilies(
    const std::set<std::string>& families, const FitOptions& options,
    double temperature, double threshold) const {
  const std::vector<std::string>& names = reader_->names();
  std::set<std::string> known;
  for (const std::string& name : reader_->known()) {
    if (families.contains(FamilyOf(name))) known.insert(name);
  }
  std::vector<FitExample> examples;
  for (const Example& example : examples_) {
    bool theirs = false;
    for (size_t c = 1; c < example.indicators.size(); ++c) {
      theirs |= families.contains(FamilyOf(names[example.indicators[c]]));
    }
    const Set& set = sets_[documents_[example.document].set];
    if (!theirs) examples.push_back({&example, set.importance, set.seen});
  }
  const std::vector<float> weights = FitWeights(examples, options);
  return Read(
      [&](const TrainingDocument&) {
        return std::make_unique<WeightsChooser>(weights, temperature,
                                                threshold);
      },
      known);
}

std::string Training::Calibration(const FoldWeights& fits,
                                  double temperature) const {
  struct Bin {
    int count = 0;
    int right = 0;
    double said = 0;
  };
  std::array<Bin, kBins> bins;
  int all = 0;
  for (const Example& example : examples_) {
    const TrainingDocument& document = documents_[example.document];
    if (document.partial || (AnyFresh() && sets_[document.set].seen)) continue;
    const std::vector<double> masses = Masses(
        example.begins, example.features, fits[FoldOf(document)], temperature);
    const auto best = std::max_element(masses.begin(), masses.end());
    const double said = *best / Sum(masses);
    Bin& bin = bins[std::min(static_cast<int>(said * kBins), kBins - 1)];
    ++bin.count;
    ++all;
    bin.right += example.right[best - masses.begin()] != 0;
    bin.said += said;
  }
  std::string out;
  double error = 0;
  for (int b = 0; b < kBins; ++b) {
    if (bins[b].count == 0) continue;
    absl::StrAppendFormat(
        &out, "  said %.2f, right %.2f of %d\n", bins[b].said / bins[b].count,
        static_cast<double>(bins[b].right) / bins[b].count, bins[b].count);
    error += std::abs(bins[b].said - bins[b].right) / all;
  }
  return absl::StrCat(out,
                      absl::StrFormat("  calibration error %.3f\n", error));
}

std::string Training::Misses(const std::string& set, const FoldWeights& fits,
                             double temperature, double threshold) const {
  // Bytes of the document that are quoted before and after a figure.
  constexpr int kBefore = 120;
  constexpr int kAfter = 45;
  std::string out;
  for (const TrainingDocument& document : documents_) {
    if (document.partial || sets_[document.set].name != set) continue;
    WeightsChooser chooser(fits[FoldOf(document)], temperature, threshold);
    const v1::Report report =
        ReadWith(*extractor_, document.gold, reader_->all_own(), chooser);
    const std::vector<int> matches = MatchObservations(document.gold, report);
    const std::string& text = document.gold.text;
    for (int j = 0; j < report.observations_size(); ++j) {
      const v1::Observation& o = report.observations(j);
      const std::string wanted =
          WantedInstead(document.gold, matches[j], o, reader_->known());
      if (wanted.empty()) continue;
      const v1::Span& span = o.evidence().span();
      const int from = std::max(0, span.begin() - kBefore);
      absl::StrAppend(&out, document.gold.name, ": '", o.indicator(), "' for ",
                      wanted, absl::StrFormat(" (%.2f): ", o.confidence()),
                      absl::StrReplaceAll(
                          absl::StrCat(text.substr(from, span.begin() - from),
                                       "[", o.quantity().text(), "]",
                                       text.substr(span.end(), kAfter)),
                          {{"\n", " "}}),
                      "\n");
    }
  }
  return out;
}

std::string Training::File(const std::vector<float>& weights,
                           double temperature, double threshold) const {
  return Scorer::Write(Quantize(weights, reader_->all_own().weights().trained,
                                temperature, threshold));
}

std::string Training::Summary() const {
  size_t features = 0, candidates = 0;
  std::vector<char> met(kWeights, 0);
  for (const Example& example : examples_) {
    candidates += example.indicators.size() - 1;
    features += example.features.size();
    for (const uint32_t feature : example.features) met[feature] = 1;
  }
  std::string out = absl::StrFormat(
      "%d documents, %d figures, %d candidates, %d features\n",
      documents_.size(), examples_.size(), candidates, features);
  for (const auto& [name, room] :
       {std::pair("shared", kSharedRoom), std::pair("rules", kRulesRoom),
        std::pair("none", kNoneRoom), std::pair("prior", kPriorRoom),
        std::pair("own", kOwnRoom)}) {
    const auto begin = met.begin() + room.begin;
    absl::StrAppendFormat(
        &out, "  room %s: %.1f %% of %d places taken\n", name,
        100.0 * std::count(begin, begin + room.size, 1) / room.size, room.size);
  }
  return out;
}

std::vector<std::string> Training::Families() const {
  std::vector<std::string> families;
  for (const std::string& name : reader_->names()) {
    const std::string family = FamilyOf(name);
    if (families.empty() || families.back() != family) {
      families.push_back(family);
    }
  }
  return families;
}

}  // namespace nianbao::extractor
