#include "client/conversion/xml.h"

#include "absl/strings/str_cat.h"

namespace nianbao::client {
namespace {

absl::string_view WithoutPrefix(absl::string_view name) {
  const size_t colon = name.find(':');
  return colon == absl::string_view::npos ? name : name.substr(colon + 1);
}

// Ends a walk where it is too deep.
class DepthCheck : public pugi::xml_tree_walker {
 public:
  bool for_each(pugi::xml_node&) override { return depth() < kMaxXmlDepth; }
};

}  // namespace

absl::StatusOr<std::unique_ptr<pugi::xml_document>> ParseXml(
    const std::string& xml) {
  auto document = std::make_unique<pugi::xml_document>();
  // Blanks between two runs of text are text.
  const pugi::xml_parse_result result = document->load_buffer(
      xml.data(), xml.size(), pugi::parse_default | pugi::parse_ws_pcdata);
  if (!result) {
    return absl::InvalidArgumentError(
        absl::StrCat("is damaged: ", result.description(), " at byte ",
                     static_cast<int64_t>(result.offset), " of its XML"));
  }
  DepthCheck check;
  if (!document->traverse(check)) {
    return absl::InvalidArgumentError(
        absl::StrCat("is nested more than ", kMaxXmlDepth, " elements deep"));
  }
  return document;
}

absl::string_view XmlName(const pugi::xml_node& node) {
  return WithoutPrefix(node.name());
}

pugi::xml_node XmlChild(const pugi::xml_node& node, absl::string_view name) {
  return node.find_child(
      [&](const pugi::xml_node& child) { return XmlName(child) == name; });
}

absl::string_view XmlAttribute(const pugi::xml_node& node,
                               absl::string_view name) {
  return node
      .find_attribute([&](const pugi::xml_attribute& attribute) {
        return WithoutPrefix(attribute.name()) == name;
      })
      .value();
}

}  // namespace nianbao::client
