#include "common/domain/report_identity.h"

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "common/base/fingerprint.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace nianbao {
namespace {

using ::testing::MatchesRegex;
using ::testing::StartsWith;

v1::Report Haidian() {
  v1::Report report;
  report.set_source_uri("http://example.test/2020.html");
  report.set_year(2020);
  report.set_type(v1::Report::TYPE_RULE_OF_LAW);
  report.mutable_issuer()->set_name("北京市海淀区人民政府");
  report.mutable_issuer()->set_division_code("110108");
  report.mutable_issuer()->set_level(v1::LEVEL_COUNTY);
  return report;
}

TEST(FingerprintTest, NeverChanges) {
  EXPECT_EQ(Fingerprint(""), 0xefd01f60ba992926);
}

TEST(ReportNameTest, IsReadable) {
  EXPECT_THAT(ReportName(Haidian()),
              MatchesRegex("reports/110108-2020-[0-9a-f]{8}"));
  EXPECT_THAT(ReportName(Haidian(), 16), StartsWith(ReportName(Haidian())));
}

TEST(ReportNameTest, KeepsToItsCharactersWhateverTheReportSays) {
  for (const char* const code : {"", "../../x", "11010", "11010八"}) {
    v1::Report report = Haidian();
    report.mutable_issuer()->set_division_code(code);
    EXPECT_THAT(ReportName(report),
                MatchesRegex("reports/unknown-2020-[0-9a-f]{8}"));
  }
}

TEST(ReportNameTest, DiffersByWhatTellsReportsApart) {
  const std::vector<std::function<void(v1::Report&)>> changes = {
      [](auto&) {},
      [](auto& r) { r.set_source_uri("http://mirror.test/2020.html"); },
      [](auto& r) { r.set_year(2021); },
      [](auto& r) { r.set_type(v1::Report::TYPE_GOVERNMENT_WORK); },
      [](auto& r) { r.mutable_issuer()->set_name("海淀区司法局"); },
      [](auto& r) { r.mutable_issuer()->set_division_code("110101"); },
  };
  std::set<std::string> names;
  for (const auto& change : changes) {
    v1::Report report = Haidian();
    change(report);
    names.insert(ReportName(report));
  }
  EXPECT_EQ(names.size(), changes.size());
}

TEST(IssuerKeyTest, AGovernmentIsItsDivision) {
  v1::Report other = Haidian();
  other.mutable_issuer()->set_name("海淀区政府");
  other.set_source_uri("elsewhere");
  EXPECT_EQ(IssuerKey(Haidian()), IssuerKey(other));
}

TEST(IssuerKeyTest, ADepartmentIsItsNameWithoutSpaces) {
  v1::Report justice = Haidian();
  justice.mutable_issuer()->set_level(v1::LEVEL_DEPARTMENT);
  justice.mutable_issuer()->set_name("海淀区司法局");
  v1::Report spaced = justice;
  spaced.mutable_issuer()->set_name("海淀区 司法　局\n");
  v1::Report education = justice;
  education.mutable_issuer()->set_name("海淀区教育委员会");
  EXPECT_EQ(IssuerKey(justice), IssuerKey(spaced));
  EXPECT_NE(IssuerKey(justice), IssuerKey(education));
  EXPECT_NE(IssuerKey(justice), IssuerKey(Haidian()));
}

TEST(IssuerKeyTest, ATownshipKnownByItsCountyAloneIsItsName) {
  v1::Report a = Haidian();
  a.mutable_issuer()->set_level(v1::LEVEL_TOWNSHIP);
  a.mutable_issuer()->set_name("甲街道办事处");
  v1::Report b = a;
  b.mutable_issuer()->set_name("乙街道办事处");
  EXPECT_NE(IssuerKey(a), IssuerKey(b));
}

TEST(IssuerKeyTest, AnUnknownIssuerIsItsSource) {
  v1::Report a = Haidian();
  a.mutable_issuer()->clear_division_code();
  v1::Report b = a;
  EXPECT_EQ(IssuerKey(a), IssuerKey(b));
  b.set_source_uri("elsewhere");
  EXPECT_NE(IssuerKey(a), IssuerKey(b));
}

}  // namespace
}  // namespace nianbao
