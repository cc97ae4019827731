// A body is blocks, and a paragraph is runs of text:
//
//   <w:p> <w:pPr>…</w:pPr>                  properties: style, outline level
//         <w:r><w:rPr>…</w:rPr><w:t>受理</w:t></w:r>
//         <w:ins><w:r>…</w:r></w:ins>       containers of runs: looked into
//         <w:del>…</w:del>                  everything else: left out
//   </w:p>
//
// Only elements that are known to hold text are looked into, so that what is
// deleted, computed or drawn stays out. A cell that goes on from the row above
// (w:vMerge without "restart") lengthens the cell that began there, as HTML
// counts rows in the first cell. ParseXml bounds the depth of the recursion.
#include "client/conversion/docx.h"

#include <algorithm>
#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "client/conversion/docx_styles.h"
#include "client/conversion/html_writer.h"
#include "client/conversion/xml.h"

namespace nianbao::client {
namespace {

// Columns that a cell may take: more is no table that anyone reads.
constexpr int kMaxGridColumns = 1000;

// A property that is on or off: there without a value it is on.
bool IsOn(const pugi::xml_node& properties, absl::string_view name) {
  const pugi::xml_node property = XmlChild(properties, name);
  if (property.empty()) return false;
  const absl::string_view value = XmlAttribute(property, "val");
  return value != "0" && value != "false" && value != "off";
}

int Count(absl::string_view text) {
  int count = 0;
  if (!absl::SimpleAtoi(text, &count)) return 0;
  return std::clamp(count, 0, kMaxGridColumns);
}

class DocxWriter {
 public:
  explicit DocxWriter(const DocxStyles& styles) : styles_(styles) {}

  // The blocks in `parent`: those of a body, a cell or a text box.
  std::string Blocks(const pugi::xml_node& parent) const {
    std::string html;
    for (const pugi::xml_node& node : parent) {
      const absl::string_view name = XmlName(node);
      if (name == "p") {
        html += Paragraph(node);
      } else if (name == "tbl") {
        html += Table(node);
      } else if (name == "sdt") {
        html += Blocks(XmlChild(node, "sdtContent"));
      } else if (name == "customXml" || name == "ins" || name == "moveTo") {
        html += Blocks(node);
      }
    }
    return html;
  }

 private:
  // What of a paragraph has been read.
  struct Line {
    std::string text;
    // Blocks of the text boxes that are anchored in it.
    std::string boxes;
  };

  std::string Paragraph(const pugi::xml_node& node) const {
    Line line;
    AddRuns(node, line);
    return absl::StrCat(
        HtmlParagraph(line.text, styles_.LevelOf(XmlChild(node, "pPr"))),
        line.boxes);
  }

  void AddRuns(const pugi::xml_node& parent, Line& line) const {
    for (const pugi::xml_node& node : parent) {
      const absl::string_view name = XmlName(node);
      if (name == "r") {
        AddRun(node, line);
      } else if (name == "sdt") {
        AddRuns(XmlChild(node, "sdtContent"), line);
      } else if (name == "ins" || name == "moveTo" || name == "hyperlink" ||
                 name == "smartTag" || name == "customXml" ||
                 name == "fldSimple" || name == "dir" || name == "bdo" ||
                 name == "oMath" || name == "oMathPara") {
        AddRuns(node, line);
      }
    }
  }

  void AddRun(const pugi::xml_node& run, Line& line) const {
    const pugi::xml_node properties = XmlChild(run, "rPr");
    if (IsOn(properties, "vanish") || IsOn(properties, "strike") ||
        IsOn(properties, "dstrike")) {
      return;
    }
    std::string text;
    for (const pugi::xml_node& node : run) AddPiece(node, text, line.boxes);
    const absl::string_view place =
        XmlAttribute(XmlChild(properties, "vertAlign"), "val");
    if (place == "superscript" && !text.empty()) {
      text = absl::StrCat("<sup>", text, "</sup>");
    }
    line.text += text;
  }

  // A piece of a run: characters, or something that is anchored in it.
  void AddPiece(const pugi::xml_node& node, std::string& text,
                std::string& boxes) const {
    const absl::string_view name = XmlName(node);
    if (name == "t") {
      text += HtmlText(node.child_value());
    } else if (name == "tab" || name == "ptab") {
      text += ' ';
    } else if (name == "br" || name == "cr") {
      text += "<br>";
    } else if (name == "noBreakHyphen") {
      text += '-';
    } else if (name == "AlternateContent") {
      // The same again for older programs stands beside the choice.
      AddBoxes(XmlChild(node, "Choice"), boxes);
    } else if (name == "drawing" || name == "pict" || name == "object") {
      AddBoxes(node, boxes);
    }
  }

  void AddBoxes(const pugi::xml_node& parent, std::string& boxes) const {
    for (const pugi::xml_node& node : parent) {
      if (XmlName(node) == "txbxContent") {
        boxes += Blocks(node);
      } else {
        AddBoxes(node, boxes);
      }
    }
  }

  std::string Table(const pugi::xml_node& table) const {
    std::vector<std::vector<HtmlCell>> rows;
    OpenCells open;
    AddRows(table, rows, open);
    return HtmlTable(rows);
  }

  // The cells that may go on below, as row and place in it, by the column of
  // the grid in which they begin.
  using OpenCells = std::map<int, std::pair<size_t, size_t>>;

  void AddRows(const pugi::xml_node& parent,
               std::vector<std::vector<HtmlCell>>& rows,
               OpenCells& open) const {
    for (const pugi::xml_node& node : parent) {
      const absl::string_view name = XmlName(node);
      if (name == "tr") {
        AddRow(node, rows, open);
      } else if (name == "sdt") {
        AddRows(XmlChild(node, "sdtContent"), rows, open);
      } else if (name == "customXml") {
        AddRows(node, rows, open);
      }
    }
  }

  void AddRow(const pugi::xml_node& row,
              std::vector<std::vector<HtmlCell>>& rows, OpenCells& open) const {
    const pugi::xml_node properties = XmlChild(row, "trPr");
    if (!XmlChild(properties, "del").empty()) return;
    const bool is_header = IsOn(properties, "tblHeader");
    const int before =
        Count(XmlAttribute(XmlChild(properties, "gridBefore"), "val"));
    rows.emplace_back();
    if (before > 0) rows.back().push_back({.columns = before});
    int column = before;
    AddCells(row, is_header, column, rows, open);
  }

  void AddCells(const pugi::xml_node& parent, bool is_header, int& column,
                std::vector<std::vector<HtmlCell>>& rows,
                OpenCells& open) const {
    for (const pugi::xml_node& node : parent) {
      const absl::string_view name = XmlName(node);
      if (name == "tc") {
        AddCell(node, is_header, column, rows, open);
      } else if (name == "sdt") {
        AddCells(XmlChild(node, "sdtContent"), is_header, column, rows, open);
      }
    }
  }

  void AddCell(const pugi::xml_node& cell, bool is_header, int& column,
               std::vector<std::vector<HtmlCell>>& rows,
               OpenCells& open) const {
    const pugi::xml_node properties = XmlChild(cell, "tcPr");
    const pugi::xml_node merge = XmlChild(properties, "vMerge");
    const int columns = std::max(
        1, Count(XmlAttribute(XmlChild(properties, "gridSpan"), "val")));
    const int begin = column;
    column += columns;
    const auto above = open.find(begin);
    if (!merge.empty() && XmlAttribute(merge, "val") != "restart" &&
        above != open.end()) {
      ++rows[above->second.first][above->second.second].rows;
      return;
    }
    open[begin] = {rows.size() - 1, rows.back().size()};
    rows.back().push_back(
        {.content = Blocks(cell), .is_header = is_header, .columns = columns});
  }

  const DocxStyles& styles_;
};

}  // namespace

absl::StatusOr<std::string> DocxToHtml(const std::string& document,
                                       const std::string& styles) {
  const absl::StatusOr<DocxStyles> read = DocxStyles::Read(styles);
  if (!read.ok()) return read.status();
  const absl::StatusOr<std::unique_ptr<pugi::xml_document>> xml =
      ParseXml(document);
  if (!xml.ok()) return xml.status();
  const pugi::xml_node body = XmlChild((*xml)->document_element(), "body");
  return HtmlPage(DocxWriter(*read).Blocks(body));
}

}  // namespace nianbao::client
