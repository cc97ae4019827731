// Fits the weights by which figures are linked to indicators.
//
//   link_training [--write FILE] [--compare] [--curve] [--folds N]
//                 SET=GOLD:TEXTS[:IMPORTANCE]...
//
// Each set is a folder of gold and one of texts; IMPORTANCE, 1 unless given, is
// the weight of its figures. The examples of the catalogue are always in the
// training. Prints, for each set, what the weights that were fitted without a
// document make of it (cross-validation over documents), and writes the weights
// fitted to all.
//
// Steps:
//   1. documents to examples (examples.h);
//   2. for each fold: fit to the other folds, read the documents of the fold;
//   3. the temperature and the threshold that suit these readings;
//   4. fit to all, quantize, write.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "common/base/fingerprint.h"
#include "common/domain/catalogue.h"
#include "extractor/extractor.h"
#include "tests/gold/corpus.h"
#include "tests/training/examples.h"
#include "tests/training/fit.h"
#include "tests/training/tally.h"

ABSL_FLAG(std::string, write, "", "file that the weights are written to");
ABSL_FLAG(std::string, known, "", "file that lists the ids of the gold");
ABSL_FLAG(bool, compare, false, "also fit with parts left out");
ABSL_FLAG(bool, curve, false, "also fit to fewer documents");
ABSL_FLAG(int, folds, 8, "parts that the documents are dealt into");
ABSL_FLAG(std::string, fresh, "real", "");
ABSL_FLAG(double, seen_price, 1, "");
ABSL_FLAG(bool, reread, false, "");
ABSL_FLAG(int, seed, 0, "");
ABSL_FLAG(double, rate, 0.15, "");
ABSL_FLAG(double, shared_price, 0.3, "");
ABSL_FLAG(double, pair_price, 0.6, "");
ABSL_FLAG(int, epochs, 12, "");
ABSL_FLAG(std::string, misses, "", "set whose wrong links are printed");

namespace nianbao::extractor {
namespace {

struct Set {
  std::string name;
  float importance = 1;
  // The rules were written with its documents in sight.
  bool seen = true;
};

// The figures of one choice, for the temperature: scores of all candidates and
// which are right.
class Probe : public LinkChooser {
 public:
  Probe(const Scorer& scorer, const std::vector<float>& weights,
        double temperature, double threshold)
      : scorer_(scorer),
        weights_(weights),
        temperature_(temperature),
        threshold_(threshold) {}

  Link Choose(size_t, const Candidates& candidates) override {
    std::vector<double> scores;
    for (size_t c = 0; c < candidates.size(); ++c) {
      double score = 0;
      for (uint32_t f = candidates.begins[c]; f < candidates.begins[c + 1];
           ++f) {
        score += weights_[candidates.features[f]];
      }
      scores.push_back(score / temperature_);
    }
    if (scores.size() < 2) return {};
    const auto best = std::max_element(scores.begin() + 1, scores.end());
    double total = 0;
    for (const double score : scores) total += std::exp(score - *best);
    if (1 / total < threshold_) return {};
    return {candidates.indicators[best - scores.begin()], 1 / total};
  }

  const Scorer& scorer() const { return scorer_; }

 private:
  const Scorer& scorer_;
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

class Training {
 public:
  Training(const Extractor& extractor, const ExampleReader& reader,
           std::vector<Set> sets, std::vector<TrainingDocument> documents)
      : extractor_(extractor),
        reader_(reader),
        sets_(std::move(sets)),
        documents_(std::move(documents)),
        folds_(absl::GetFlag(FLAGS_folds)) {
    for (size_t d = 0; d < documents_.size(); ++d) {
      reader_.Read(documents_[d], static_cast<int>(d), nullptr, examples_);
    }
    size_t features = 0;
    for (const Example& example : examples_) {
      features += example.features.size();
    }
    std::cout << documents_.size() << " documents, " << examples_.size()
              << " figures with candidates, " << features << " features\n";
    std::vector<int> figures(sets_.size()), reached(sets_.size()),
        candidates(sets_.size());
    for (const Example& example : examples_) {
      const int s = documents_[example.document].set;
      candidates[s] += static_cast<int>(example.indicators.size()) - 1;
      if (example.right[0] == 0 || example.out_of_reach) ++figures[s];
      if (example.right[0] == 0) ++reached[s];
    }
    for (size_t s = 0; s < sets_.size(); ++s) {
      std::cout << absl::StrFormat(
          "%-10s %d figures with an indicator, among the candidates for %d; "
          "%d candidates\n",
          sets_[s].name, figures[s], reached[s], candidates[s]);
    }
  }

  // Weights fitted to the documents outside the fold; to all for -1.
  std::vector<float> Fit(int fold, const FitOptions& options,
                         double share = 1) const {
    std::vector<const Example*> examples;
    std::vector<float> importance;
    std::vector<char> seen;
    for (const Example& example : examples_) {
      const TrainingDocument& document = documents_[example.document];
      const bool evaluated = !document.partial;
      if (evaluated && fold >= 0 && FoldOf(document) == fold) continue;
      if (evaluated && ShareOf(document) >= share) continue;
      examples.push_back(&example);
      importance.push_back(sets_[document.set].importance);
      seen.push_back(sets_[document.set].seen);
    }
    return FitWeights(examples, importance, seen, options);
  }

  void Reread(const std::vector<std::vector<float>>& fits, double temperature, double threshold) {
    examples_.clear();
    for (size_t d = 0; d < documents_.size(); ++d) {
      Probe probe(reader_.all_own(), fits[FoldOf(documents_[d])], temperature,
                  threshold);
      reader_.Read(documents_[d], static_cast<int>(d), documents_[d].partial ? nullptr : &probe, examples_);
    }
  }

  // By set.
  std::vector<Tally> CrossValidate(const std::vector<std::vector<float>>& fits,
                                   double temperature,
                                   double threshold) const {
    std::vector<Tally> tallies(sets_.size());
    for (const TrainingDocument& document : documents_) {
      if (document.partial) continue;
      Probe probe(reader_.all_own(), fits[FoldOf(document)], temperature,
                  threshold);
      tallies[document.set].Add(
          document.gold,
          ReadWith(extractor_, document.gold, reader_.all_own(), probe),
          reader_.known());
    }
    return tallies;
  }

  std::vector<std::vector<float>> FitFolds(const FitOptions& options,
                                           double share = 1) const {
    std::vector<std::vector<float>> fits;
    for (int fold = 0; fold < folds_; ++fold) {
      fits.push_back(Fit(fold, options, share));
    }
    return fits;
  }

  // The temperature at which the right answers to left-out figures are most
  // probable.
  double Temperature(const std::vector<std::vector<float>>& fits) const {
    double low = 0.4, high = 3.0;
    const bool fresh = std::any_of(sets_.begin(), sets_.end(),
                                   [](const Set& set) { return !set.seen; });
    const auto loss = [&](double t) { return Loss(fits, t, fresh ? -2 : -1); };
    // Golden section.
    const double ratio = (std::sqrt(5.0) - 1) / 2;
    for (int step = 0; step < 16; ++step) {
      const double a = high - ratio * (high - low);
      const double b = low + ratio * (high - low);
      (loss(a) < loss(b) ? high : low) = loss(a) < loss(b) ? b : a;
    }
    return (low + high) / 2;
  }

  void Print(const std::string& title, const std::vector<Tally>& tallies) const {
    for (size_t s = 0; s < sets_.size(); ++s) {
      if (tallies[s].gold == 0) continue;
      std::cout << absl::StrFormat("%-24s %-10s ", title, sets_[s].name)
                << tallies[s].ToString() << "\n";
    }
  }

  std::vector<Tally> ByRules() const {
    std::vector<Tally> tallies(sets_.size());
    for (const TrainingDocument& document : documents_) {
      if (document.partial) continue;
      RulesChooser rules;
      tallies[document.set].Add(
          document.gold,
          ReadWith(extractor_, document.gold, reader_.all_own(), rules),
          reader_.known());
    }
    return tallies;
  }

  // Prints the wrong links of a set.
  void PrintMisses(const std::string& set,
                   const std::vector<std::vector<float>>& fits,
                   double temperature, double threshold) const {
    for (const TrainingDocument& document : documents_) {
      if (document.partial || sets_[document.set].name != set) continue;
      Probe probe(reader_.all_own(), fits[FoldOf(document)], temperature,
                  threshold);
      const v1::Report report =
          ReadWith(extractor_, document.gold, reader_.all_own(), probe);
      const std::vector<int> matches =
          MatchObservations(document.gold, report);
      RulesChooser rules_chooser;
      const v1::Report by_rules = ReadWith(extractor_, document.gold,
                                           reader_.all_own(), rules_chooser);
      for (int j = 0; j < report.observations_size(); ++j) {
        if (matches[j] == -2) continue;
        const v1::Observation& o = report.observations(j);
        std::string id = o.indicator().empty() ? "" : o.indicator().substr(11);
        const GoldQuantity* const q =
            matches[j] < 0 ? nullptr : &document.gold.quantities[matches[j]];
        const std::string gold = q == nullptr ? "(spurious)" : q->indicator;
        const std::string known = reader_.known().contains(id) ? id : "";
        if (q == nullptr ? known.empty()
                         : known == gold || q->also.contains(known)) {
          continue;
        }
        const int begin = o.evidence().span().begin();
        const int from = std::max(0, begin - 120);
        std::cout << absl::StrFormat(
            "%s %s for %s (%.2f; rules %s) ...%s[%s]%s\n", document.gold.name,
            id.empty() ? "-" : id, gold.empty() ? "-" : gold, o.confidence(),
            by_rules.observations(j).indicator(),
            absl::StrReplaceAll(document.gold.text.substr(from, begin - from),
                                {{"\n", " "}}),
            o.quantity().text(),
            absl::StrReplaceAll(
                document.gold.text.substr(o.evidence().span().end(), 45),
                {{"\n", " "}}));
      }
    }
  }

  const std::vector<Example>& examples() const { return examples_; }

  void PrintLoss(const std::vector<std::vector<float>>& fits,
                 double temperature) const {
    std::cout << "loss of left-out figures:";
    for (size_t s = 1; s < sets_.size(); ++s) {
      std::cout << " " << sets_[s].name << " "
                << absl::StrFormat("%.1f", Loss(fits, temperature,
                                                static_cast<int>(s)) /
                                               sets_[s].importance);
    }
    std::cout << "\n";
  }

 private:
  int FoldOf(const TrainingDocument& document) const {
    return static_cast<int>(Fingerprint(absl::StrCat(
               absl::GetFlag(FLAGS_seed), sets_[document.set].name, "/",
               document.gold.name)) %
           static_cast<uint64_t>(folds_));
  }
  // Of all documents, the part that comes before this one in an order by
  // chance.
  static double ShareOf(const TrainingDocument& document) {
    return static_cast<double>(Fingerprint(document.gold.name) >> 40) /
           static_cast<double>(1 << 24);
  }

  // Of all sets, or of one alone.
  double Loss(const std::vector<std::vector<float>>& fits, double temperature,
              int set = -1) const {
    double loss = 0;
    for (const Example& example : examples_) {
      const TrainingDocument& document = documents_[example.document];
      if (document.partial || (set >= 0 && document.set != set)) continue;
      if (set == -2 && sets_[document.set].seen) continue;
      const std::vector<float>& weights = fits[FoldOf(document)];
      std::vector<double> scores;
      for (size_t c = 0; c < example.indicators.size(); ++c) {
        double score = 0;
        for (uint32_t f = example.begins[c]; f < example.begins[c + 1]; ++f) {
          score += weights[example.features[f]];
        }
        scores.push_back(score / temperature);
      }
      const double best = *std::max_element(scores.begin(), scores.end());
      double total = 0, right = 0;
      for (size_t c = 0; c < scores.size(); ++c) {
        total += std::exp(scores[c] - best);
        if (example.right[c] != 0) right += std::exp(scores[c] - best);
      }
      loss -= sets_[document.set].importance *
              std::log(std::max(right / total, 1e-12));
    }
    return loss;
  }

  const Extractor& extractor_;
  const ExampleReader& reader_;
  const std::vector<Set> sets_;
  const std::vector<TrainingDocument> documents_;
  const int folds_;
  std::vector<Example> examples_;
};

int Run(const std::vector<char*>& arguments) {
  const Catalogue catalogue = Catalogue::Parse().value();
  const auto extractor =
      Extractor::Create(catalogue, std::make_unique<Scorer>(Scorer::Weights()))
          .value();
  std::vector<Set> sets = {{"catalogue", 0.5}};
  std::vector<TrainingDocument> documents = CatalogueExamples(catalogue, 0);
  for (size_t i = 1; i < arguments.size(); ++i) {
    const std::pair<std::string, std::string> named =
        absl::StrSplit(arguments[i], absl::MaxSplits('=', 1));
    const std::vector<std::string> parts = absl::StrSplit(named.second, ':');
    Set set{named.first};
    if (parts.size() > 2 && !absl::SimpleAtof(parts[2], &set.importance)) {
      std::cerr << "malformed importance in " << arguments[i] << "\n";
      return 2;
    }
    set.seen = !absl::StartsWith(named.first, absl::GetFlag(FLAGS_fresh));
    auto corpus = ReadCorpus(parts[0], parts[1]);
    if (!corpus.ok()) {
      std::cerr << corpus.status() << "\n";
      return 1;
    }
    for (GoldDocument& gold : *corpus) {
      documents.push_back(
          {.gold = std::move(gold), .set = static_cast<int>(sets.size())});
    }
    sets.push_back(set);
  }
  const auto known = ReadFile(absl::GetFlag(FLAGS_known));
  if (!known.ok()) {
    std::cerr << known.status() << "\n";
    return 1;
  }
  const ExampleReader reader(*extractor, catalogue,
                             absl::StrSplit(*known, '\n', absl::SkipEmpty()));
  Training training(*extractor, reader, sets, std::move(documents));
  FitOptions options;
  options.rate = absl::GetFlag(FLAGS_rate);
  options.epochs = absl::GetFlag(FLAGS_epochs);
  options.shared_price = absl::GetFlag(FLAGS_shared_price);
  options.seen_price = absl::GetFlag(FLAGS_seen_price);
  options.pair_price = absl::GetFlag(FLAGS_pair_price);
  training.Print("rules alone", training.ByRules());
  auto fits = training.FitFolds(options);
  double temperature = training.Temperature(fits);
  if (absl::GetFlag(FLAGS_reread)) {
    training.PrintLoss(fits, temperature);
    training.Reread(fits, temperature, 0.5);
    training.PrintLoss(fits, temperature);
    fits = training.FitFolds(options);
    temperature = training.Temperature(fits);
  }
  std::cout << absl::StrFormat("temperature %.3f\n", temperature);
  training.PrintLoss(fits, temperature);
  for (const double threshold : {0.5, 0.6}) {
    training.Print(absl::StrFormat("all, threshold %.2f", threshold),
                   training.CrossValidate(fits, temperature, threshold));
  }
  if (!absl::GetFlag(FLAGS_misses).empty()) {
    training.PrintMisses(absl::GetFlag(FLAGS_misses), fits, temperature, 0.5);
  }
  if (absl::GetFlag(FLAGS_compare)) {
    const auto without = [&](const char* title, bool FitOptions::* part) {
      FitOptions less = options;
      less.*part = false;
      training.Print(title, training.CrossValidate(training.FitFolds(less),
                                                   temperature, 0.5));
    };
    without("without rules", &FitOptions::rules);
    without("without structure", &FitOptions::shared);
    without("without pairs of none", &FitOptions::none_pairs);
    without("without priors", &FitOptions::priors);
    without("without pairs of own", &FitOptions::own_pairs);
  }
  if (absl::GetFlag(FLAGS_curve)) {
    for (const double share : {0.25, 0.5, 0.75}) {
      training.Print(absl::StrFormat("%.0f %% of documents", 100 * share),
                     training.CrossValidate(training.FitFolds(options, share),
                                            temperature, 0.5));
    }
  }
  if (!absl::GetFlag(FLAGS_write).empty()) {
    const Scorer::Weights& own = reader.all_own().weights();
    const std::string file = Scorer::Write(
        Quantize(training.Fit(-1, options), own.trained, temperature, 0.5));
    std::ofstream(absl::GetFlag(FLAGS_write), std::ios::binary) << file;
    std::cout << "wrote " << file.size() << " bytes\n";
  }
  return 0;
}

}  // namespace
}  // namespace nianbao::extractor

int main(int argc, char** argv) {
  return nianbao::extractor::Run(absl::ParseCommandLine(argc, argv));
}
