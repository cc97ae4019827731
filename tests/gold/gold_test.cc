// How well the extractor reads documents whose statistics are known.
#include <stdio.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/domain/catalogue.h"
#include "extractor/extractor.h"
#include "gmock/gmock.h"
#include "google/protobuf/util/json_util.h"
#include "gtest/gtest.h"
#include "tests/gold/corpus.h"
#include "tests/gold/score.h"
#include "tests/paths.h"

namespace nianbao::extractor {
namespace gold_test {

// A corpus and the least that it must score.
struct Bar {
  const char* name;
  std::string gold;
  std::string texts;
  double detection;
  double quantity;
  double indicator;
  double metadata;
  // Most diagnostics of the gold that may be missed, and most others.
  int most_missed;
  int most_others;
};

void PrintTo(const Bar& bar, std::ostream* out) { *out << bar.name; }

// As measured; raised as the extractor improves, never lowered.
const Bar kBars[] = {
    {"samples", TestData("gold"), TestData("reports"), 0.996, 0.989, 0.954, 1.0,
     1, 3},
    {"typical", TestData("typical/gold"), TestData("typical/reports"), 0.999,
     0.998, 0.970, 1.0, 0, 1},
    {"seeds", SharedCorpus("gold"), SharedCorpus("seeds"), 0.999, 0.996, 0.985,
     1.0, 0, 3},
    {"development", SharedCorpus("dev/gold"), SharedCorpus("dev/docs"), 0.999,
     0.998, 0.973, 1.0, 0, 0},
};

const Extractor& TestExtractor() {
  static const Extractor* const extractor =
      Extractor::Create(Catalogue::Parse().value()).value().release();
  return *extractor;
}

// The indicators that the gold names. It names none of the later ones, so that
// links to those are neither right nor wrong.
std::set<std::string> KnownIndicators() {
  const auto ids = ReadFile(TestData("indicators.txt"));
  if (!ids.ok()) ADD_FAILURE() << ids.status();
  return absl::StrSplit(ids.value_or(""), '\n', absl::SkipEmpty());
}

class GoldTest : public ::testing::TestWithParam<Bar> {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(GetParam().gold)) {
      GTEST_SKIP() << "the corpus '" << GetParam().name
                   << "' does not stand beside this checkout";
    }
    auto documents = ReadCorpus(GetParam().gold, GetParam().texts);
    ASSERT_TRUE(documents.ok()) << documents.status();
    documents_ = *std::move(documents);
    for (const GoldDocument& document : documents_) {
      v1::Document source;
      source.set_source_uri(document.name);
      source.set_content(document.text);
      auto report = TestExtractor().Extract(source);
      ASSERT_TRUE(report.ok()) << document.name << ": " << report.status();
      reports_.push_back(*std::move(report));
    }
  }

  Score Total() const {
    const std::set<std::string> known = KnownIndicators();
    Score score;
    for (size_t i = 0; i < documents_.size(); ++i) {
      AddScore(documents_[i], reports_[i], known, score);
    }
    return score;
  }

  std::vector<GoldDocument> documents_;
  // In the order of the documents.
  std::vector<v1::Report> reports_;
};

TEST_P(GoldTest, ScoreReachesTheBar) {
  const Score score = Total();
  std::cout << GetParam().name << ": " << score.ToString() << "\n";
  EXPECT_GE(score.detection.F1(), GetParam().detection);
  EXPECT_GE(score.Quantity(), GetParam().quantity);
  EXPECT_GE(score.indicator.F1(), GetParam().indicator);
  EXPECT_GE(score.Metadata(), GetParam().metadata);
}

// True when `found` is the diagnostic of the gold.
bool IsSame(const GoldDiagnostic& gold, const v1::Diagnostic& found,
            const v1::Report& report) {
  const auto near = [](std::optional<double> wanted, bool has, double value) {
    return !wanted.has_value() || (has && std::abs(*wanted - value) <= 0.1);
  };
  return gold.code == found.code() && found.observations_size() > 0 &&
         report.observations(found.observations(0)).indicator() ==
             "indicators/" + gold.indicator &&
         near(gold.printed, found.has_printed(), found.printed()) &&
         near(gold.computed, found.has_computed(), found.computed()) &&
         near(gold.suggested, found.has_suggested(), found.suggested());
}

TEST_P(GoldTest, FindsTheContradictions) {
  int missed = 0, others = 0;
  for (size_t i = 0; i < documents_.size(); ++i) {
    const v1::Report& report = reports_[i];
    // A doubt about the issuer contradicts nothing.
    others += static_cast<int>(std::count_if(
        report.diagnostics().begin(), report.diagnostics().end(),
        [](const v1::Diagnostic& d) { return d.code() != "ISSUER_DOUBT"; }));
    for (const GoldDiagnostic& gold : documents_[i].diagnostics) {
      const auto found = std::find_if(
          report.diagnostics().begin(), report.diagnostics().end(),
          [&](const v1::Diagnostic& d) { return IsSame(gold, d, report); });
      if (found != report.diagnostics().end()) {
        --others;
        continue;
      }
      ++missed;
      std::cout << documents_[i].name << ": no " << gold.code << " of "
                << gold.indicator << "\n";
    }
  }
  std::cout << GetParam().name << ": " << missed << " diagnostics missed, "
            << others << " others\n";
  EXPECT_LE(missed, GetParam().most_missed);
  EXPECT_LE(others, GetParam().most_others);
}

// The last line that a command prints.
std::string LastLineOf(const std::string& command) {
  FILE* const pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return "cannot run";
  std::string output;
  char buffer[4096];
  for (size_t n; (n = fread(buffer, 1, sizeof(buffer), pipe)) > 0;) {
    output.append(buffer, n);
  }
  pclose(pipe);
  const std::vector<std::string> lines =
      absl::StrSplit(output, '\n', absl::SkipEmpty());
  return lines.empty() ? "" : lines.back();
}

TEST_P(GoldTest, ScoresAsTheJudge) {
  const std::string judge = SharedCorpus("tools/score");
  if (!std::filesystem::exists(judge)) {
    GTEST_SKIP() << "the judge does not stand beside this checkout";
  }
  const std::string path =
      absl::StrCat(::testing::TempDir(), "gold-", GetParam().name, ".jsonl");
  std::ofstream file(path);
  for (const v1::Report& report : reports_) {
    std::string json;
    ASSERT_TRUE(
        google::protobuf::util::MessageToJsonString(report, &json).ok());
    file << json << "\n";
  }
  file.close();
  // The judge goes on with figures of its own.
  EXPECT_THAT(
      LastLineOf(absl::StrCat("'", judge, "' '", path, "' '", GetParam().gold,
                              "' '", GetParam().texts, "'")),
      ::testing::StartsWith(Total().ToString()));
  std::filesystem::remove(path);
}

INSTANTIATE_TEST_SUITE_P(Corpora, GoldTest, ::testing::ValuesIn(kBars),
                         [](const auto& corpus) -> std::string {
                           return corpus.param.name;
                         });

}  // namespace gold_test
}  // namespace nianbao::extractor
