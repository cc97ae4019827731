#include "client/commands/finding/word_search.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace nianbao::client {
namespace word_search_test {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

v1::Indicator MakeIndicator(const char* id, const char* chinese,
                            const char* english, const char* note = "") {
  v1::Indicator indicator;
  indicator.set_name(std::string("indicators/") + id);
  indicator.set_display_name_zh(chinese);
  indicator.set_display_name_en(english);
  indicator.set_note(note);
  return indicator;
}

// The ids of the indicators that are found, in their order.
std::vector<std::string> Find(const std::vector<std::string>& words) {
  static const auto* const kIndicators = new std::vector<v1::Indicator>{
      MakeIndicator("audit.projects", "审计项目数", "Audits",
                    "not those of 复议"),
      MakeIndicator("reconsideration.accepted", "行政复议受理数",
                    "Reconsideration cases accepted"),
      MakeIndicator("litigation.cases", "行政应诉案件数", "Litigation cases")};
  const absl::StatusOr<WordSearch> search = WordSearch::Create(words);
  EXPECT_TRUE(search.ok()) << search.status();
  std::vector<std::string> ids;
  for (const v1::Indicator* const indicator : search->FindIn(*kIndicators)) {
    ids.push_back(indicator->name().substr(11));
  }
  return ids;
}

TEST(WordSearch, FindsNamesBeforeNotes) {
  EXPECT_THAT(Find({"复议"}),
              ElementsAre("reconsideration.accepted", "audit.projects"));
}

TEST(WordSearch, TakesEveryScript) {
  struct Case {
    const char* words;
    const char* id;
  };
  for (const Case& c :
       {Case{"應訴", "litigation.cases"},
        Case{"LITIGATION", "litigation.cases"},
        Case{"litigation.c", "litigation.cases"},
        Case{"yingsu", "litigation.cases"},
        Case{"受理 行政", "reconsideration.accepted"},
        Case{"cases reconsideration", "reconsideration.accepted"}}) {
    SCOPED_TRACE(c.words);
    EXPECT_THAT(Find({c.words}), ElementsAre(c.id));
  }
}

TEST(WordSearch, WantsEveryWord) {
  EXPECT_THAT(Find({"行政", "accepted"}),
              ElementsAre("reconsideration.accepted"));
  EXPECT_THAT(Find({"行政", "audits"}), IsEmpty());
}

TEST(WordSearch, SimplifiesItsWords) {
  const absl::StatusOr<WordSearch> search =
      WordSearch::Create({" 行政複議  CASES", ""});
  ASSERT_TRUE(search.ok()) << search.status();
  EXPECT_THAT(search->words(), ElementsAre("行政复议", "cases"));
}

TEST(WordSearch, RefusesNoWords) {
  EXPECT_EQ(WordSearch::Create({" ", ""}).status().code(),
            absl::StatusCode::kInvalidArgument);
}

// What comes from an old terminal need not be UTF-8.
TEST(WordSearch, FindsNothingByBytesThatAreNoText) {
  EXPECT_THAT(Find({"\xB8\xB4"}), IsEmpty());
}

}  // namespace word_search_test
}  // namespace nianbao::client
