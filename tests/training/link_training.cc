// Fits the weights by which figures are linked; see tests/training/run.
#include <fstream>
#include <iostream>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "CLI/CLI.hpp"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "tests/gold/corpus.h"
#include "tests/training/training.h"

namespace nianbao::extractor {
namespace {

struct Options {
  std::vector<std::string> sets;
  std::string known;
  std::string write;
  std::string misses;
  bool compare = false;
  int folds = 8;
  double threshold = 0.5;
  FitOptions fit;
};

void Print(const std::string& title, const Training& training,
           const std::vector<Tally>& tallies) {
  Tally fresh;
  for (size_t s = 0; s < tallies.size(); ++s) {
    if (tallies[s].gold == 0) continue;
    std::cout << absl::StrFormat("%-26s %-12s ", title, training.sets()[s].name)
              << tallies[s].ToString() << "\n";
    if (!training.sets()[s].seen) fresh.Add(tallies[s]);
  }
  if (fresh.gold > 0) {
    std::cout << absl::StrFormat("%-26s %-12s ", title, "all unseen")
              << fresh.ToString() << "\n";
  }
  std::cout << std::flush;
}

// What each part of the model is good for: fitted without it.
void Compare(const Training& training, const Options& options,
             double temperature) {
  const auto without = [&](const char* title, bool FitOptions::*part) {
    FitOptions less = options.fit;
    less.*part = false;
    Print(title, training,
          training.CrossValidate(training.FitFolds(less), temperature,
                                 options.threshold));
  };
  without("without rules", &FitOptions::rules);
  without("without shared evidence", &FitOptions::shared);
  without("without pairs of none", &FitOptions::none_pairs);
  without("without priors", &FitOptions::priors);
  without("without pairs of own", &FitOptions::own_pairs);
  FitOptions nothing_own = options.fit;
  nothing_own.priors = nothing_own.own_pairs = false;
  Print("without weights of own", training,
        training.CrossValidate(training.FitFolds(nothing_own), temperature,
                               options.threshold));
  for (const double share : {0.25, 0.5, 0.75}) {
    Print(absl::StrFormat("%.0f %% of the documents", 100 * share), training,
          training.CrossValidate(training.FitFolds(options.fit, share),
                                 temperature, options.threshold));
  }
}

// What a user's new indicators get: families that no weight was fitted to.
void LeaveFamiliesOut(const Training& training, const Options& options,
                      double temperature) {
  constexpr size_t kParts = 5;
  const std::vector<std::string> families = training.Families();
  std::vector<Tally> total(training.sets().size());
  for (size_t part = 0; part < kParts; ++part) {
    std::set<std::string> left_out;
    for (size_t f = part; f < families.size(); f += kParts) {
      left_out.insert(families[f]);
    }
    const std::vector<Tally> tallies = training.WithoutFamilies(
        left_out, options.fit, temperature, options.threshold);
    for (size_t s = 0; s < total.size(); ++s) total[s].Add(tallies[s]);
  }
  Print("families never fitted to", training, total);
}

int Fail(const absl::Status& status) {
  std::cerr << "link_training: " << status << "\n";
  return 1;
}

int Run(const Options& options) {
  std::vector<Set> sets;
  for (const std::string& argument : options.sets) {
    const absl::StatusOr<Set> set = ParseSet(argument);
    if (!set.ok()) return Fail(set.status());
    sets.push_back(*set);
  }
  const absl::StatusOr<std::string> known = ReadFile(options.known);
  if (!known.ok()) return Fail(known.status());
  const auto training = Training::Create(
      sets, absl::StrSplit(*known, '\n', absl::SkipEmpty()), options.folds);
  if (!training.ok()) return Fail(training.status());
  std::cout << (*training)->Summary();
  Print("rules alone", **training, (*training)->ByRules());
  const FoldWeights fits = (*training)->FitFolds(options.fit);
  const double temperature = (*training)->Temperature(fits);
  for (const double threshold : {0.4, 0.5, 0.6, 0.7}) {
    Print(absl::StrFormat("left out, from %.2f", threshold), **training,
          (*training)->CrossValidate(fits, temperature, threshold));
  }
  std::cout << absl::StrFormat("temperature %.3f\n", temperature)
            << (*training)->Calibration(fits, temperature);
  if (!options.misses.empty()) {
    std::cout << (*training)->Misses(options.misses, fits, temperature,
                                     options.threshold);
  }
  if (options.compare) {
    Compare(**training, options, temperature);
    LeaveFamiliesOut(**training, options, temperature);
  }
  if (!options.write.empty()) {
    const std::string file = (*training)->File(
        (*training)->Fit(-1, options.fit), temperature, options.threshold);
    std::ofstream(options.write, std::ios::binary) << file;
    std::cout << options.write << ": " << file.size() << " bytes\n";
  }
  return 0;
}

}  // namespace
}  // namespace nianbao::extractor

int main(int argc, char** argv) {
  nianbao::extractor::Options options;
  CLI::App app("Fits the weights by which figures are linked");
  app.add_option("SET", options.sets, "NAME=GOLD:TEXTS[:IMPORTANCE]")
      ->required();
  app.add_option("--known", options.known,
                 "Lists the indicators of gold without `full`")
      ->required();
  app.add_option("--write", options.write, "Where the weights go");
  app.add_option("--misses", options.misses, "Prints the wrong links of a set");
  app.add_flag("--compare", options.compare,
               "Also fits without parts of the model and to fewer documents");
  app.add_option("--folds", options.folds);
  app.add_option("--threshold", options.threshold,
                 "Least probability of a link");
  app.add_option("--epochs", options.fit.epochs);
  app.add_option("--rate", options.fit.rate);
  app.add_option("--shared-price", options.fit.shared_price);
  app.add_option("--pair-price", options.fit.pair_price);
  app.add_option("--seen-price", options.fit.seen_price);
  CLI11_PARSE(app, argc, argv);
  return nianbao::extractor::Run(options);
}
