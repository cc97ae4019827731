// XML of office documents. Elements and attributes are named without their
// prefixes, which a document may choose: w:p is "p".
#ifndef NIANBAO_CLIENT_CONVERSION_XML_H_
#define NIANBAO_CLIENT_CONVERSION_XML_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "pugixml.hpp"

namespace nianbao::client {

// Elements within elements that a document may have, so that it can be walked
// by recursion.
inline constexpr int kMaxXmlDepth = 256;

// The document `xml`; no entity but XML's own and characters is expanded.
// INVALID_ARGUMENT when it is damaged or deeper than kMaxXmlDepth.
absl::StatusOr<std::unique_ptr<pugi::xml_document>> ParseXml(
    const std::string& xml);

absl::string_view XmlName(const pugi::xml_node& node);

// The first child of that name; null without one.
pugi::xml_node XmlChild(const pugi::xml_node& node, absl::string_view name);

// The value of the attribute; empty without it.
absl::string_view XmlAttribute(const pugi::xml_node& node,
                               absl::string_view name);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_CONVERSION_XML_H_
