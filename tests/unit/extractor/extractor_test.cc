// The whole pipeline: from bytes to a report.
#include "extractor/extractor.h"

#include <memory>
#include <opencc/SimpleConverter.hpp>
#include <string>
#include <vector>

#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "extractor/document/decode.h"
#include "gmock/gmock.h"
#include "google/rpc/error_details.pb.h"
#include "gtest/gtest.h"
#include "tests/unit/extractor/fixture.h"

namespace nianbao::extractor {
namespace extractor_test {

using ::testing::HasSubstr;

constexpr char kReport[] =
    "样例：桐乡市人民政府2021年法治政府建设情况报告\n"
    "发布日期：2022-02-11\n"
    "2021年，全市深入推进法治政府建设，现将有关情况报告如下。\n"
    "一、化解争议\n"
    "（一）行政复议。全年收到行政复议申请120件，受理96件，同比增长5.50%。\n"
    "二、监管执法\n"
    "开展执法检查16.4亿次。\n";

TEST(ExtractorTest, ReadsAReport) {
  v1::Document document;
  document.set_source_uri("file:///tongxiang.txt");
  document.set_content(kReport);
  const v1::Report report = TestExtractor().Extract(document).value();
  EXPECT_EQ(report.source_uri(), "file:///tongxiang.txt");
  EXPECT_THAT(report.name(), ::testing::StartsWith("reports/"));
  EXPECT_EQ(report.script(), v1::SCRIPT_HANS);
  EXPECT_EQ(report.year(), 2021);
  EXPECT_EQ(report.publish_date(), "2022-02-11");
  EXPECT_EQ(report.type(), v1::Report::TYPE_RULE_OF_LAW);
  EXPECT_EQ(report.issuer().division_code(), "330483");
  EXPECT_EQ(report.content_sha256().size(), 64u);
  EXPECT_NE(report.extractor_version(), "");

  ASSERT_EQ(report.observations_size(), 4);
  const v1::Observation& received = report.observations(0);
  EXPECT_EQ(received.indicator(), "indicators/reconsideration.received");
  EXPECT_EQ(received.quantity().value(), 120);
  EXPECT_EQ(received.quantity().unit(), "件");
  EXPECT_EQ(received.quantity().modifier(), v1::MODIFIER_EXACT);
  EXPECT_EQ(received.kind(), v1::KIND_LEVEL);
  EXPECT_EQ(received.year(), 2021);
  EXPECT_TRUE(received.headline());
  EXPECT_EQ(received.evidence().section(), "一、(一)");
  EXPECT_THAT(received.evidence().sentence(), HasSubstr("收到"));
  EXPECT_EQ(report.observations(1).indicator(),
            "indicators/reconsideration.accepted");
  // Decimals keep their digits.
  EXPECT_EQ(report.observations(2).quantity().decimal(), "5.50");
  EXPECT_EQ(report.observations(2).kind(), v1::KIND_CHANGE);
  EXPECT_EQ(report.observations(3).quantity().decimal(), "1640000000");
  EXPECT_EQ(report.observations(3).quantity().value(), 1640000000);
}

TEST(ExtractorTest, SectionsKeepTheirHeadings) {
  const v1::Report report = Extract(kReport).value();
  ASSERT_EQ(report.sections_size(), 3);
  EXPECT_EQ(report.sections(1).number(), "一、(一)");
  EXPECT_EQ(report.sections(1).heading(), "行政复议");
  EXPECT_EQ(report.sections(1).depth(), 2);
  const v1::Span& span = report.sections(2).span();
  EXPECT_EQ(
      std::string(kReport).substr(span.begin(), span.end() - span.begin()),
      "二、监管执法");
}

TEST(ExtractorTest, NamesTheBytesByTheirDigest) {
  EXPECT_EQ(Extract("abc")->content_sha256(),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(ExtractorTest, IsAFunctionOfItsInput) {
  for (const Sample& sample : Samples()) {
    EXPECT_EQ(Extract(sample.text)->SerializeAsString(),
              Extract(sample.text)->SerializeAsString());
  }
}

bool IsBoundary(const std::string& text, size_t at) {
  return at >= text.size() ||
         (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
}

TEST(ExtractorTest, EvidenceStandsInTheDocument) {
  ASSERT_GE(Samples().size(), 12u);
  for (const Sample& sample : Samples()) {
    SCOPED_TRACE(sample.name);
    const v1::Report report = Extract(sample.text).value();
    EXPECT_GT(report.observations_size(), 0);
    int last = 0;
    for (const v1::Observation& o : report.observations()) {
      const v1::Span& span = o.evidence().span();
      ASSERT_LE(last, span.begin());
      ASSERT_LT(span.begin(), span.end());
      ASSERT_LE(static_cast<size_t>(span.end()), sample.text.size());
      ASSERT_TRUE(IsBoundary(sample.text, span.begin()));
      ASSERT_TRUE(IsBoundary(sample.text, span.end()));
      ASSERT_EQ(sample.text.substr(span.begin(), span.end() - span.begin()),
                o.quantity().text());
      ASSERT_THAT(o.evidence().sentence(), HasSubstr(o.quantity().text()));
      ASSERT_THAT(sample.text, HasSubstr(o.evidence().sentence()));
      ASSERT_NE(o.kind(), v1::KIND_UNSPECIFIED);
      ASSERT_NE(o.quantity().modifier(), v1::MODIFIER_UNSPECIFIED);
      ASSERT_NE(o.quantity().unit(), "");
      ASSERT_EQ(o.quantity().value(), std::stod(o.quantity().decimal()));
      ASSERT_EQ(o.indicator().empty(), o.confidence() == 0);
      ASSERT_EQ(o.candidates_size(), 0);
      if (o.has_related()) {
        ASSERT_NE(o.relation(), v1::RELATION_UNSPECIFIED);
        ASSERT_GE(o.related(), 0);
        ASSERT_LT(o.related(), report.observations_size());
        ASSERT_NE(report.observations(o.related()).id(), o.id());
      }
      last = span.end();
    }
    for (const v1::Diagnostic& d : report.diagnostics()) {
      for (int i : d.observations()) {
        ASSERT_LT(i, report.observations_size());
      }
    }
  }
}

// What a reader of statistics sees of a report: all but its characters.
std::vector<std::string> Facts(const v1::Report& report) {
  std::vector<std::string> facts = {absl::StrCat(
      report.title(), " ", report.year(), " ", report.publish_date(), " ",
      report.issuer().name(), " ", report.issuer().division_code())};
  for (const v1::Observation& o : report.observations()) {
    facts.push_back(absl::StrCat(o.quantity().decimal(), o.quantity().unit(),
                                 " ",
                                 v1::Modifier_Name(o.quantity().modifier()),
                                 " ", v1::Kind_Name(o.kind()), " ", o.year(),
                                 " ", o.indicator(), " ", o.headline()));
  }
  return facts;
}

TEST(ExtractorTest, ReadsBothScriptsAlike) {
  const opencc::SimpleConverter to_traditional("s2t.json");
  const opencc::SimpleConverter to_simplified("t2s.json");
  int compared = 0;
  for (const Sample& sample : Samples()) {
    const std::string traditional = to_traditional.Convert(sample.text);
    const std::string simplified = to_simplified.Convert(traditional);
    const v1::Report a = Extract(simplified).value(),
                     b = Extract(traditional).value();
    EXPECT_EQ(Facts(a), Facts(b)) << sample.name;
    EXPECT_EQ(a.script(), v1::SCRIPT_HANS) << sample.name;
    EXPECT_EQ(b.script(), v1::SCRIPT_HANT) << sample.name;
    ++compared;
  }
  EXPECT_GE(compared, 12);
}

struct BadDocument {
  const char* name;
  std::string content;
  const char* message;
};

std::vector<BadDocument> BadDocuments() {
  const std::string good = "受理35件。";
  const std::string at = absl::StrCat("at byte ", good.size());
  static std::string* const where = new std::string(at);
  std::string binary(1, '\0');
  for (int i = 0; i < 4096; ++i) binary.push_back(static_cast<char>(i * 37));
  return {
      {"Empty", "", "is empty"},
      {"TooLarge", std::string(kMaxDocumentBytes + 1, 'a'), "limit"},
      {"TruncatedTail", good + "\xE5\x8F", where->c_str()},
      {"Overlong", good + "\xC0\xAF" + good, where->c_str()},
      {"Surrogate", good + "\xED\xA0\x80" + good, where->c_str()},
      {"InvalidByte", good + "\xFF" + good, where->c_str()},
      {"Nul", good + std::string(1, '\0') + good, where->c_str()},
      {"Image", "\x89PNG\r\n\x1A\n" + binary, "PNG image"},
      {"Binary", binary, "binary"},
  };
}

class BadDocumentTest : public ::testing::TestWithParam<BadDocument> {};

void PrintTo(const BadDocument& document, std::ostream* out) {
  *out << document.name;
}

TEST_P(BadDocumentTest, IsRefusedWithDetails) {
  const absl::Status status = Extract(GetParam().content).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  const auto payload =
      status.GetPayload("type.googleapis.com/google.rpc.BadRequest");
  ASSERT_TRUE(payload.has_value());
  google::rpc::BadRequest detail;
  ASSERT_TRUE(detail.ParseFromString(std::string(*payload)));
  ASSERT_EQ(detail.field_violations_size(), 1);
  EXPECT_EQ(detail.field_violations(0).field(), "document.content");
  EXPECT_THAT(detail.field_violations(0).description(),
              HasSubstr(GetParam().message));
}

INSTANTIATE_TEST_SUITE_P(All, BadDocumentTest,
                         ::testing::ValuesIn(BadDocuments()),
                         [](const auto& document) -> std::string {
                           return document.param.name;
                         });

TEST(ExtractorTest, TextsWithoutFigures) {
  for (const char* const text : {"\n", " ", "茶园丰收。", "a", "。。。", "第",
                                 "（", "《", "“", "其中", "\xEF\xBB\xBF"}) {
    const auto report = Extract(text);
    ASSERT_TRUE(report.ok()) << text << report.status();
    EXPECT_EQ(report->observations_size(), 0) << text;
    EXPECT_EQ(report->year(), 0) << text;
  }
}

std::string Repeated(const std::string& unit, size_t bytes) {
  std::string text;
  while (text.size() < bytes) text += unit;
  return text;
}

// Time grows with the length alone; one of these would take hours otherwise.
TEST(ExtractorTest, LongTextsWithoutStructure) {
  const struct {
    const char* name;
    std::string text;
  } kCases[] = {
      {"digits", Repeated("7", 1000000)},
      {"scales", Repeated("万", 3000000)},
      {"numerals", Repeated("三", 3000000)},
      {"tens", Repeated("三十", 3000000)},
      {"no sentence end", Repeated("采茶", 2000000)},
      {"figures without sentence end", Repeated("受理35件，", 200000)},
      {"five megabytes of one line", Repeated("茶", 5000000)},
      {"open marks", Repeated("（", 1000000)},
      {"open titles", Repeated("《", 1000000)},
      {"open quotations", Repeated("“", 1000000)},
      {"ordinals", Repeated("第", 1000000)},
      {"list marks", Repeated("一、", 1000000)},
      {"lines", Repeated("\n", 1000000)},
      {"broken lines", Repeated("采茶，\n", 1000000)},
      {"commas of thousands", Repeated("123,", 1000000)},
      {"a list of figures", Repeated("3件、", 100000)},
      {"places", Repeated("桐乡市", 1000000)},
      {"modifiers", Repeated("超过", 1000000) + "3件"},
      {"years", Repeated("2020年", 1000000)},
      {"titles", Repeated("2020年法治政府建设报告\n", 1000000)},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    const auto report = Extract(c.text);
    // Of some the report would be larger than any is, and they are told so.
    if (!report.ok()) {
      EXPECT_THAT(report.status().message(),
                  testing::HasSubstr("no report has so many"));
    }
  }
}

}  // namespace extractor_test
}  // namespace nianbao::extractor
