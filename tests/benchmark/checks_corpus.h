// A generated country of reports with faults whose places are known, to measure
// what checks across reports find and what they take for a fault.
//
// It knows nothing of how checks work. Sizes of issuers are log-normal, those
// of single figures have heavy tails; figures grow, waver, are missing, small
// or 0, jump for good or for one year as real ones do; rates are rounded in
// many ways and a few are of another whole; wordings vary, and some subjects
// are misread. docs/CHECKS.md has the numbers.
#ifndef NIANBAO_TESTS_BENCHMARK_CHECKS_CORPUS_H_
#define NIANBAO_TESTS_BENCHMARK_CHECKS_CORPUS_H_

#include <cstdint>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "common/domain/gazetteer.h"
#include "nianbao/v1/report.pb.h"

namespace nianbao {

struct PlantedFault {
  // Of the check that should find it.
  std::string code;
  // The report, and the index of its observation; -1 for the whole report.
  int report = 0;
  int observation = -1;
  // Of a copy: the report that was copied from.
  int original = -1;
};

class ChecksCorpus {
 public:
  // About `reports` reports, and `faults` of each kind. The same for the same
  // seed.
  ChecksCorpus(unsigned seed, int reports, int faults);

  int size() const { return static_cast<int>(reports_.size()); }
  v1::Report Report(int index) const;

  const std::vector<PlantedFault>& faults() const { return faults_; }
  // Whether a fault was planted in the observation, of whatever kind.
  bool IsFaulty(int report, int observation) const;
  // Observations with an indicator, and those of them that are rates.
  int64_t values() const;
  int64_t rates() const;

 private:
  struct Cell {
    double value = 0;
    bool present = false;
    bool faulty = false;
    // Printed as 余.
    bool at_least = false;
    // Into kPhrases; -1 for a subject that names nobody.
    int16_t phrase = -1;
  };
  struct ReportPlace {
    int issuer = 0;
    int year = 0;
    // Of a copy: the report it was copied from, the groups of figures that
    // were, and whether their sentences were, too.
    int original = -1;
    int first_group = 0;
    int end_group = 0;
    bool verbatim = false;
  };

  Cell& At(int issuer, int year, int figure);
  const Cell& At(int issuer, int year, int figure) const;
  // Index of the figure's observation in its report.
  int Position(const ReportPlace& report, int figure) const;
  bool IsCopied(const ReportPlace& report, int group) const;

  void ChooseIssuers(int reports);
  void MakeSeries(int issuer, int figure, double size);
  void MakeCounts(int issuer);
  void MakeParts(int issuer);
  int16_t PhraseOf(int owner);
  void MakePhrases(int issuer);
  void ChooseReports();

  // Each plants one fault, or gives false where the place it has chosen does
  // not suit.
  bool PlantNeighbour();
  bool PlantPeer();
  bool PlantRate();
  bool PlantScope();
  bool PlantCopy();
  void Plant(int count, bool (ChecksCorpus::*plant)());
  void AddFault(const char* code, int report, int figure);
  // Whether the report already has a fault, or is one.
  bool IsTaken(int report) const;

  std::string Sentence(const ReportPlace& report, int group) const;
  void AddObservation(const ReportPlace& report, int figure,
                      const std::string& sentence, v1::Report& message) const;
  void AddFillers(const ReportPlace& report, v1::Report& message) const;

  double Uniform(double low, double high);
  double Normal();
  bool Chance(double probability);
  int Below(int n);

  std::mt19937_64 random_;
  std::vector<const DivisionEntry*> issuers_;
  // By issuer, year and figure.
  std::vector<Cell> cells_;
  std::vector<ReportPlace> reports_;
  std::vector<PlantedFault> faults_;
  std::vector<bool> taken_;
};

}  // namespace nianbao

#endif  // NIANBAO_TESTS_BENCHMARK_CHECKS_CORPUS_H_
