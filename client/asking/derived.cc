#include "client/asking/derived.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace nianbao::client {
namespace {

std::string Stripped(absl::string_view text) {
  return std::string(absl::StripAsciiWhitespace(text));
}

}  // namespace

std::string IndicatorName(absl::string_view id) {
  return absl::StrCat("indicators/", absl::StripPrefix(id, "indicators/"));
}

absl::StatusOr<v1::DerivedIndicator> ParseDerived(absl::string_view text) {
  // No formula holds a "=" or a ";", and no unit a ";": the first of each parts
  // the text.
  const size_t equals = text.find('=');
  const std::string name = Stripped(text.substr(0, equals));
  v1::DerivedIndicator derived;
  if (equals != absl::string_view::npos) {
    const absl::string_view rest = text.substr(equals + 1);
    const size_t semicolon = rest.find(';');
    derived.set_formula(Stripped(rest.substr(0, semicolon)));
    if (semicolon != absl::string_view::npos) {
      derived.set_unit(Stripped(rest.substr(semicolon + 1)));
    }
  }
  if (name.empty() || derived.formula().empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat("not NAME=FORMULA or NAME=FORMULA;UNIT: ", text,
                     " (try 'litigation.loss=100 * litigation.lost / "
                     "litigation.concluded')"));
  }
  derived.set_name(IndicatorName(name));
  return derived;
}

}  // namespace nianbao::client
