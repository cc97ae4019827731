// A text is blocks, and a paragraph is text between elements:
//
//   <text:h text:outline-level="1">一、总体情况</text:h>
//   <text:p>受理<text:span text:style-name="T1">56</text:span>件</text:p>
//
// Blanks at an end of a paragraph and runs of them count as one, as in HTML, so
// that text goes through as it is. A cell says over how many columns and rows
// it reaches; a covered cell stands in each place besides its first, and is
// passed over. Cells that are repeated, which sheets have for empty ones, are
// taken as one wide cell: nothing is written more often than it stands there.
#include "client/conversion/odt.h"

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "client/conversion/html_writer.h"
#include "client/conversion/xml.h"

namespace nianbao::client {
namespace {

constexpr int kMaxCellSpan = 1000;

int SpanOf(const pugi::xml_node& node, absl::string_view name) {
  int span = 1;
  if (!absl::SimpleAtoi(XmlAttribute(node, name), &span)) return 1;
  return std::clamp(span, 1, kMaxCellSpan);
}

class OdtWriter {
 public:
  // `document` is the whole of content.xml.
  explicit OdtWriter(const pugi::xml_node& document) {
    for (const pugi::xml_node& style : XmlChild(document, "automatic-styles")) {
      const absl::string_view place =
          XmlAttribute(XmlChild(style, "text-properties"), "text-position");
      if (absl::StartsWith(place, "super")) {
        raised_.insert(std::string(XmlAttribute(style, "name")));
      }
    }
  }

  // The blocks in `parent`: those of a text, a list, a cell or a frame.
  std::string Blocks(const pugi::xml_node& parent) const {
    std::string html;
    for (const pugi::xml_node& node : parent) {
      const absl::string_view name = XmlName(node);
      if (name == "p" || name == "h") {
        html += Paragraph(node);
      } else if (name == "table") {
        html += Table(node);
      } else if (name == "list" || name == "list-item" ||
                 name == "list-header" || name == "section" ||
                 name == "frame" || name == "text-box" ||
                 name == "index-body" || name == "table-of-content") {
        html += Blocks(node);
      }
    }
    return html;
  }

 private:
  std::string Paragraph(const pugi::xml_node& node) const {
    std::string text, boxes;
    AddText(node, text, boxes);
    const int level = XmlName(node) == "h" ? SpanOf(node, "outline-level") : 0;
    return absl::StrCat(HtmlParagraph(text, level), boxes);
  }

  void AddText(const pugi::xml_node& parent, std::string& text,
               std::string& boxes) const {
    for (const pugi::xml_node& node : parent) {
      if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata) {
        text += HtmlText(node.value());
      } else {
        AddElement(node, text, boxes);
      }
    }
  }

  void AddElement(const pugi::xml_node& node, std::string& text,
                  std::string& boxes) const {
    const absl::string_view name = XmlName(node);
    if (name == "s" || name == "tab") {
      text += ' ';
    } else if (name == "line-break") {
      text += "<br>";
    } else if (name == "frame") {
      boxes += Blocks(node);
    } else if (name == "span") {
      const bool raised =
          raised_.contains(std::string(XmlAttribute(node, "style-name")));
      if (raised) text += "<sup>";
      AddText(node, text, boxes);
      if (raised) text += "</sup>";
    } else if (name == "a" || name == "meta" || name == "meta-field" ||
               name == "ruby" || name == "ruby-base") {
      AddText(node, text, boxes);
    }
  }

  std::string Table(const pugi::xml_node& table) const {
    std::vector<std::vector<HtmlCell>> rows;
    AddRows(table, /*is_header=*/false, rows);
    return HtmlTable(rows);
  }

  void AddRows(const pugi::xml_node& parent, bool is_header,
               std::vector<std::vector<HtmlCell>>& rows) const {
    for (const pugi::xml_node& node : parent) {
      const absl::string_view name = XmlName(node);
      if (name == "table-row") {
        rows.push_back(Row(node, is_header));
      } else if (name == "table-header-rows") {
        AddRows(node, /*is_header=*/true, rows);
      } else if (name == "table-rows" || name == "table-row-group") {
        AddRows(node, is_header, rows);
      }
    }
  }

  std::vector<HtmlCell> Row(const pugi::xml_node& row, bool is_header) const {
    std::vector<HtmlCell> cells;
    for (const pugi::xml_node& node : row) {
      if (XmlName(node) != "table-cell") continue;
      cells.push_back(
          {.content = Blocks(node),
           .is_header = is_header,
           .columns = std::max(SpanOf(node, "number-columns-spanned"),
                               SpanOf(node, "number-columns-repeated")),
           .rows = SpanOf(node, "number-rows-spanned")});
    }
    return cells;
  }

  // Names of styles that raise text.
  absl::flat_hash_set<std::string> raised_;
};

}  // namespace

absl::StatusOr<std::string> OdtToHtml(const std::string& content,
                                      const std::string& manifest) {
  if (absl::StrContains(manifest, "encryption-data")) {
    return absl::FailedPreconditionError("is encrypted");
  }
  const absl::StatusOr<std::unique_ptr<pugi::xml_document>> xml =
      ParseXml(content);
  if (!xml.ok()) return xml.status();
  const pugi::xml_node document = (*xml)->document_element();
  const pugi::xml_node text = XmlChild(XmlChild(document, "body"), "text");
  return HtmlPage(OdtWriter(document).Blocks(text));
}

}  // namespace nianbao::client
