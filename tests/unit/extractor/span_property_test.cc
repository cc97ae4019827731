// Properties that hold of every document: a span holds exactly the text it
// stands for, and a document in another character set gives the same report.
#include <opencc/SimpleConverter.hpp>
#include <random>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "extractor/document/decode.h"
#include "extractor/text/utf16.h"
#include "google/protobuf/util/message_differencer.h"
#include "gtest/gtest.h"
#include "tests/unit/extractor/document/encoding.h"
#include "tests/unit/extractor/fixture.h"

namespace nianbao::extractor {
namespace span_property_test {

v1::Document Make(absl::string_view bytes) {
  v1::Document document;
  document.set_content(std::string(bytes));
  return document;
}

absl::string_view Cut(absl::string_view text, const v1::Span& span) {
  EXPECT_LE(0, span.begin());
  EXPECT_LT(span.begin(), span.end());
  EXPECT_LE(static_cast<size_t>(span.end()), text.size());
  return text.substr(span.begin(), span.end() - span.begin());
}

// Checks the spans of the document's report; false when it has none.
bool CheckSpans(const v1::Document& document) {
  const auto report = TestExtractor().Extract(document);
  const auto decoded = Decode(document);
  if (!report.ok()) {
    EXPECT_EQ(report.status().code(), absl::StatusCode::kInvalidArgument);
    return false;
  }
  EXPECT_TRUE(decoded.ok()) << decoded.status();
  const absl::string_view text = decoded->text();
  for (const v1::Observation& o : report->observations()) {
    EXPECT_EQ(Cut(text, o.evidence().span()), o.quantity().text());
    const absl::string_view sentence = o.evidence().sentence();
    const v1::Range& figure = o.evidence().figure();
    EXPECT_LE(0, figure.begin());
    EXPECT_LE(static_cast<size_t>(figure.end()), sentence.size());
    EXPECT_EQ(sentence.substr(figure.begin(), figure.end() - figure.begin()),
              o.quantity().text());
    const v1::Range& units = o.evidence().figure_utf16();
    EXPECT_EQ(ToUtf8(FromUtf8(sentence).substr(units.begin(),
                                               units.end() - units.begin())),
              o.quantity().text());
    EXPECT_NE(text.find(o.evidence().sentence()), absl::string_view::npos);
    if (o.has_noun()) {
      EXPECT_EQ(Cut(text, o.noun().span()), o.noun().text());
    }
  }
  for (const v1::Section& section : report->sections()) {
    EXPECT_NE(Cut(text, section.span()).find(section.heading()),
              absl::string_view::npos);
  }
  return true;
}

// The report without what depends on the document's bytes.
v1::Report Essence(const v1::Document& document) {
  v1::Report report = TestExtractor().Extract(document).value();
  // These two are of the bytes themselves.
  report.clear_content_sha256();
  report.clear_name();
  return report;
}

std::string Differences(const v1::Report& a, const v1::Report& b) {
  std::string differences;
  google::protobuf::util::MessageDifferencer differencer;
  differencer.ReportDifferencesToString(&differences);
  return differencer.Compare(a, b) ? "" : differences;
}

TEST(SpanPropertyTest, ConvertedDocumentsGiveTheSameReport) {
  const opencc::SimpleConverter s2t("s2t");
  int converted = 0;
  for (const Sample& sample : Samples()) {
    for (const std::string& text : {sample.text, s2t.Convert(sample.text)}) {
      const v1::Report original = Essence(Make(text));
      for (const char* charset :
           {"GB18030", "Big5-HKSCS", "UTF-16LE", "UTF-16BE", "UTF-32LE"}) {
        const bool marked = absl::string_view(charset) == "UTF-32LE";
        const auto bytes =
            Encode(marked ? absl::StrCat("\uFEFF", text) : text, charset);
        if (!bytes.has_value()) continue;
        ++converted;
        EXPECT_EQ(Differences(Essence(Make(*bytes)), original), "")
            << sample.name << " in " << charset;
        EXPECT_TRUE(CheckSpans(Make(*bytes))) << sample.name;
      }
    }
  }
  EXPECT_GT(converted, 400);
}

// Where the figure stands in its sentence, not where its like does first.
TEST(SpanPropertyTest, PlacesInSentencesAreThoseOfTheFigure) {
  // 𠮷 is two UTF-16 units and four bytes; the sentence goes on over a line.
  const std::string text =
      "樣例：𠮷村受理案件12件，其中行政復議\n案件１２ 件，同比增長2%。\n";
  const v1::Report report = Essence(Make(text));
  EXPECT_TRUE(CheckSpans(Make(text)));
  ASSERT_EQ(report.observations_size(), 3);
  for (const v1::Observation& o : report.observations()) {
    const v1::Evidence& evidence = o.evidence();
    const size_t sentence = text.find(evidence.sentence());
    ASSERT_NE(sentence, std::string::npos);
    EXPECT_EQ(sentence + evidence.figure().begin(), evidence.span().begin());
    EXPECT_EQ(sentence + evidence.figure().end(), evidence.span().end());
  }
  EXPECT_EQ(report.observations(1).quantity().text(), "１２ 件");
  EXPECT_LT(report.observations(0).evidence().figure_utf16().end(),
            report.observations(1).evidence().figure_utf16().begin());
}

// The mark is a part of the text, so spans move by its three bytes.
TEST(SpanPropertyTest, AByteOrderMarkMovesSpans) {
  for (const Sample& sample : Samples()) {
    const v1::Document marked = Make(absl::StrCat("\uFEFF", sample.text));
    const v1::Report original = Essence(Make(sample.text));
    const v1::Report report = Essence(marked);
    ASSERT_EQ(report.observations_size(), original.observations_size());
    for (int i = 0; i < report.observations_size(); ++i) {
      EXPECT_EQ(report.observations(i).evidence().span().begin(),
                original.observations(i).evidence().span().begin() + 3);
    }
    EXPECT_TRUE(CheckSpans(marked));
  }
}

// As a site of a government would show the text.
std::string Page(const std::string& text) {
  std::string page =
      "<!DOCTYPE html><html><head><title>政府网</title><script>var n = "
      "'9件';</script></head><body><div class=nav><ul>";
  for (const char* link : {"首页", "公开", "服务", "互动"}) {
    absl::StrAppend(&page, "<li><a href='/'>", link, "</a></li>");
  }
  absl::StrAppend(&page, "</ul></div><div class=article>\n");
  for (const absl::string_view line : absl::StrSplit(text, '\n')) {
    absl::StrAppend(&page, "<p>",
                    absl::StrReplaceAll(
                        line, {{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}}),
                    "</p>\n");
  }
  return page + "</div><div class=foot>版权所有</div></body></html>";
}

TEST(SpanPropertyTest, PagesGiveTheSameObservations) {
  for (const Sample& sample : Samples()) {
    const v1::Document page = Make(Page(sample.text));
    v1::Report report = Essence(page);
    v1::Report original = Essence(Make(sample.text));
    EXPECT_TRUE(CheckSpans(page)) << sample.name;
    EXPECT_EQ(report.year(), original.year()) << sample.name;
    EXPECT_EQ(report.publish_date(), original.publish_date()) << sample.name;
    EXPECT_EQ(report.issuer().name(), original.issuer().name()) << sample.name;
    for (v1::Report* r : {&report, &original}) {
      for (v1::Observation& o : *r->mutable_observations()) {
        o.clear_evidence();
        o.mutable_noun()->clear_span();
      }
    }
    ASSERT_EQ(report.observations_size(), original.observations_size())
        << sample.name;
    for (int i = 0; i < report.observations_size(); ++i) {
      EXPECT_EQ(report.observations(i).ShortDebugString(),
                original.observations(i).ShortDebugString())
          << sample.name;
    }
  }
}

// Cuts, repeats and overwrites pieces of a text or of its bytes, and puts
// `disturbance` into it.
template <typename String>
void Mutate(const String& disturbance, std::mt19937& random, String& text) {
  const auto below = [&](size_t n) { return n == 0 ? 0 : random() % n; };
  for (size_t edits = 1 + below(4); edits > 0; --edits) {
    const size_t at = below(text.size());
    const size_t length = below(60);
    switch (below(4)) {
      case 0:
        text.erase(at, length);
        break;
      case 1:
        text.insert(below(text.size()), text.substr(at, length));
        break;
      case 2:
        if (!text.empty()) text[at] = text[below(text.size())];
        break;
      default:
        text.insert(at, disturbance.substr(0, below(disturbance.size())));
    }
  }
}

TEST(SpanPropertyTest, HoldsOfMutatedDocuments) {
  constexpr char16_t kDisturbance[] = u"约3万4.0余件(二)一、\n。5%第十分别为12";
  constexpr char kBytes[] = "\xA1\xFE\x81<td>\r\n&#0;</p>\xE4\xB8";
  const char* const kCharsets[] = {"UTF-8", "GB18030", "UTF-16LE"};
  std::mt19937 random(20260301);
  int read = 0;
  for (const Sample& sample : Samples()) {
    for (int i = 0; i < 48; ++i) {
      std::u16string text =
          FromUtf8(i % 4 == 0 ? Page(sample.text) : sample.text);
      Mutate<std::u16string>(kDisturbance, random, text);
      std::string bytes = *Encode(ToUtf8(text), kCharsets[i % 3]);
      if (i % 8 >= 6) Mutate<std::string>(kBytes, random, bytes);
      read += CheckSpans(Make(bytes));
    }
  }
  // Most of the damaged documents are still readable.
  EXPECT_GT(read, 2000);
}

}  // namespace span_property_test
}  // namespace nianbao::extractor
