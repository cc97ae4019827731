#include "client/review/page.h"

#include <sstream>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "client/review/article.h"
#include "gmock/gmock.h"
#include "google/protobuf/struct.pb.h"
#include "google/protobuf/util/json_util.h"
#include "gtest/gtest.h"

namespace nianbao::client {
namespace page_test {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

v1::Observation& AddObservation(v1::Report& report, absl::string_view text,
                                absl::string_view quantity) {
  v1::Observation& observation = *report.add_observations();
  const int begin = static_cast<int>(text.find(quantity));
  observation.mutable_evidence()->mutable_span()->set_begin(begin);
  observation.mutable_evidence()->mutable_span()->set_end(
      begin + static_cast<int>(quantity.size()));
  observation.mutable_quantity()->set_text(std::string(quantity));
  observation.set_kind(v1::KIND_LEVEL);
  return observation;
}

std::string ArticleOf(absl::string_view text, const v1::Report& report) {
  return Article(0, report, *CutText(text, report));
}

TEST(ArticleTest, MarksAnObservationByKindAndConfidence) {
  const absl::string_view text = "受理56件。";
  v1::Report report;
  v1::Observation& observation = AddObservation(report, text, "56件");
  EXPECT_THAT(ArticleOf(text, report),
              HasSubstr("<p class=\"line\">受理<mark class=\"level c0\" "
                        "data-o=\"0\">56件</mark>。</p>"));
  observation.set_indicator("indicators/reconsideration.accepted");
  observation.set_confidence(0.93);
  observation.set_headline(true);
  EXPECT_THAT(ArticleOf(text, report), HasSubstr("\"level c3 headline\""));
  observation.set_kind(v1::KIND_CHANGE);
  observation.set_confidence(0.9);
  EXPECT_THAT(ArticleOf(text, report), HasSubstr("\"change c2 headline\""));
  observation.set_confidence(0.5);
  EXPECT_THAT(ArticleOf(text, report), HasSubstr("\"change c1 headline\""));
}

TEST(ArticleTest, ShowsTheWorstDiagnostic) {
  const absl::string_view text = "受理56件。";
  v1::Report report;
  AddObservation(report, text, "56件");
  v1::Diagnostic& warning = *report.add_diagnostics();
  warning.add_observations(0);
  warning.add_observations(7);
  EXPECT_THAT(ArticleOf(text, report), HasSubstr("\"level c0 warning\""));
  v1::Diagnostic& error = *report.add_diagnostics();
  error.add_observations(0);
  error.set_severity(v1::Diagnostic::SEVERITY_ERROR);
  report.add_diagnostics()->add_observations(0);
  EXPECT_THAT(ArticleOf(text, report), HasSubstr("\"level c0 error\""));
}

TEST(ArticleTest, TellsHeadingsFromNumberedSentences) {
  const absl::string_view text = "一、办案\n1.受理56件。";
  v1::Report report;
  AddObservation(report, text, "56件");
  report.add_sections()->mutable_span()->set_end(12);
  report.mutable_sections(0)->set_depth(1);
  v1::Span& sentence = *report.add_sections()->mutable_span();
  sentence.set_begin(13);
  sentence.set_end(26);
  const std::string article = ArticleOf(text, report);
  EXPECT_THAT(article,
              HasSubstr("<p class=\"line heading\" role=\"heading\" "
                        "aria-level=\"2\"><span id=\"d0-s0\" class=\"lead\">"
                        "一、办案</span></p>"));
  EXPECT_THAT(article, HasSubstr("<p class=\"line\"><span id=\"d0-s1\">"
                                 "1.受理</span><span><mark"));
}

TEST(ArticleTest, EscapesTextAndMetadata) {
  const std::string evil = "<script>alert('x')</script>\"&";
  v1::Report report;
  report.set_title(evil);
  report.set_source_uri(evil);
  report.mutable_issuer()->set_name(evil);
  AddObservation(report, evil, "<script>");
  const std::string article = ArticleOf(evil, report);
  EXPECT_THAT(article, Not(HasSubstr("<script")));
  EXPECT_THAT(article, Not(HasSubstr("</script")));
  EXPECT_THAT(article, HasSubstr("&lt;script&gt;</mark>alert(&#39;x&#39;)"));
}

class ScriptsTest : public testing::Test {
 protected:
  ScriptsTest() : converter_(*ScriptConverter::Create()) {}

  std::unique_ptr<ScriptConverter> converter_;
};

TEST_F(ScriptsTest, ConvertsRunsInTheContextOfTheirLine) {
  // 头发 is 頭髮, 发 by itself 發.
  const absl::string_view text = "头发12件";
  v1::Report report;
  v1::Span* span =
      report.add_observations()->mutable_evidence()->mutable_span();
  span->set_begin(3);
  span->set_end(8);
  const std::vector<TextLine> lines = *CutText(text, report);
  EXPECT_THAT(*converter_->Traditional(lines), ElementsAre("頭", "髮12", "件"));
}

TEST_F(ScriptsTest, KeepsRunsApartWhereBytesDiffer) {
  const absl::string_view text = "覆議𫝈56件,審結\n\n18件";
  v1::Report report;
  AddObservation(report, text, "56件");
  AddObservation(report, text, "18件");
  const std::vector<TextLine> lines = *CutText(text, report);
  const std::vector<std::string> runs = *converter_->Simplified(lines);
  ASSERT_EQ(runs.size(), 4);
  EXPECT_EQ(runs[1], "56件");
  EXPECT_EQ(runs[2], ",审结");
  EXPECT_EQ(runs[3], "18件");
}

class ReviewPageTest : public ScriptsTest {
 protected:
  ReviewPageTest()
      : catalogue_(*Catalogue::Parse()), page_(catalogue_, *converter_) {}

  std::string Html() const {
    std::ostringstream out;
    page_.Write(out);
    return out.str();
  }

  // The content of <script type="application/json" id="ID">.
  google::protobuf::Value Json(const std::string& id) const {
    const std::string html = Html();
    const std::string tag =
        absl::StrCat("<script type=\"application/json\" id=\"", id, "\">");
    const size_t begin = html.find(tag) + tag.size();
    google::protobuf::Value value;
    EXPECT_TRUE(
        google::protobuf::util::JsonStringToMessage(
            html.substr(begin, html.find("</script>", begin) - begin), &value)
            .ok());
    return value;
  }

  Catalogue catalogue_;
  ReviewPage page_;
};

TEST_F(ReviewPageTest, HoldsReportsIndicatorNamesAndOtherScripts) {
  const absl::string_view text = "受理行政复议申请56件。";
  v1::Report report;
  report.set_script(v1::SCRIPT_HANS);
  v1::Observation& observation = AddObservation(report, text, "56件");
  observation.set_indicator("indicators/reconsideration.accepted");
  observation.mutable_evidence()->set_sentence("SENTENCE");
  ASSERT_TRUE(page_.Add(text, report).ok());
  ASSERT_TRUE(page_.Add(text, report).ok());

  const google::protobuf::Value documents = Json("documents");
  ASSERT_EQ(documents.list_value().values_size(), 2);
  const auto& document = documents.list_value().values(1).struct_value();
  EXPECT_TRUE(document.fields().at("hans").has_null_value());
  EXPECT_EQ(document.fields().at("hant").list_value().values(0).string_value(),
            "受理行政複議申請");
  const google::protobuf::Value indicators = Json("indicators");
  ASSERT_EQ(indicators.list_value().values_size(), 1);
  const auto& name = indicators.list_value().values(0).list_value();
  EXPECT_EQ(name.values(0).string_value(),
            "indicators/reconsideration.accepted");
  EXPECT_EQ(name.values(1).string_value(), "行政复议受理数");
  EXPECT_THAT(Html(), Not(HasSubstr("SENTENCE")));
  EXPECT_THAT(Html(), HasSubstr("<article class=\"document\" id=\"d1\""));
}

// Of the candidates the page has what was chosen and what came second.
TEST_F(ReviewPageTest, HoldsTwoCandidatesInChinese) {
  v1::Report report;
  v1::Observation& observation = AddObservation(report, "12件", "12件");
  observation.set_indicator("indicators/b.b");
  for (const char* const name :
       {"", "indicators/a.a", "indicators/b.b", "indicators/c.c"}) {
    v1::LinkCandidate& candidate = *observation.add_candidates();
    candidate.set_indicator(name);
    v1::LinkTerm& term = *candidate.add_terms();
    term.set_text("ENGLISH");
    term.set_text_zh("中文");
  }
  ASSERT_TRUE(page_.Add("12件", report).ok());
  const google::protobuf::Value documents = Json("documents");
  const auto& shown = documents.list_value()
                          .values(0)
                          .struct_value()
                          .fields()
                          .at("report")
                          .struct_value()
                          .fields()
                          .at("observations")
                          .list_value()
                          .values(0)
                          .struct_value()
                          .fields()
                          .at("candidates")
                          .list_value();
  ASSERT_EQ(shown.values_size(), 2);
  // None has no name in JSON.
  EXPECT_EQ(shown.values(0).struct_value().fields().count("indicator"), 0u);
  EXPECT_EQ(
      shown.values(1).struct_value().fields().at("indicator").string_value(),
      "indicators/b.b");
  EXPECT_THAT(Html(), HasSubstr("中文"));
  EXPECT_THAT(Html(), Not(HasSubstr("ENGLISH")));
}

TEST_F(ReviewPageTest, HostileTextStaysText) {
  const std::string evil =
      "</script><script>evil()</script><!--{{script}}{{documents}}\u2028'\"";
  v1::Report report;
  report.set_title(evil);
  AddObservation(report, evil, "evil()").set_subject(evil);
  report.add_diagnostics()->set_message(evil);
  ASSERT_TRUE(page_.Add(evil, report).ok());
  page_.AddFailure(evil, evil);

  const std::string html = Html();
  EXPECT_THAT(html, Not(HasSubstr("<script>evil")));
  EXPECT_THAT(html, Not(HasSubstr("</script><script>")));
  EXPECT_THAT(html, HasSubstr("{{script}}{{documents}}"));
  const google::protobuf::Value documents = Json("documents");
  const auto& fields = documents.list_value().values(0).struct_value().fields();
  EXPECT_EQ(
      fields.at("report").struct_value().fields().at("title").string_value(),
      evil);
}

TEST_F(ReviewPageTest, ARefusedDocumentLeavesThePageAsItWas) {
  const std::string before = Html();
  v1::Report report;
  AddObservation(report, "12件", "12件")
      .mutable_evidence()
      ->mutable_span()
      ->set_end(99);
  EXPECT_EQ(page_.Add("12件", report).code(),
            absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(Html(), before);
  EXPECT_THAT(before, Not(HasSubstr("未能读取")));
  page_.AddFailure("missing.txt", "no such file");
  EXPECT_THAT(Html(), HasSubstr("<li><b>missing.txt</b> no such file</li>"));
}

}  // namespace page_test
}  // namespace nianbao::client
