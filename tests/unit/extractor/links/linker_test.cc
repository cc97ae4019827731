#include "extractor/links/linker.h"

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "extractor/text/normalize.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/unit/extractor/fixture.h"

namespace nianbao::extractor {
namespace linker_test {

using ::testing::HasSubstr;

// A field of its own, which the built-in catalogue knows nothing of.
constexpr char kTea[] = R"(
  indicators {
    name: "indicators/tea.visitors"
    display_name_zh: "观茶人次" display_name_en: "Visitors"
    unit: "人次" measure: MEASURE_COUNT
    rules { topics: "观茶" actions: ["游客", "(接|招)待"] reach: REACH_SENTENCE }
  }
  indicators {
    name: "indicators/tea.feasts"
    display_name_zh: "茶宴数" display_name_en: "Feasts"
    unit: "场" measure: MEASURE_COUNT
    rules { topics: "茶宴" excludes: "取消" reach: REACH_CLAUSE }
  }
  indicators {
    name: "indicators/tea.baked"
    display_name_zh: "焙茶数" display_name_en: "Baked"
    unit: "件" measure: MEASURE_COUNT
    rules { topics: "焙茶" actions: "开焙" reach: REACH_PARAGRAPH }
  }
  indicators {
    name: "indicators/tea.baked_rate"
    display_name_zh: "焙成率" display_name_en: "Share baked"
    unit: "%" measure: MEASURE_RATE
    rules { topics: "焙茶" actions: "焙成率" reach: REACH_SECTION }
  }
  indicators {
    name: "indicators/tea.tasted"
    display_name_zh: "品茶数" display_name_en: "Tasted"
    unit: "件" measure: MEASURE_COUNT
    rules { topics: "品茗" context: "斗茶" reach: REACH_CLAUSE }
  }
)";

class LinkerTest : public ::testing::Test {
 protected:
  LinkerTest() : linker_(MakeLinker(kTea)) {}

  // Names of the links of a text without their family, "-" for none.
  std::string Links(absl::string_view document) const {
    const ReadText read = Read(document);
    std::vector<std::string> names;
    for (const Link& link :
         linker_->LinkAll(read.text, read.outline, read.readings)) {
      if (link.indicator < 0) {
        names.push_back("-");
        continue;
      }
      EXPECT_GT(link.confidence, 0.0);
      EXPECT_LE(link.confidence, 1.0);
      const std::string& name = linker_->indicators()[link.indicator].name;
      names.push_back(name.substr(name.find('.') + 1));
    }
    return absl::StrJoin(names, " ");
  }

  std::unique_ptr<const Linker> linker_;
};

TEST_F(LinkerTest, TopicsAndActions) {
  const struct {
    const char* name;
    const char* text;
    const char* links;
  } kCases[] = {
      {"both in the clause", "观茶节接待350人次。", "visitors"},
      {"action after the figure", "观茶节350人次游客。", "visitors"},
      {"alternatives of a cue", "观茶节招待350人次。", "visitors"},
      {"topic in the sentence", "举办观茶节，接待350人次。", "visitors"},
      {"topic in another sentence", "举办观茶节。接待350人次。", "-"},
      {"no action", "观茶节发放350人次。", "-"},
      {"no topic", "花会接待350人次。", "-"},
      {"topic alone in the clause", "举办茶宴9场。", "feasts"},
      {"topic outside the clause", "筹备茶宴，表演歌舞9场。", "-"},
      {"exclusion", "取消茶宴9场。", "-"},
      {"topic in the paragraph", "推广焙茶。开焙35件。", "baked"},
      {"topic in the heading", "一、推广焙茶\n他事。\n焙成率35%。",
       "baked_rate"},
      {"another heading", "一、推广焙茶\n他事。\n二、他务\n焙成率35%。", "-"},
      {"context", "举办斗茶会，品茗35件。", "tasted"},
      {"no context", "举办歌会，品茗35件。", "-"},
      {"rank", "观茶节接待量排名第2位。", "-"},
      {"another body", "全国观茶节接待350人次。", "-"},
  };
  for (const auto& c : kCases) EXPECT_EQ(Links(c.text), c.links) << c.name;
}

TEST_F(LinkerTest, UnitsMustFit) {
  EXPECT_EQ(Links("观茶节接待350名。"), "visitors");
  EXPECT_EQ(Links("观茶节接待350元。"), "-");
  EXPECT_EQ(Links("观茶节接待350%。"), "-");
  EXPECT_EQ(Links("焙茶开焙35宗，焙成率35%。"), "baked baked_rate");
}

TEST_F(LinkerTest, ChangesBelongToWhatChanged) {
  EXPECT_EQ(Links("观茶节接待350人次，同比增长3%。"), "visitors visitors");
  EXPECT_EQ(Links("焙茶焙成率35%，同比提高2个百分点。"),
            "baked_rate baked_rate");
  EXPECT_EQ(Links("茶价同比增长3%。"), "-");
}

TEST_F(LinkerTest, PartsAreNotTheWhole) {
  EXPECT_EQ(Links("观茶节接待350人次，其中接待团体50人次。"), "visitors -");
}

TEST_F(LinkerTest, KnowsItsIndicators) {
  const Catalogue catalogue = Catalogue::Parse({kTea}).value();
  ASSERT_EQ(linker_->indicators().size(), catalogue.indicators().size());
  for (size_t i = 0; i < catalogue.indicators().size(); ++i) {
    EXPECT_EQ(linker_->indicators()[i].name, catalogue.indicators()[i].name());
    EXPECT_EQ(linker_->indicators()[i].numerator,
              catalogue.indicators()[i].numerator());
  }
}

TEST_F(LinkerTest, EmptyText) {
  EXPECT_EQ(Links(""), "");
  EXPECT_EQ(Links("茶。"), "");
}

TEST(LinkerCreateTest, ErrorsNameIndicatorAndRule) {
  const auto error = [](const std::string& rules) {
    const std::string overlay = absl::StrCat(
        "indicators { name: 'indicators/tea.x' display_name_zh: '茶' "
        "display_name_en: 'Tea' unit: '件' measure: MEASURE_COUNT ",
        rules, "}");
    const auto catalogue = Catalogue::Parse({overlay});
    if (!catalogue.ok()) return std::string(catalogue.status().message());
    const auto linker = Linker::Create(*catalogue, TestLexicon());
    EXPECT_EQ(linker.status().code(), absl::StatusCode::kInvalidArgument);
    return std::string(linker.status().message());
  };
  EXPECT_THAT(error("rules { topics: '茶' } rules { topics: '(茶' }"),
              ::testing::AllOf(HasSubstr("indicators/tea.x"),
                               HasSubstr("rule 2"), HasSubstr("(茶")));
  EXPECT_THAT(
      error("rules { actions: '采' }"),
      ::testing::AllOf(HasSubstr("indicators/tea.x"), HasSubstr("topics")));
}

}  // namespace linker_test
}  // namespace nianbao::extractor
