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
// are dropped as navigation, unless sentences stand among the links. Each block
// is a line, and so is each row of a table of short cells, as rows of figures
// are read across; where its cells stand in the text is noted (tables/table.h).
// A list of terms (<dl>) is a table of two columns.
//
// A page that shows no prose may have a script that shows it: then the text of
// hidden elements is read.
//
// The choice and the lines cost a pass over the nodes each.
#include "extractor/document/html.h"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "extractor/document/html_lines.h"
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
// Full stops outside links that make prose of a block whatever links it has.
constexpr uint32_t kFewStops = 2;
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

// --- Pages ---

class Page {
 public:
  explicit Page(std::vector<HtmlNode> nodes) : nodes_(std::move(nodes)) {}

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

  // Lines of nodes [begin, end), the navigation left out unless it is wanted;
  // the tables in them are added to `tables` unless it is null.
  std::string Lines(uint32_t begin, uint32_t end,
                    std::vector<Table>* tables = nullptr,
                    bool with_navigation = false) const {
    LineWriter writer;
    TableNotes notes(writer, tables);
    std::vector<uint32_t> open;
    // Where the row of figures, the list of terms and the preformatted text
    // being written end.
    uint32_t row_end = 0;
    uint32_t terms_end = 0;
    uint32_t preformatted_end = 0;
    const auto boundary = [&](uint32_t i) {
      const GumboTag tag = nodes_[i].tag();
      const bool in_row = i < row_end && tag != GUMBO_TAG_TR;
      const bool ends_term = i < terms_end && tag == GUMBO_TAG_DD;
      if (ends_term || (in_row && IsCell(tag))) {
        writer.BreakCell();
      } else if (!in_row) {
        if (IsBlock(tag)) writer.Break();
      } else if (IsBlock(tag)) {
        writer.Put(" ", false);
      }
    };
    for (uint32_t i = begin; i < end;) {
      while (!open.empty() && nodes_[open.back()].end <= i) {
        notes.Close(nodes_[open.back()]);
        // What a term means follows on its line.
        const bool term = open.back() < terms_end &&
                          nodes_[open.back()].tag() == GUMBO_TAG_DT;
        if (!term) boundary(open.back());
        open.pop_back();
      }
      const HtmlNode& node = nodes_[i];
      if (node.IsText()) {
        const bool raised =
            !open.empty() && nodes_[open.back()].tag() == GUMBO_TAG_SUP;
        if (raised) {
          writer.PutSuperscript(node.node->v.text.text);
        } else {
          writer.Put(node.node->v.text.text, i < preformatted_end);
        }
      } else if (IsFootnoteMark(i)) {
        i = node.end;
        continue;
      } else if (!with_navigation && IsNavigation(node) && node.end <= end) {
        writer.Break();
        i = node.end;
        continue;
      } else {
        if (node.tag() == GUMBO_TAG_PRE) preformatted_end = node.end;
        if (node.tag() == GUMBO_TAG_TR && IsRowOfFigures(i)) row_end = node.end;
        if (node.tag() == GUMBO_TAG_DL && IsListOfTerms(i)) {
          terms_end = node.end;
        }
        boundary(i);
        notes.Open(node, i < row_end, i < terms_end);
        open.push_back(i);
      }
      ++i;
    }
    while (!open.empty()) {
      notes.Close(nodes_[open.back()]);
      open.pop_back();
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
    return node.links >= kNavigationLinks && node.stops < kFewStops &&
           IsBlock(node.tag()) && node.link_text > kNavigationShare * node.text;
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

  // A row whose cells are short and hold no table or list of terms.
  bool IsRowOfFigures(uint32_t row) const {
    for (uint32_t i = row + 1; i < nodes_[row].end; ++i) {
      const GumboTag tag = nodes_[i].tag();
      if (tag == GUMBO_TAG_TABLE || tag == GUMBO_TAG_DL) return false;
      if (IsCell(tag) && nodes_[i].text > kLongestCell) return false;
    }
    return true;
  }

  // A superscript that points to a note: [1], or a link.
  bool IsFootnoteMark(uint32_t i) const {
    if (nodes_[i].tag() != GUMBO_TAG_SUP) return false;
    if (nodes_[i].links > 0) return true;
    const bool text = i + 1 < nodes_[i].end && nodes_[i + 1].IsText();
    return text && absl::StartsWith(nodes_[i + 1].node->v.text.text, "[");
  }

  // A list whose terms and values are short and hold no other list or table.
  bool IsListOfTerms(uint32_t list) const {
    bool values = false;
    for (uint32_t i = list + 1; i < nodes_[list].end; ++i) {
      const GumboTag tag = nodes_[i].tag();
      if (tag == GUMBO_TAG_TABLE || tag == GUMBO_TAG_DL) return false;
      if (tag != GUMBO_TAG_DT && tag != GUMBO_TAG_DD) continue;
      if (nodes_[i].text > kLongestCell) return false;
      values |= tag == GUMBO_TAG_DD;
    }
    return values;
  }

  const std::vector<HtmlNode> nodes_;
};

bool NamesReport(absl::string_view line) {
  return absl::StrContains(line, "报告") || absl::StrContains(line, "報告") ||
         absl::StrContains(line, "年报") || absl::StrContains(line, "年報");
}

// The title of the page's head as a line, unless the text, which is `above` and
// then `lines`, begins with one.
std::string MissingTitle(const HtmlHead& head, absl::string_view above,
                         absl::string_view lines) {
  // Bytes (500 characters), in which a title in the text itself would stand.
  constexpr size_t kBeginning = 1500;
  const std::string text =
      absl::StrCat(above.substr(0, kBeginning), lines.substr(0, kBeginning));
  const absl::string_view beginning =
      absl::string_view(text).substr(0, kBeginning);
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

// The page as it shows, or with its hidden elements where prose stands in these
// alone.
Page ReadPage(const HtmlTree& tree) {
  std::vector<HtmlNode> visible = NodesOf(tree, Hidden::kLeaveOut);
  if (visible[0].stops >= kFewStops) return Page(std::move(visible));
  std::vector<HtmlNode> all = NodesOf(tree, Hidden::kTake);
  const bool hides_prose = all[0].stops >= visible[0].stops + kFewStops;
  return Page(hides_prose ? std::move(all) : std::move(visible));
}

// Tables of a text before which `bytes` bytes were put; in the order in which
// they begin.
void MoveTables(uint32_t bytes, std::vector<Table>& tables) {
  for (Table& table : tables) {
    for (auto& row : table.rows) {
      for (TableCell& cell : row) {
        cell.begin += bytes;
        cell.end += bytes;
      }
    }
  }
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

absl::StatusOr<std::string> HtmlToText(absl::string_view utf8,
                                       std::vector<Table>* tables) {
  const auto tree = HtmlTree::Parse(utf8);
  if (!tree.ok()) return tree.status();
  const Page page = ReadPage(**tree);
  const uint32_t main = page.FindMain();
  std::string text = page.HeadLines(main);
  std::string lines = page.Lines(main, page.end(main), tables);
  if (text.empty() && lines.empty()) {
    lines = page.Lines(0, page.end(0), tables, /*with_navigation=*/true);
  }
  text = absl::StrCat(MissingTitle(ReadHtmlHead(**tree), text, lines), text);
  if (tables != nullptr)
    MoveTables(static_cast<uint32_t>(text.size()), *tables);
  text += lines;
  const size_t size = text.size();
  text = WellFormed(std::move(text));
  // After a repair no cell is where it was.
  if (tables != nullptr && text.size() != size) tables->clear();
  return text;
}

}  // namespace nianbao::extractor
