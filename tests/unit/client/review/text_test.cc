#include "client/review/text.h"

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"

namespace nianbao::client {
namespace text_test {

void AddObservation(v1::Report& report, int begin, int end) {
  v1::Span* span =
      report.add_observations()->mutable_evidence()->mutable_span();
  span->set_begin(begin);
  span->set_end(end);
}

void AddSection(v1::Report& report, int begin, int end) {
  v1::Span* span = report.add_sections()->mutable_span();
  span->set_begin(begin);
  span->set_end(end);
}

// "text" of a run, "text#0,2" with observations 0 and 2, "text@1" in section 1;
// lines end with "/".
std::string Drawn(const std::vector<TextLine>& lines) {
  std::string drawn;
  for (const TextLine& line : lines) {
    for (const TextRun& run : line.runs) {
      absl::StrAppend(&drawn, "[", run.text);
      if (run.section >= 0) absl::StrAppend(&drawn, "@", run.section);
      for (int i : run.observations) absl::StrAppend(&drawn, "#", i);
      absl::StrAppend(&drawn, "]");
    }
    absl::StrAppend(&drawn, "/");
  }
  return drawn;
}

std::string Cut(absl::string_view text, const v1::Report& report) {
  absl::StatusOr<std::vector<TextLine>> lines = CutText(text, report);
  return lines.ok() ? Drawn(*lines) : std::string(lines.status().message());
}

TEST(CutTextTest, CutsLinesAtTheirEnds) {
  v1::Report report;
  EXPECT_EQ(Cut("", report), "/");
  EXPECT_EQ(Cut("a\nb", report), "[a]/[b]/");
  EXPECT_EQ(Cut("a\r\nb\rc\n\nd\n", report), "[a]/[b]/[c]//[d]//");
  EXPECT_EQ(Cut("\r\r\n", report), "///");
}

TEST(CutTextTest, CutsWhereObservationsAndHeadingsBeginAndEnd) {
  const absl::string_view text = "一、办案\n受理12件。";
  v1::Report report;
  AddObservation(report, 19, 24);
  AddSection(report, 0, 12);
  EXPECT_EQ(Cut(text, report), "[一、办案@0]/[受理][12件#0][。]/");
}

TEST(CutTextTest, KeepsObservationsThatShareCharactersOrOverlap) {
  v1::Report report;
  AddObservation(report, 1, 4);
  AddObservation(report, 1, 4);
  AddObservation(report, 3, 6);
  AddObservation(report, 6, 7);
  EXPECT_EQ(Cut("abcdefgh", report), "[a][bc#0#1][d#0#1#2][ef#2][g#3][h]/");
}

TEST(CutTextTest, CutsAnObservationAtALineEndWithinIt) {
  v1::Report report;
  AddObservation(report, 1, 5);
  EXPECT_EQ(Cut("a1\r\n2b", report), "[a][1#0]/[2#0][b]/");
  v1::Report within_line_end;
  AddObservation(within_line_end, 0, 2);
  EXPECT_EQ(Cut("1\r\n2", within_line_end), "[1#0]/[2]/");
}

TEST(CutTextTest, KeepsEveryCharacterButLineEnds) {
  const std::string text = "约3.2万余件\u2028<b>\n\t尾 ";
  v1::Report report;
  AddObservation(report, 0, 15);
  absl::StatusOr<std::vector<TextLine>> lines = CutText(text, report);
  ASSERT_TRUE(lines.ok()) << lines.status();
  std::string joined;
  for (const TextLine& line : *lines) {
    for (const TextRun& run : line.runs) absl::StrAppend(&joined, run.text);
    absl::StrAppend(&joined, "\n");
  }
  EXPECT_EQ(joined, text + "\n");
}

TEST(CutTextTest, RefusesSpansThatDoNotFit) {
  struct Case {
    int begin;
    int end;
  };
  for (const Case& c : {Case{-1, 3}, Case{0, 0}, Case{3, 2}, Case{0, 9},
                        Case{1, 3}, Case{0, 2}}) {
    v1::Report of_observation;
    AddObservation(of_observation, c.begin, c.end);
    EXPECT_EQ(CutText("年报a", of_observation).status().code(),
              absl::StatusCode::kInvalidArgument)
        << c.begin << " to " << c.end;
    v1::Report of_section;
    AddSection(of_section, c.begin, c.end);
    EXPECT_EQ(CutText("年报a", of_section).status().code(),
              absl::StatusCode::kInvalidArgument)
        << c.begin << " to " << c.end;
  }
}

TEST(EscapeHtmlTest, EscapesWhatMarkupIsMadeOf) {
  EXPECT_EQ(EscapeHtml("<a href='x' title=\"y\">&amp;"),
            "&lt;a href=&#39;x&#39; title=&quot;y&quot;&gt;&amp;amp;");
  EXPECT_EQ(EscapeHtml("办结56件\u2028。"), "办结56件\u2028。");
}

}  // namespace text_test
}  // namespace nianbao::client
