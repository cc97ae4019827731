#include "extractor/document/html_tree.h"

#include <algorithm>
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
bool IsFurniture(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_AUDIO:
    case GUMBO_TAG_BUTTON:
    case GUMBO_TAG_CANVAS:
    case GUMBO_TAG_FOOTER:
    case GUMBO_TAG_HEAD:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_MATH:
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_NOFRAMES:
    case GUMBO_TAG_NOSCRIPT:
    case GUMBO_TAG_OBJECT:
    case GUMBO_TAG_RP:
    case GUMBO_TAG_RT:
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_SELECT:
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_SVG:
    case GUMBO_TAG_TEMPLATE:
    case GUMBO_TAG_TEXTAREA:
    case GUMBO_TAG_VIDEO:
      return true;
    default:
      return false;
  }
}

std::string Attribute(const GumboNode& element, const char* name) {
  const GumboAttribute* const attribute =
      gumbo_get_attribute(&element.v.element.attributes, name);
  return attribute == nullptr ? "" : attribute->value;
}

GumboTag Tag(const GumboNode& node) {
  return node.type == GUMBO_NODE_ELEMENT ? node.v.element.tag
                                         : GUMBO_TAG_UNKNOWN;
}

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

bool IsVisible(const GumboNode& node) {
  switch (node.type) {
    case GUMBO_NODE_ELEMENT:
      return !IsFurniture(node.v.element.tag) && !IsHidden(node);
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
    out.prose += absl::ascii_isdigit(text[i]) || character == "。" ||
                 absl::StartsWith(character, "\xEF\xBC");  // ,;:0 and so on
  }
  if (!in_link) return;
  out.link_text = out.text;
  out.prose = 0;
}

// Adds what an element's child holds to the element.
void Accumulate(const HtmlNode& child, HtmlNode& parent) {
  parent.text += child.text;
  parent.link_text += child.link_text;
  parent.links += child.links;
  parent.prose += child.prose;
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

std::vector<HtmlNode> VisibleNodes(const HtmlTree& tree) {
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
    if (!IsVisible(child)) continue;
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
        const std::string content = Attribute(*element, "content");
        if (name == "articletitle") head.article_title = content;
        if (name == "pubdate") head.publish_date = content;
      }
    }
  }
  return head;
}

}  // namespace nianbao::extractor
