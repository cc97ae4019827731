#include "client/conversion/docx_styles.h"

#include <memory>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "client/conversion/xml.h"

namespace nianbao::client {
namespace {

// Outline levels are counted from 0; 9 is that of body text.
constexpr int kBodyTextLevel = 9;
// Styles may be based on each other in a circle.
constexpr int kMaxStyleSteps = 16;

// By the style's name, which is English in all languages of Word.
int LevelOfName(absl::string_view name) {
  constexpr absl::string_view kHeading = "heading ";
  int level = 0;
  if (absl::EqualsIgnoreCase(name, "title")) return 1;
  if (absl::StartsWithIgnoreCase(name, kHeading) &&
      absl::SimpleAtoi(name.substr(kHeading.size()), &level)) {
    return level;
  }
  return -1;
}

}  // namespace

int DocxOutlineLevel(const pugi::xml_node& properties) {
  int level = 0;
  if (!absl::SimpleAtoi(XmlAttribute(XmlChild(properties, "outlineLvl"), "val"),
                        &level)) {
    return -1;
  }
  return level < 0 || level >= kBodyTextLevel ? 0 : level + 1;
}

absl::StatusOr<DocxStyles> DocxStyles::Read(const std::string& xml) {
  DocxStyles styles;
  if (xml.empty()) return styles;
  const absl::StatusOr<std::unique_ptr<pugi::xml_document>> document =
      ParseXml(xml);
  if (!document.ok()) return document.status();
  for (const pugi::xml_node& node : (*document)->document_element()) {
    if (XmlName(node) != "style") continue;
    Style style;
    style.level = DocxOutlineLevel(XmlChild(node, "pPr"));
    if (style.level < 0) {
      style.level = LevelOfName(XmlAttribute(XmlChild(node, "name"), "val"));
    }
    style.based_on =
        std::string(XmlAttribute(XmlChild(node, "basedOn"), "val"));
    styles.styles_[std::string(XmlAttribute(node, "styleId"))] = style;
  }
  return styles;
}

int DocxStyles::LevelOf(const pugi::xml_node& properties) const {
  const int own = DocxOutlineLevel(properties);
  if (own >= 0) return own;
  std::string id(XmlAttribute(XmlChild(properties, "pStyle"), "val"));
  for (int step = 0; step < kMaxStyleSteps; ++step) {
    const auto style = styles_.find(id);
    if (style == styles_.end()) return 0;
    if (style->second.level >= 0) return style->second.level;
    id = style->second.based_on;
  }
  return 0;
}

}  // namespace nianbao::client
