#include "extractor/head/hints.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "tests/bad_request.h"
#include "tests/unit/extractor/fixture.h"

namespace nianbao::extractor {
namespace hints_test {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr char kReport[] =
    "桐乡市2021年法治政府建设情况报告\n"
    "发布日期：2022-02-11\n"
    "2021年，全市推进法治政府建设。受理行政复议申请96件。"
    "2020年受理80件。上年为70件。\n";

v1::Hints ParseHints(const std::string& text) {
  v1::Hints hints;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &hints));
  return hints;
}

absl::StatusOr<v1::Report> ExtractWith(const v1::Hints& hints,
                                       absl::string_view text = kReport) {
  v1::Document document;
  document.set_content(std::string(text));
  *document.mutable_hints() = hints;
  return TestExtractor().Extract(document);
}

// "year 2020 2021" for each conflict: the field, the hint and what is read.
std::vector<std::string> Conflicts(const v1::Report& report) {
  std::vector<std::string> conflicts;
  for (const v1::Diagnostic& d : report.diagnostics()) {
    if (d.code() != "HINT_CONFLICT") continue;
    EXPECT_EQ(d.severity(), v1::Diagnostic::SEVERITY_WARNING);
    EXPECT_NE(d.message_zh(), "");
    const auto& parameters = d.parameters();
    EXPECT_EQ(parameters.size(), 3u);
    conflicts.push_back(absl::StrCat(parameters.at("field"), " ",
                                     parameters.at("hinted"), " ",
                                     parameters.at("read")));
  }
  return conflicts;
}

TEST(HintsTest, WinOverWhatIsRead) {
  const v1::Report report =
      ExtractWith(ParseHints("issuer: '海淀区' year: 2019 publish_date: "
                             "'2020-03-01' type: TYPE_GOVERNMENT_WORK"))
          .value();
  EXPECT_EQ(report.issuer().name(), "北京市海淀区人民政府");
  EXPECT_EQ(report.issuer().division_code(), "110108");
  EXPECT_EQ(report.issuer().level(), v1::LEVEL_COUNTY);
  EXPECT_EQ(report.year(), 2019);
  EXPECT_EQ(report.publish_date(), "2020-03-01");
  EXPECT_EQ(report.type(), v1::Report::TYPE_GOVERNMENT_WORK);
  EXPECT_THAT(report.name(), HasSubstr("110108-2019-"));
  EXPECT_THAT(Conflicts(report),
              ElementsAre("issuer.name 北京市海淀区人民政府 桐乡市人民政府",
                          "year 2019 2021",
                          "type TYPE_GOVERNMENT_WORK TYPE_RULE_OF_LAW",
                          "publish_date 2020-03-01 2022-02-11"));
}

TEST(HintsTest, ThatAgreeChangeNothing) {
  const v1::Report plain = Extract(kReport).value();
  const v1::Report hinted =
      ExtractWith(ParseHints("issuer: '桐乡市' division_code: '330483' year: "
                             "2021 type: TYPE_RULE_OF_LAW publish_date: "
                             "'2022-02-11'"))
          .value();
  EXPECT_EQ(plain.SerializeAsString(), hinted.SerializeAsString());
  EXPECT_EQ(plain.SerializeAsString(),
            ExtractWith(v1::Hints()).value().SerializeAsString());
}

// Figures whose sentences print no year are of the year that is hinted at.
TEST(HintsTest, AYearMovesTheFiguresWithoutOne) {
  const auto years = [](const v1::Report& report) {
    std::vector<int> all;
    for (const v1::Observation& o : report.observations()) {
      all.push_back(o.year());
    }
    return all;
  };
  constexpr char kText[] =
      "桐乡市法治政府建设情况报告\n"
      "全市推进法治政府建设。受理行政复议申请96件。2018年受理80件。"
      "上年为70件。\n";
  EXPECT_THAT(years(ExtractWith(ParseHints("year: 2019"), kText).value()),
              ElementsAre(2019, 2018, 2018));
  EXPECT_THAT(years(ExtractWith(ParseHints("year: 2020"), kText).value()),
              ElementsAre(2020, 2018, 2019));
}

TEST(HintsTest, AYearIsTheOnlyOne) {
  constexpr char kText[] = "桐乡市2016-2020年法治政府建设情况报告\n种茶。";
  EXPECT_EQ(ExtractWith(ParseHints("year: 2020"), kText)->first_year(), 2016);
  EXPECT_EQ(ExtractWith(ParseHints("year: 2019"), kText)->first_year(), 0);
}

TEST(HintsTest, ADateTellsTheYearWhereNothingElseDoes) {
  const v1::Hints hints = ParseHints("publish_date: '2022-03-01'");
  EXPECT_EQ(ExtractWith(hints, "我市种茶。")->year(), 2021);
  EXPECT_EQ(ExtractWith(hints, "2019年，我市种茶。")->year(), 2019);
}

struct IssuerCase {
  const char* hints;
  const char* name;
  const char* code;
  v1::Level level;
};

TEST(HintsTest, IssuersAreCompleted) {
  const IssuerCase kCases[] = {
      {"issuer: '海淀'", "北京市海淀区人民政府", "110108", v1::LEVEL_COUNTY},
      {"issuer: '北京市海淀区人民政府'", "北京市海淀区人民政府", "110108",
       v1::LEVEL_COUNTY},
      {"issuer: ' 青田縣公安局 '", "青田县公安局", "331121",
       v1::LEVEL_DEPARTMENT},
      {"issuer: '浙江省丽水市青田县公安局'", "青田县公安局", "331121",
       v1::LEVEL_DEPARTMENT},
      // 公安 is the stem of a county.
      {"issuer: '公安局' division_code: '331121'", "青田县公安局", "331121",
       v1::LEVEL_DEPARTMENT},
      {"issuer: '海淀教育委员会'", "北京市海淀区教育委员会", "110108",
       v1::LEVEL_DEPARTMENT},
      {"issuer: '北京海淀'", "北京市海淀区人民政府", "110108",
       v1::LEVEL_COUNTY},
      {"issuer: '教育局' division_code: '330700'", "金华市教育局", "330700",
       v1::LEVEL_DEPARTMENT},
      {"issuer: '徐州市鼓楼区'", "徐州市鼓楼区人民政府", "320302",
       v1::LEVEL_COUNTY},
      {"issuer: '鼓楼区' division_code: '320302'", "徐州市鼓楼区人民政府",
       "320302", v1::LEVEL_COUNTY},
      // Four cities have one.
      {"issuer: '鼓楼区'", "鼓楼区", "", v1::LEVEL_COUNTY},
      {"issuer: '江苏省'", "江苏省人民政府", "320000", v1::LEVEL_PROVINCE},
      // The city that was read.
      {"issuer: '桐乡市司法局'", "桐乡市司法局", "330483",
       v1::LEVEL_DEPARTMENT},
      {"division_code: '110108'", "北京市海淀区人民政府", "110108",
       v1::LEVEL_COUNTY},
      {"division_code: '330483'", "桐乡市人民政府", "330483", v1::LEVEL_COUNTY},
      {"issuer: '样例集团' division_code: '110108'", "北京市海淀区样例集团",
       "110108", v1::LEVEL_DEPARTMENT},
      {"issuer: '样例镇' division_code: '110108'", "样例镇", "110108",
       v1::LEVEL_TOWNSHIP},
  };
  for (const IssuerCase& c : kCases) {
    const auto report = ExtractWith(ParseHints(c.hints));
    ASSERT_TRUE(report.ok()) << c.hints << report.status();
    EXPECT_EQ(report->issuer().name(), c.name) << c.hints;
    EXPECT_EQ(report->issuer().division_code(), c.code) << c.hints;
    EXPECT_EQ(report->issuer().level(), c.level) << c.hints;
  }
}

TEST(HintsTest, ADepartmentThatWasReadMovesToTheDivision) {
  const v1::Report report =
      ExtractWith(ParseHints("division_code: '330700'"),
                  "桐乡市教育局2021年法治政府建设情况报告\n我局推进依法行政。")
          .value();
  EXPECT_EQ(report.issuer().name(), "金华市教育局");
  EXPECT_EQ(report.issuer().government_level(), v1::LEVEL_PREFECTURE);
  EXPECT_EQ(report.issuer().body(), "bodies/education");
  EXPECT_THAT(Conflicts(report),
              ElementsAre("issuer.division_code 330700 330483"));
}

TEST(HintsTest, AShorterNameIsNoConflict) {
  const v1::Report report =
      ExtractWith(ParseHints("issuer: '湖南省卫生健康委'"),
                  "2022年，省卫生健康委推进法治建设。")
          .value();
  EXPECT_EQ(report.issuer().name(), "湖南省卫生健康委");
  EXPECT_THAT(Conflicts(report), IsEmpty());
}

TEST(HintsTest, ThatCannotBeAreRefused) {
  const struct {
    std::string hints;
    const char* field;
  } kCases[] = {
      {"division_code: '999999'", "division_code"},
      {"division_code: '1101'", "division_code"},
      {"issuer: '朝阳区' division_code: '110108'", "division_code"},
      {"year: 1948", "year"},
      {"year: 2101", "year"},
      {"year: -1", "year"},
      {"type: 99", "type"},
      {"publish_date: '2021-3-1'", "publish_date"},
      {"publish_date: '2021-02-30'", "publish_date"},
      {"publish_date: '20210301'", "publish_date"},
      {absl::StrCat("issuer: '", std::string(kMaxIssuerBytes + 1, 'a'), "'"),
       "issuer"},
  };
  for (const auto& c : kCases) {
    const absl::Status status = ExtractWith(ParseHints(c.hints)).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << c.hints;
    EXPECT_EQ(FieldOf(status), absl::StrCat("document.hints.", c.field))
        << c.hints;
  }
  EXPECT_TRUE(ExtractWith(ParseHints("year: 1949")).ok());
  EXPECT_TRUE(ExtractWith(ParseHints("year: 2100")).ok());
  v1::Hints hints;
  hints.set_issuer(std::string(kMaxIssuerBytes, 'a'));
  EXPECT_TRUE(ExtractWith(hints).ok());
  hints.set_issuer("\xff");
  EXPECT_EQ(FieldOf(ExtractWith(hints).status()), "document.hints.issuer");
}

}  // namespace hints_test
}  // namespace nianbao::extractor
