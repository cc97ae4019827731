#include "tests/integration/aggregator/corpus.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "common/domain/gazetteer.h"

namespace nianbao::aggregator {
namespace {

constexpr int kFirstYear = 2015;
constexpr int kYears = 9;

// All its values are equal.
constexpr char kConstant[] = "indicators/litigation.concluded";

constexpr const char* kIndicators[] = {
    "indicators/reconsideration.received",
    "indicators/reconsideration.accepted",
    "indicators/reconsideration.acceptance_rate",
    "indicators/reconsideration.concluded",
    "indicators/reconsideration.conclusion_rate",
    "indicators/mediation.succeeded",
    "indicators/petition.concluded",
    "indicators/litigation.lost",
    kConstant,
    "indicators/unheard.of",
    "",
};

constexpr const char* kRates[] = {
    "indicators/reconsideration.acceptance_rate",
    "indicators/reconsideration.conclusion_rate",
};

// Of kinds that the catalogue knows, two of them the same under an older name,
// and of one that it does not.
constexpr const char* kDepartments[] = {
    "公安局",         "司法局", "市场监督管理局",
    "工商行政管理局", "教育局", "样例事务中心",
};
constexpr int kDepartmentsOfADivision = 3;

class Generator {
 public:
  explicit Generator(unsigned seed) : random_(seed) { ChooseIssuers(); }

  Corpus Generate(int observations) {
    Corpus corpus;
    while (corpus.observations < observations) {
      const int issuer = Below(static_cast<int>(issuers_.size()));
      const int year = kFirstYear + Below(kYears);
      CorpusReport entry;
      if (!files_.empty() && Chance(4)) {
        entry = Copy();
      } else {
        entry.report = MakeReport(issuer, year);
        entry.issuer = Body(issuer, entry.report);
        if (!entry.report.content_sha256().empty()) files_.push_back(entry);
      }
      corpus.observations += entry.report.observations_size();
      corpus.reports.push_back(std::move(entry));
    }
    return corpus;
  }

 private:
  int Below(int n) { return static_cast<int>(random_() % n); }
  bool Chance(int percent) { return Below(100) < percent; }

  void ChooseIssuers() {
    int index = 0;
    for (const DivisionEntry& division : Gazetteer::Get().divisions()) {
      if (division.level == v1::LEVEL_TOWNSHIP || index++ % 12 != 0) continue;
      v1::Issuer issuer;
      issuer.set_division_code(std::string(division.code));
      issuer.set_level(division.level);
      issuer.set_name(absl::StrCat(division.name, "人民政府"));
      issuers_.push_back(issuer);
      if (index % 5 != 0) continue;
      for (int i = 0; i < kDepartmentsOfADivision; ++i) {
        issuer.set_level(v1::LEVEL_DEPARTMENT);
        issuer.set_name(absl::StrCat(
            division.name,
            kDepartments[(index / 60 + i) % std::size(kDepartments)]));
        issuers_.push_back(issuer);
      }
    }
    // Of a place that the gazetteer does not know, of a level that is not its
    // division's, and of no known level.
    for (const auto& [code, level] :
         {std::pair("", v1::LEVEL_COUNTY), std::pair("", v1::LEVEL_DEPARTMENT),
          std::pair("110000", v1::LEVEL_COUNTY),
          std::pair("440100", v1::LEVEL_UNSPECIFIED)}) {
      v1::Issuer issuer;
      issuer.set_division_code(code);
      issuer.set_level(level);
      issuer.set_name("样例开发区管理委员会");
      issuers_.push_back(issuer);
    }
  }

  // Where the body or the year cannot be told each document is its own issuer.
  int Body(int issuer, const v1::Report& report) {
    if (!report.issuer().division_code().empty() &&
        report.issuer().level() != v1::LEVEL_UNSPECIFIED &&
        report.year() != 0) {
      return issuer;
    }
    const std::string& document = report.content_sha256().empty()
                                      ? report.source_uri()
                                      : report.content_sha256();
    const int next = static_cast<int>(issuers_.size() + documents_.size());
    return documents_.emplace(document, next).first->second;
  }

  // One of the files before, under another name.
  CorpusReport Copy() {
    CorpusReport entry = files_[Below(static_cast<int>(files_.size()))];
    entry.report.set_source_uri(
        absl::StrCat("/copies/", Below(200), "/", entry.issuer, ".txt"));
    return entry;
  }

  v1::Report MakeReport(int issuer, int year) {
    v1::Report report;
    // Two sites carry the report, either may carry it again; or it is a file,
    // which is known by what it holds.
    if (Chance(20)) {
      report.set_source_uri(absl::StrCat("/files/", issuer, "/", year));
      report.set_content_sha256(
          absl::StrFormat("%08x%08x%048d", random_(), random_(), 0));
    } else {
      report.set_source_uri(absl::StrCat("http://",
                                         Chance(30) ? "mirror" : "www",
                                         ".test/", issuer, "/", year));
    }
    if (!Chance(3)) report.set_year(year);
    if (report.year() != 0 && Chance(4)) report.set_first_year(year - 4);
    report.set_type(Chance(80)   ? v1::Report::TYPE_RULE_OF_LAW
                    : Chance(50) ? v1::Report::TYPE_INFORMATION_DISCLOSURE
                    : Chance(80) ? v1::Report::TYPE_GOVERNMENT_WORK
                                 : v1::Report::TYPE_UNSPECIFIED);
    *report.mutable_issuer() = issuers_[issuer];
    for (const char* const indicator : kIndicators) {
      for (int mention = Below(8); mention > 0; --mention) {
        AddObservation(indicator, year, report);
      }
    }
    for (int i = 0; i < report.observations_size(); ++i) {
      if (Chance(5)) AddDiagnostic(i, report);
    }
    return report;
  }

  void AddObservation(const std::string& indicator, int year,
                      v1::Report& report) {
    v1::Observation& o = *report.add_observations();
    o.set_indicator(indicator);
    o.set_headline(Chance(70));
    o.set_year(Chance(2) ? 0 : year - Chance(30));
    o.set_kind(static_cast<v1::Kind>(Chance(75) ? Below(2) : 1 + Below(4)));
    o.set_scope(Chance(92) ? v1::SCOPE_ISSUER : v1::SCOPE_OTHER);
    o.set_confidence(Below(101) / 100.0);
    o.set_subject("样例");
    o.mutable_evidence()->set_sentence("样例。");
    o.mutable_quantity()->set_unit(Unit(indicator));
    o.mutable_quantity()->set_modifier(
        static_cast<v1::Modifier>(Chance(80) ? 1 : Below(5)));
    o.mutable_quantity()->set_value(indicator == kConstant ? 12 : Number());
  }

  // Mostly the unit of the indicator, at times one that converts to it, and at
  // times one that does not.
  std::string Unit(const std::string& indicator) {
    const bool is_rate = std::find(std::begin(kRates), std::end(kRates),
                                   indicator) != std::end(kRates);
    if (is_rate) {
      if (Chance(75)) return "%";
      return Chance(60) ? "‰" : Chance(50) ? "成" : Chance(50) ? "件" : "";
    }
    if (Chance(65)) return "件";
    if (Chance(40)) return "宗";
    return Chance(35) ? "件次" : Chance(50) ? "%" : Chance(50) ? "" : "百分点";
  }

  // Equal values, changes, decimals and amounts of very different size.
  double Number() {
    if (Chance(5)) return 1e15 + Below(7);
    if (Chance(10)) return -Below(1000);
    return Chance(50) ? Below(40) : Below(1000000) / 8.0;
  }

  void AddDiagnostic(int observation, v1::Report& report) {
    v1::Diagnostic& diagnostic = *report.add_diagnostics();
    diagnostic.set_code(Chance(60)   ? "SUM_MISMATCH"
                        : Chance(50) ? "UNIT_SLIP"
                                     : "OTHER_DOUBT");
    diagnostic.set_severity(Chance(50) ? v1::Diagnostic::SEVERITY_ERROR
                                       : v1::Diagnostic::SEVERITY_WARNING);
    diagnostic.add_observations(observation);
    diagnostic.add_observations(0);
  }

  std::mt19937 random_;
  std::vector<v1::Issuer> issuers_;
  // Issuers of documents that are their own.
  std::map<std::string, int> documents_;
  std::vector<CorpusReport> files_;
};

}  // namespace

Corpus GenerateCorpus(unsigned seed, int observations) {
  return Generator(seed).Generate(observations);
}

}  // namespace nianbao::aggregator
