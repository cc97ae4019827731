#include "common/domain/report_identity.h"

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "common/base/fingerprint.h"
#include "common/base/sha256.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace nianbao {
namespace report_identity_test {

using ::testing::MatchesRegex;

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

TEST(IsIdentifiedTest, NeedsADivisionALevelAndAYear) {
  const DivisionEntry* const division = Gazetteer::Get().Find("110108");
  EXPECT_TRUE(IsIdentified(division, v1::LEVEL_COUNTY, 2020));
  EXPECT_TRUE(IsIdentified(division, v1::LEVEL_DEPARTMENT, 2020));
  EXPECT_FALSE(IsIdentified(nullptr, v1::LEVEL_COUNTY, 2020));
  EXPECT_FALSE(IsIdentified(division, v1::LEVEL_UNSPECIFIED, 2020));
  EXPECT_FALSE(IsIdentified(division, v1::LEVEL_COUNTY, 0));
}

TEST(ReportNameTest, IsReadable) {
  EXPECT_THAT(ReportName(Haidian()),
              MatchesRegex("reports/110108-2020-[0-9a-f]{16}"));
}

// printf %s http://example.test/2020.html | sha256sum
TEST(ReportNameTest, OfAUrlIsThatOfTheUrl) {
  const std::string digest =
      Sha256Hex("http://example.test/2020.html").substr(0, 16);
  v1::Report report = Haidian();
  EXPECT_EQ(ReportDigest(report), digest);
  report.set_content_sha256(std::string(64, 'a'));
  EXPECT_EQ(ReportDigest(report), digest);
  EXPECT_EQ(ReportName(report), "reports/110108-2020-" + digest);
}

// What is no report must not take the place of one.
TEST(IssuerKeyTest, OfWhatIsNoReportIsItsDigest) {
  for (const char* const code : {"NOT_A_REPORT", "NO_TEXT"}) {
    v1::Report page = Haidian();
    page.add_diagnostics()->set_code("YEAR_CONFLICT");
    EXPECT_FALSE(IsNoReport(page));
    EXPECT_EQ(IssuerKey(page), IssuerKey(Haidian()));
    page.add_diagnostics()->set_code(code);
    EXPECT_TRUE(IsNoReport(page));
    EXPECT_EQ(IssuerKey(page), "digest:" + ReportDigest(page));
  }
}

TEST(ReportNameTest, OfAFileIsThatOfItsContent) {
  v1::Report report = Haidian();
  report.set_content_sha256(Sha256Hex("样例"));
  for (const char* const path : {"/home/li/2020.txt", "2020.txt", "http.txt"}) {
    report.set_source_uri(path);
    EXPECT_EQ(ReportDigest(report), Sha256Hex("样例").substr(0, 16)) << path;
  }
  // What is no SHA-256 still gives digits alone.
  report.set_content_sha256("../x");
  EXPECT_EQ(ReportDigest(report), Sha256Hex("../x").substr(0, 16));
  report.clear_content_sha256();
  EXPECT_EQ(ReportDigest(report), Sha256Hex("http.txt").substr(0, 16));
}

TEST(ReportNameTest, KeepsToItsCharactersWhateverTheReportSays) {
  for (const char* const code : {"", "../../x", "11010", "11010八"}) {
    v1::Report report = Haidian();
    report.mutable_issuer()->set_division_code(code);
    EXPECT_THAT(ReportName(report),
                MatchesRegex("reports/unknown-2020-[0-9a-f]{16}"));
  }
}

TEST(ReportNameTest, DiffersByDocumentPlaceAndYear) {
  const std::vector<std::function<void(v1::Report&)>> changes = {
      [](auto&) {},
      [](auto& r) { r.set_source_uri("http://mirror.test/2020.html"); },
      [](auto& r) { r.set_year(2021); },
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

TEST(ReportNameTest, IsTheSameWhateverElseWasRead) {
  v1::Report report = Haidian();
  report.set_type(v1::Report::TYPE_GOVERNMENT_WORK);
  report.mutable_issuer()->set_name("海淀区司法局");
  EXPECT_EQ(ReportName(report), ReportName(Haidian()));
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

TEST(IssuerKeyTest, AReportWithoutAYearIsItsDocument) {
  v1::Report a = Haidian();
  a.set_year(0);
  v1::Report b = a;
  b.set_source_uri("https://other.test/");
  EXPECT_NE(IssuerKey(a), IssuerKey(Haidian()));
  EXPECT_NE(IssuerKey(a), IssuerKey(b));
}

TEST(IssuerKeyTest, AnUnknownIssuerIsItsDocument) {
  v1::Report a = Haidian();
  a.mutable_issuer()->clear_division_code();
  v1::Report b = a;
  EXPECT_EQ(IssuerKey(a), IssuerKey(b));
  b.set_source_uri("http://elsewhere.test/");
  EXPECT_NE(IssuerKey(a), IssuerKey(b));
  // The same file under two names is one body's.
  for (v1::Report* const report : {&a, &b}) {
    report->set_content_sha256(Sha256Hex("样例"));
  }
  a.set_source_uri("/one.txt");
  b.set_source_uri("/two.txt");
  EXPECT_EQ(IssuerKey(a), IssuerKey(b));
}

}  // namespace report_identity_test
}  // namespace nianbao
