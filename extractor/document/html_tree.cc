// A page parsed by gumbo, within bounds of time and memory, and flattened.
//
// gumbo builds what a browser would build, from any bytes. Left alone it walks
// all open elements for each tag, recurses as deep as the tree when it frees
// it, and aborts when memory ends. So:
//   - what parsing would cost is bounded before it begins (html_cost.h);
//   - it takes its memory from an arena with a budget, which is given back
//     chunk by chunk; when the budget ends the arena leaves gumbo by longjmp,
//     as C has no other way out. Nothing but gumbo's own frames, which hold no
//     objects of C++, lies between.
//   - the tree is walked with an explicit stack into one list, in document
//     order, each node with the index after its last descendant:
//         <div> <p> 全年受理 <b> 12 </b> 件 </p> </div>
//         div(end 6) p(end 6) text b(end 5) text text
//     so that "all of this element" is a range, and sums over it (text, links,
//     prose) are filled in when it closes.
//
// One pass over the bytes for each step; 24 bytes of memory for a byte of page.
#include "extractor/document/html_tree.h"

#include <algorithm>
#include <array>
#include <csetjmp>
#include <cstdlib>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "common/base/status.h"
#include "extractor/document/html_cost.h"

namespace nianbao::extractor {
namespace {

// Elements whose content is no text of the page.
constexpr auto kFurniture = [] {
  std::array<bool, GUMBO_TAG_LAST + 1> furniture{};
  for (const GumboTag tag :
       {GUMBO_TAG_AUDIO,    GUMBO_TAG_BUTTON, GUMBO_TAG_CANVAS,
        GUMBO_TAG_DEL,      GUMBO_TAG_S,      GUMBO_TAG_STRIKE,
        GUMBO_TAG_FOOTER,   GUMBO_TAG_HEAD,   GUMBO_TAG_IFRAME,
        GUMBO_TAG_MATH,     GUMBO_TAG_NAV,    GUMBO_TAG_NOFRAMES,
        GUMBO_TAG_NOSCRIPT, GUMBO_TAG_OBJECT, GUMBO_TAG_RP,
        GUMBO_TAG_RT,       GUMBO_TAG_SCRIPT, GUMBO_TAG_SELECT,
        GUMBO_TAG_STYLE,    GUMBO_TAG_SVG,    GUMBO_TAG_TEMPLATE,
        GUMBO_TAG_TEXTAREA, GUMBO_TAG_VIDEO}) {
    furniture[tag] = true;
  }
  return furniture;
}();

std::string Attribute(const GumboNode& element, const char* name) {
  const GumboAttribute* const attribute =
      gumbo_get_attribute(&element.v.element.attributes, name);
  return attribute == nullptr ? "" : attribute->value;
}

GumboTag Tag(const GumboNode& node) {
  return node.type == GUMBO_NODE_ELEMENT ? node.v.element.tag
                                         : GUMBO_TAG_UNKNOWN;
}

// Hidden by an attribute; style sheets are not read.
bool IsHidden(const GumboNode& element) {
  const GumboVector& attributes = element.v.element.attributes;
  if (attributes.length == 0) return false;
  if (gumbo_get_attribute(&attributes, "hidden") != nullptr) return true;
  if (Attribute(element, "aria-hidden") == "true") return true;
  std::string style = absl::AsciiStrToLower(Attribute(element, "style"));
  std::erase_if(style, [](char c) { return absl::ascii_isspace(c); });
  return absl::StrContains(style, "display:none") ||
         absl::StrContains(style, "visibility:hidden");
}

bool IsTaken(const GumboNode& node, Hidden hidden) {
  switch (node.type) {
    case GUMBO_NODE_ELEMENT:
      return !kFurniture[node.v.element.tag] &&
             (hidden == Hidden::kTake || !IsHidden(node));
    case GUMBO_NODE_TEXT:
    case GUMBO_NODE_CDATA:
    case GUMBO_NODE_WHITESPACE:
      return true;
    default:
      return false;
  }
}

absl::Span<const GumboNode* const> Children(const GumboNode& element) {
  const GumboVector& children = element.v.element.children;
  return {reinterpret_cast<const GumboNode* const*>(children.data),
          children.length};
}

// Adds what a text holds to its node.
void Measure(absl::string_view text, bool in_link, HtmlNode& out) {
  for (size_t i = 0; i < text.size(); ++i) {
    if (absl::ascii_isspace(text[i])) continue;
    ++out.text;
    const absl::string_view character = text.substr(i, 3);
    out.stops += character == "。";
    // EF BC begins the full-width forms: ，；：０ and so on.
    out.prose += absl::ascii_isdigit(text[i]) || character == "。" ||
                 absl::StartsWith(character, "\xEF\xBC");
  }
  if (!in_link) return;
  out.link_text = out.text;
  out.prose = 0;
  out.stops = 0;
}

// Adds what an element's child holds to the element.
void Accumulate(const HtmlNode& child, HtmlNode& parent) {
  parent.text += child.text;
  parent.link_text += child.link_text;
  parent.links += child.links;
  parent.prose += child.prose;
  parent.stops += child.stops;
}

}  // namespace

// Memory for one tree, given back as a whole: gumbo's own way of freeing it
// recurses as deep as the tree is.
class HtmlTree::Arena {
 public:
  explicit Arena(size_t budget) : budget_(budget) {}
  ~Arena() {
    for (void* const chunk : chunks_) std::free(chunk);
  }

  // For gumbo, which takes no null for an answer: leaves to `exhausted`.
  static void* Allocate(void* arena, size_t size) {
    return static_cast<Arena*>(arena)->Take(size);
  }
  static void Release(void*, void*) {}

  std::jmp_buf exhausted;

 private:
  // Large enough that a page takes few chunks, small enough that a short page
  // wastes little.
  static constexpr size_t kChunk = 256 << 10;
  static constexpr size_t kAlignment = alignof(std::max_align_t);

  void* Take(size_t size) {
    size = (size + kAlignment - 1) & ~(kAlignment - 1);
    if (size > left_) {
      const size_t chunk = std::max(size, kChunk);
      void* const memory = chunk <= budget_ ? std::malloc(chunk) : nullptr;
      if (memory == nullptr) std::longjmp(exhausted, 1);
      budget_ -= chunk;
      chunks_.push_back(memory);
      // The remainder of the larger chunk serves on.
      if (chunk - size < left_) return memory;
      next_ = static_cast<char*>(memory);
      left_ = chunk;
    }
    char* const taken = next_;
    next_ += size;
    left_ -= size;
    return taken;
  }

  size_t budget_;
  std::vector<void*> chunks_;
  char* next_ = nullptr;
  size_t left_ = 0;
};

HtmlTree::HtmlTree() = default;
HtmlTree::~HtmlTree() = default;

bool HtmlTree::Fill(absl::string_view html) {
  // The tree of a page of text takes a few bytes for a byte; that of a page of
  // nothing but tags takes more than this and is refused, unless it is short.
  constexpr size_t kBytesPerByte = 24;
  constexpr size_t kBytesAnyway = 16 << 20;
  arena_ = std::make_unique<Arena>(kBytesAnyway + kBytesPerByte * html.size());
  if (setjmp(arena_->exhausted) != 0) return false;
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = &Arena::Allocate;
  options.deallocator = &Arena::Release;
  options.userdata = arena_.get();
  options.max_errors = 0;
  root_ = gumbo_parse_with_options(&options, html.data(), html.size())->root;
  return true;
}

absl::StatusOr<std::unique_ptr<const HtmlTree>> HtmlTree::Parse(
    absl::string_view html) {
  std::unique_ptr<HtmlTree> tree(new HtmlTree);
  if (ExceedsParsingCost(html) || !tree->Fill(html)) {
    return BadRequest("document.content",
                      "is a page with too many nested tags or attributes");
  }
  return tree;
}

std::vector<HtmlNode> NodesOf(const HtmlTree& tree, Hidden hidden) {
  struct Level {
    uint32_t index;
    unsigned int next_child;
    bool in_link;
  };
  std::vector<HtmlNode> nodes = {{.node = tree.root()}};
  // The open elements. On the heap: a page may nest as deep as it likes.
  std::vector<Level> open = {{0, 0, false}};
  while (!open.empty()) {
    const uint32_t index = open.back().index;
    const bool in_link = open.back().in_link;
    const GumboVector& children = nodes[index].node->v.element.children;
    if (open.back().next_child == children.length) {
      nodes[index].end = static_cast<uint32_t>(nodes.size());
      if (index > 0) Accumulate(nodes[index], nodes[nodes[index].parent]);
      open.pop_back();
      continue;
    }
    const auto& child =
        *static_cast<const GumboNode*>(children.data[open.back().next_child++]);
    if (!IsTaken(child, hidden)) continue;
    const auto child_index = static_cast<uint32_t>(nodes.size());
    HtmlNode& out = nodes.emplace_back();
    out.node = &child;
    out.parent = index;
    if (out.IsText()) {
      out.end = child_index + 1;
      Measure(child.v.text.text, in_link, out);
      Accumulate(out, nodes[index]);
    } else {
      const bool is_link = out.tag() == GUMBO_TAG_A;
      out.links = is_link;
      open.push_back({child_index, 0, in_link || is_link});
    }
  }
  return nodes;
}

HtmlHead ReadHtmlHead(const HtmlTree& tree) {
  HtmlHead head;
  for (const GumboNode* const section : Children(*tree.root())) {
    if (Tag(*section) != GUMBO_TAG_HEAD) continue;
    for (const GumboNode* const element : Children(*section)) {
      if (Tag(*element) == GUMBO_TAG_TITLE) {
        for (const GumboNode* const text : Children(*element)) {
          if (text->type == GUMBO_NODE_TEXT) head.title += text->v.text.text;
        }
      } else if (Tag(*element) == GUMBO_TAG_META) {
        const std::string name =
            absl::AsciiStrToLower(Attribute(*element, "name"));
        if (name == "articletitle") {
          head.article_title = Attribute(*element, "content");
        }
      }
    }
  }
  return head;
}

}  // namespace nianbao::extractor
