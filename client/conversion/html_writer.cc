#include "client/conversion/html_writer.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

namespace nianbao::client {
namespace {

constexpr int kDeepestHeading = 6;

std::string Span(absl::string_view name, int count) {
  return count > 1 ? absl::StrCat(" ", name, "=\"", count, "\"") : "";
}

}  // namespace

std::string HtmlText(absl::string_view text) {
  std::string html;
  html.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '<':
        html += "&lt;";
        break;
      case '>':
        html += "&gt;";
        break;
      case '&':
        html += "&amp;";
        break;
      default:
        html += absl::ascii_iscntrl(static_cast<unsigned char>(c)) ? ' ' : c;
    }
  }
  return html;
}

std::string HtmlParagraph(absl::string_view content, int level) {
  if (absl::StripAsciiWhitespace(content).empty()) return "";
  const std::string tag =
      level > 0 ? absl::StrCat("h", std::min(level, kDeepestHeading)) : "p";
  return absl::StrCat("<", tag, ">", content, "</", tag, ">\n");
}

std::string HtmlTable(const std::vector<std::vector<HtmlCell>>& rows) {
  std::string html = "<table>\n";
  for (const std::vector<HtmlCell>& row : rows) {
    html += "<tr>";
    for (const HtmlCell& cell : row) {
      const absl::string_view tag = cell.is_header ? "th" : "td";
      absl::StrAppend(&html, "<", tag, Span("colspan", cell.columns),
                      Span("rowspan", cell.rows), ">", cell.content, "</", tag,
                      ">");
    }
    html += "</tr>\n";
  }
  return html += "</table>\n";
}

std::string HtmlPage(absl::string_view body) {
  return absl::StrCat(
      "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"></head><body>\n",
      body, "</body></html>\n");
}

}  // namespace nianbao::client
