#include "extractor/report/subject.h"

#include <string>

#include "extractor/text/utf16.h"
#include "gtest/gtest.h"
#include "tests/unit/extractor/fixture.h"

namespace nianbao::extractor {
namespace subject_test {

// Subject of the last figure of the text.
std::string SubjectOfLast(absl::string_view document) {
  const ReadText read = Read(document);
  return ToUtf8(SubjectOf(read.text, read.readings.back()));
}

TEST(SubjectTest, WordsBesideTheFigure) {
  const struct {
    const char* text;
    const char* subject;
  } kCases[] = {
      {"办结茶事纠纷35件。", "办结茶事纠纷"},
      {"全年累计办结茶事纠纷共35件。", "办结茶事纠纷"},
      {"聘请5名茶艺师。", "聘请茶艺师"},
      {"办理茶事35件，其中调解20件。", "调解"},
      {"辦結茶事糾紛35件。", "办结茶事纠纷"},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(SubjectOfLast(c.text), c.subject) << c.text;
  }
}

TEST(SubjectTest, HasAtMostTwentyCharacters) {
  for (const Sample& sample : Samples()) {
    const ReadText read = Read(sample.text);
    for (const Reading& reading : read.readings) {
      ASSERT_LE(SubjectOf(read.text, reading).size(), 20u) << sample.name;
    }
  }
}

}  // namespace subject_test
}  // namespace nianbao::extractor
