// The main part of a page, and its lines.
//
// A report on a government's site stands among menus, breadcrumbs, lists of
// related articles and footers, and no two sites mark it in the same way. What
// marks it is what it is made of: prose. Digits, full stops and full-width
// punctuation outside of links are counted for each element, and the main part
// is the innermost container that holds 95 % of those of the page:
//
//     body        prose 1010
//       div.menu    prose 4      links
//       div.main    prose 1001   <- main: a child has less than 95 %
//         p           prose 60
//         p           prose 88
//
// What stands above it is kept as far as its lines look like a title or a label
// (发布日期, 来源); what stands below goes. In the main part, blocks of links
// are dropped as navigation. Each block is a line, and so is each row of a
// table of short cells, as rows of figures are read across.
//
// The choice and the lines cost a pass over the nodes each.
#include "extractor/document/html.h"

#include <algorithm>
#include <iterator>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "extractor/document/html_tree.h"
#include "extractor/document/utf8_scan.h"
#include "unicode/unistr.h"

namespace nianbao::extractor {
namespace {

// Bytes looked at for tags. A page has some by then, whatever comments it
// begins with.
constexpr size_t kRecognisedBytes = 64 << 10;
// So many closing tags make a page of a text that does not begin with a tag. A
// text about pages may quote one or two.
constexpr int kFewTags = 3;

// The main part holds at least this share of the page's prose: the rest is
// dates in lists of news and numbers in footers. Fitted, as the limits below,
// on pages of reports as sites serve them.
constexpr double kMainShare = 0.95;
// Bytes. Elements with less text are no report: a shorter page is taken whole.
constexpr uint32_t kShortestMain = 1000;
// A block whose text is links to more than this share is navigation, if it has
// three links at least: a paragraph may be one link to a document.
constexpr double kNavigationShare = 0.7;
constexpr uint32_t kNavigationLinks = 3;
// Bytes (80 characters). A table with longer cells lays out a page or holds
// paragraphs, so that each of its blocks is a line of its own.
constexpr uint32_t kLongestCell = 240;
// Bytes (100 characters): longer lines above the main part are neither title
// nor label.
constexpr size_t kLongestHeadLine = 300;

// True when a tag of HTML follows "<" or "</" at `at`.
bool IsTag(absl::string_view text, size_t at) {
  size_t begin = at + 1;
  if (begin < text.size() && text[begin] == '/') ++begin;
  size_t end = begin;
  while (end < text.size() && absl::ascii_isalnum(text[end])) ++end;
  return end > begin && end < text.size() &&
         gumbo_tagn_enum(text.data() + begin, end - begin) != GUMBO_TAG_UNKNOWN;
}

// --- Lines ---

// Elements that break the line before and after them.
bool IsBlock(GumboTag tag) {
  static constexpr GumboTag kInline[] = {
      GUMBO_TAG_A,     GUMBO_TAG_ABBR,    GUMBO_TAG_B,      GUMBO_TAG_BDI,
      GUMBO_TAG_BDO,   GUMBO_TAG_BIG,     GUMBO_TAG_CITE,   GUMBO_TAG_CODE,
      GUMBO_TAG_DATA,  GUMBO_TAG_DEL,     GUMBO_TAG_DFN,    GUMBO_TAG_EM,
      GUMBO_TAG_FONT,  GUMBO_TAG_I,       GUMBO_TAG_IMG,    GUMBO_TAG_INS,
      GUMBO_TAG_KBD,   GUMBO_TAG_MARK,    GUMBO_TAG_NOBR,   GUMBO_TAG_Q,
      GUMBO_TAG_RB,    GUMBO_TAG_RUBY,    GUMBO_TAG_S,      GUMBO_TAG_SAMP,
      GUMBO_TAG_SMALL, GUMBO_TAG_SPAN,    GUMBO_TAG_STRIKE, GUMBO_TAG_STRONG,
      GUMBO_TAG_SUB,   GUMBO_TAG_SUP,     GUMBO_TAG_TIME,   GUMBO_TAG_TT,
      GUMBO_TAG_U,     GUMBO_TAG_UNKNOWN, GUMBO_TAG_VAR,    GUMBO_TAG_WBR,
      GUMBO_TAG_LABEL, GUMBO_TAG_INPUT};
  return std::find(std::begin(kInline), std::end(kInline), tag) ==
         std::end(kInline);
}

bool IsCell(GumboTag tag) { return tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH; }

// Writes lines without blanks at their ends and without empty lines.
class LineWriter {
 public:
  void Put(absl::string_view text, bool keep_breaks) {
    for (const char c : text) {
      if (c == '\n' && keep_breaks) {
        Break();
      } else if (absl::ascii_isspace(c)) {
        gap_ = std::max(gap_, Gap::kBlank);
      } else {
        Fill();
        lines_ += c;
      }
    }
  }

  void Break() { gap_ = std::max(gap_, Gap::kLine); }
  void BreakCell() { gap_ = std::max(gap_, Gap::kCell); }

  std::string Finish() && { return std::move(lines_); }

 private:
  // What stands between the text so far and the next. Where several gaps meet,
  // the widest counts, which is the last here.
  enum class Gap { kNothing, kBlank, kCell, kLine };

  void Fill() {
    if (!lines_.empty()) {
      static constexpr absl::string_view kGaps[] = {"", " ", " | ", "\n"};
      const absl::string_view gap = kGaps[static_cast<int>(gap_)];
      lines_.append(gap.data(), gap.size());
    }
    gap_ = Gap::kNothing;
  }

  std::string lines_;
  Gap gap_ = Gap::kNothing;
};

// --- Pages ---

class Page {
 public:
  explicit Page(const HtmlTree& tree) : nodes_(VisibleNodes(tree)) {}

  // The innermost container that holds the page's prose; the root when no part
  // stands out.
  uint32_t FindMain() const {
    const double least = kMainShare * nodes_[0].prose;
    uint32_t main = 0;
    for (uint32_t i = 1; i < nodes_.size();) {
      const HtmlNode& node = nodes_[i];
      if (node.text < kShortestMain || node.prose < least) {
        i = node.end;
        continue;
      }
      if (!node.IsText() && IsContainer(node.tag())) main = i;
      ++i;
    }
    return main;
  }

  // Lines of nodes [begin, end), the navigation left out unless it is wanted.
  std::string Lines(uint32_t begin, uint32_t end,
                    bool with_navigation = false) const {
    LineWriter writer;
    std::vector<uint32_t> open;
    // Where the row of figures and the preformatted text being written end.
    uint32_t row_end = 0;
    uint32_t preformatted_end = 0;
    const auto boundary = [&](uint32_t i) {
      const GumboTag tag = nodes_[i].tag();
      if (i >= row_end || tag == GUMBO_TAG_TR) {
        if (IsBlock(tag)) writer.Break();
      } else if (IsCell(tag)) {
        writer.BreakCell();
      } else if (IsBlock(tag)) {
        writer.Put(" ", false);
      }
    };
    for (uint32_t i = begin; i < end;) {
      while (!open.empty() && nodes_[open.back()].end <= i) {
        boundary(open.back());
        open.pop_back();
      }
      const HtmlNode& node = nodes_[i];
      if (node.IsText()) {
        writer.Put(node.node->v.text.text, i < preformatted_end);
      } else if (!with_navigation && IsNavigation(node) && node.end <= end) {
        writer.Break();
        i = node.end;
        continue;
      } else {
        if (node.tag() == GUMBO_TAG_PRE) preformatted_end = node.end;
        if (node.tag() == GUMBO_TAG_TR && IsRowOfFigures(i)) row_end = node.end;
        boundary(i);
        open.push_back(i);
      }
      ++i;
    }
    return std::move(writer).Finish();
  }

  // What the page says above `main` of titles and labels.
  std::string HeadLines(uint32_t main) const {
    std::string kept;
    for (const absl::string_view line :
         absl::StrSplit(Lines(0, main), '\n', absl::SkipEmpty())) {
      if (line.size() <= kLongestHeadLine && IsHeadLine(line)) {
        absl::StrAppend(&kept, line, "\n");
      }
    }
    return kept;
  }

  uint32_t end(uint32_t i) const { return nodes_[i].end; }

 private:
  // Elements that pages wrap an article in; sites also invent some.
  static bool IsContainer(GumboTag tag) {
    return tag == GUMBO_TAG_ARTICLE || tag == GUMBO_TAG_BODY ||
           tag == GUMBO_TAG_DIV || tag == GUMBO_TAG_MAIN ||
           tag == GUMBO_TAG_SECTION || tag == GUMBO_TAG_TD ||
           tag == GUMBO_TAG_UNKNOWN;
  }

  static bool IsNavigation(const HtmlNode& node) {
    return node.links >= kNavigationLinks && IsBlock(node.tag()) &&
           node.link_text > kNavigationShare * node.text;
  }

  static bool IsHeadLine(absl::string_view line) {
    static constexpr absl::string_view kWords[] = {
        "报告", "報告", "年报", "年報", "总结", "總結", "日期", "时间",
        "時間", "来源", "來源", "机构", "機構", "字号", "字號", "文号",
        "文號", "索引", "标题", "標題", "名称", "名稱", "发布", "發布"};
    return std::any_of(std::begin(kWords), std::end(kWords),
                       [line](absl::string_view word) {
                         return absl::StrContains(line, word);
                       });
  }

  // A row whose cells are short and hold no table.
  bool IsRowOfFigures(uint32_t row) const {
    for (uint32_t i = row + 1; i < nodes_[row].end; ++i) {
      const GumboTag tag = nodes_[i].tag();
      if (tag == GUMBO_TAG_TABLE) return false;
      if (IsCell(tag) && nodes_[i].text > kLongestCell) return false;
    }
    return true;
  }

  const std::vector<HtmlNode> nodes_;
};

bool NamesReport(absl::string_view line) {
  return absl::StrContains(line, "报告") || absl::StrContains(line, "報告") ||
         absl::StrContains(line, "年报") || absl::StrContains(line, "年報");
}

// The title of the page's head as a line, unless `text` begins with one.
std::string MissingTitle(const HtmlHead& head, absl::string_view text) {
  // Bytes (500 characters), in which a title in the text itself would stand.
  constexpr size_t kBeginning = 1500;
  const absl::string_view beginning = text.substr(0, kBeginning);
  absl::string_view title = head.article_title;
  if (title.empty()) {
    // Sites join the names of the article, its column and themselves:
    // 标题_栏目_网站.
    title = head.title;
    title = title.substr(0, title.find_first_of("_|"));
  }
  title = absl::StripAsciiWhitespace(title);
  const absl::string_view first = beginning.substr(0, beginning.find("。"));
  if (title.empty() || !NamesReport(title) || NamesReport(first)) return "";
  return absl::StrCat(title, "\n");
}

// Gumbo lets the number of an entity overflow, so that &#x4E07ddd…; may come
// out as the half of a surrogate pair; that becomes U+FFFD.
std::string WellFormed(std::string text) {
  if (ScanUtf8(text).invalid == absl::string_view::npos) return text;
  std::string repaired;
  icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), text.size()))
      .toUTF8String(repaired);
  return repaired;
}

}  // namespace

bool LooksLikeHtml(absl::string_view utf8) {
  absl::string_view text = utf8.substr(0, kRecognisedBytes);
  if (absl::StartsWith(text, "\xEF\xBB\xBF")) text.remove_prefix(3);
  text = absl::StripLeadingAsciiWhitespace(text);
  if (absl::StartsWithIgnoreCase(text, "<!doctype html") ||
      (absl::StartsWith(text, "<") && IsTag(text, 0))) {
    return true;
  }
  int tags = 0;
  for (size_t at = text.find("</"); at != absl::string_view::npos;
       at = text.find("</", at + 2)) {
    if (IsTag(text, at) && ++tags == kFewTags) return true;
  }
  return false;
}

absl::StatusOr<std::string> HtmlToText(absl::string_view utf8) {
  const auto tree = HtmlTree::Parse(utf8);
  if (!tree.ok()) return tree.status();
  const Page page(**tree);
  const uint32_t main = page.FindMain();
  std::string text = page.HeadLines(main);
  absl::StrAppend(&text, page.Lines(main, page.end(main)));
  if (text.empty()) text = page.Lines(0, page.end(0), /*with_navigation=*/true);
  return WellFormed(
      absl::StrCat(MissingTitle(ReadHtmlHead(**tree), text), text));
}

}  // namespace nianbao::extractor
