#include "extractor/counts/relations.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "extractor/counts/count_reader.h"
#include "gtest/gtest.h"
#include "tests/unit/extractor/fixture.h"

namespace nianbao::extractor {
namespace relations_test {

constexpr int kReportYear = 2022;

// Of each figure its relation, and the value of the figure that it speaks of:
// "PART:90", "PART"; "-" for none.
std::string Relations(absl::string_view document) {
  const ReadText read = Read(document, kReportYear);
  const std::vector<Counted> counted =
      ReadCounted(read.text, read.outline, read.readings);
  std::vector<std::string> told;
  for (size_t i = 0; i < read.readings.size(); ++i) {
    const FigureRelation found =
        RelationOf(i, read.outline, read.readings, counted, kReportYear);
    if (found.relation == v1::RELATION_UNSPECIFIED) {
      EXPECT_EQ(found.related, -1);
      told.push_back("-");
      continue;
    }
    EXPECT_NE(found.related, static_cast<int>(i));
    const std::string name = v1::Relation_Name(found.relation);
    told.push_back(absl::StrCat(
        absl::StripPrefix(name, "RELATION_"),
        found.related < 0
            ? ""
            : absl::StrCat(
                  ":", read.readings[found.related].figure.value.ToString())));
  }
  return absl::StrJoin(told, " ");
}

TEST(RelationTest, IsWhatWordsAndNumbersSay) {
  const struct {
    const char* text;
    const char* relations;
  } kCases[] = {
      {"采茶90吨。", "-"},
      {"采茶90吨，绿茶60吨、红茶30吨。", "- PART:90 PART:90"},
      {"采茶90吨，其中绿茶60吨。", "- PART"},
      {"采茶90吨，绿茶60吨、红茶20吨。", "- - -"},
      // What adds up by chance to a figure of another year.
      {"采茶90吨，2021年绿茶60吨，2021年红茶30吨。", "- - -"},
      {"绿茶60吨，占66.7%。", "- SHARE:60"},
      {"采茶90吨，制茶80吨，比上年分别增长3%、下降4%。",
       "- - CHANGE:90 CHANGE:80"},
      {"采茶90吨，去年同期采茶80吨。", "- BASE"},
      {"采茶时限由60个工作日压缩至20个工作日。", "BASE:20 -"},
  };
  for (const auto& c : kCases) EXPECT_EQ(Relations(c.text), c.relations);
}

}  // namespace relations_test
}  // namespace nianbao::extractor
