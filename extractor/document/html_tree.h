// A page's elements and texts as one flat list, within bounds.
#ifndef NIANBAO_EXTRACTOR_DOCUMENT_HTML_TREE_H_
#define NIANBAO_EXTRACTOR_DOCUMENT_HTML_TREE_H_

#include <gumbo.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace nianbao::extractor {

// A page as gumbo parses it. The nodes live as long as this.
class HtmlTree {
 public:
  // INVALID_ARGUMENT on document.content when the page would take too long or
  // too much memory; see HtmlToText(). `html` must outlive the tree.
  static absl::StatusOr<std::unique_ptr<const HtmlTree>> Parse(
      absl::string_view html);

  ~HtmlTree();

  const GumboNode* root() const { return root_; }

 private:
  class Arena;
  HtmlTree();
  // False when the memory does not suffice.
  bool Fill(absl::string_view html);

  std::unique_ptr<Arena> arena_;
  const GumboNode* root_ = nullptr;
};

// An element or a text of a page, in document order.
struct HtmlNode {
  const GumboNode* node = nullptr;
  // Index of the element that holds it; its own for the first.
  uint32_t parent = 0;
  // Index after its last descendant.
  uint32_t end = 0;
  // Bytes of text in it other than blanks, and of these within links.
  uint32_t text = 0;
  uint32_t link_text = 0;
  // Links in it.
  uint32_t links = 0;
  // Marks of a report's prose outside links: digits and sentence punctuation.
  uint32_t prose = 0;
  // Full stops of these.
  uint32_t stops = 0;

  bool IsText() const {
    return node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_CDATA ||
           node->type == GUMBO_NODE_WHITESPACE;
  }
  GumboTag tag() const {
    return node->type == GUMBO_NODE_ELEMENT ? node->v.element.tag
                                            : GUMBO_TAG_UNKNOWN;
  }
};

// What is done with elements that the page hides.
enum class Hidden { kLeaveOut, kTake };

// Nodes of the tree, the root first: without scripts, styles, forms,
// navigation, struck-out text and comments.
std::vector<HtmlNode> NodesOf(const HtmlTree& tree, Hidden hidden);

// What the head says of the title: <title>, and <meta name="ArticleTitle"> as
// government sites must give it. Empty where absent.
struct HtmlHead {
  std::string title;
  std::string article_title;
};
HtmlHead ReadHtmlHead(const HtmlTree& tree);

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_DOCUMENT_HTML_TREE_H_
