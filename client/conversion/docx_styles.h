// Which paragraphs of a DOCX are headings.
#ifndef NIANBAO_CLIENT_CONVERSION_DOCX_STYLES_H_
#define NIANBAO_CLIENT_CONVERSION_DOCX_STYLES_H_

#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "pugixml.hpp"

namespace nianbao::client {

// The level that the paragraph properties (w:pPr) themselves tell: 1 to 9; 0
// for body text, -1 when they tell nothing.
int DocxOutlineLevel(const pugi::xml_node& properties);

// The styles of paragraphs that are headings.
class DocxStyles {
 public:
  // `xml` is word/styles.xml; empty for a document without one. As ParseXml.
  static absl::StatusOr<DocxStyles> Read(const std::string& xml);

  // The level of the paragraph with these properties, from its own outline
  // level, else from that of its style or a style that this is based on: 1 is
  // the highest and that of the style "Title"; 0 is body text.
  int LevelOf(const pugi::xml_node& properties) const;

 private:
  struct Style {
    int level = -1;
    std::string based_on;
  };

  // By their ids.
  absl::flat_hash_map<std::string, Style> styles_;
};

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_CONVERSION_DOCX_STYLES_H_
