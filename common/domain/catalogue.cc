#include "common/domain/catalogue.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/base/read_file.h"
#include "common/base/status.h"
#include "common/base/text_proto.h"
#include "common/data/embedded_data.h"
#include "common/domain/units.h"

namespace nianbao {
namespace {

constexpr absl::string_view kNamePrefix = "indicators/";

// Whether it is lower_snake_case that begins with a letter.
bool IsIdentifier(absl::string_view part) {
  if (part.empty() || !absl::ascii_islower(part[0])) return false;
  for (char c : part) {
    if (!absl::ascii_islower(c) && !absl::ascii_isdigit(c) && c != '_') {
      return false;
    }
  }
  return true;
}

}  // namespace

absl::StatusOr<Catalogue> Catalogue::Parse(
    const std::vector<absl::string_view>& overlays) {
  Catalogue catalogue;
  std::vector<v1::Body> bodies;
  absl::Status status = catalogue.Add(EmbeddedIndicators(), bodies);
  if (status.ok()) status = catalogue.Add(EmbeddedBodies(), bodies);
  for (size_t i = 0; status.ok() && i < overlays.size(); ++i) {
    status = catalogue.Add(overlays[i], bodies);
  }
  if (status.ok()) status = catalogue.Validate();
  if (!status.ok()) return status;
  absl::StatusOr<Bodies> known = Bodies::Create(std::move(bodies));
  if (!known.ok()) return known.status();
  catalogue.bodies_ = *std::move(known);
  return catalogue;
}

absl::Status Catalogue::Add(absl::string_view text_proto,
                            std::vector<v1::Body>& bodies) {
  v1::Catalogue list;
  absl::Status status = ParseTextProto(text_proto, &list);
  if (!status.ok()) return status;
  // One that is replaced keeps its place, so that the order of answers, which
  // is the catalogue's, does not depend on whether an overlay changes a word.
  for (v1::Indicator& indicator : *list.mutable_indicators()) {
    const auto [it, added] =
        by_name_.emplace(indicator.name(), indicators_.size());
    if (added) {
      indicators_.push_back(std::move(indicator));
    } else {
      indicators_[it->second] = std::move(indicator);
    }
  }
  for (v1::Body& body : *list.mutable_bodies()) {
    const auto it = std::find_if(
        bodies.begin(), bodies.end(),
        [&](const v1::Body& known) { return known.name() == body.name(); });
    if (it == bodies.end()) {
      bodies.push_back(std::move(body));
    } else {
      *it = std::move(body);
    }
  }
  return absl::OkStatus();
}

absl::Status Catalogue::Validate() const {
  // After all texts are read: an indicator may refer to one that follows.
  for (const v1::Indicator& indicator : indicators_) {
    auto error = [&](absl::string_view what) {
      return absl::InvalidArgumentError(
          absl::StrCat("indicator '", indicator.name(), "': ", what));
    };
    if (!IsIndicatorName(indicator.name())) {
      return error(
          "name is not indicators/{family}.{indicator} in lower_snake_case");
    }
    if (indicator.display_name_zh().empty() ||
        indicator.display_name_en().empty()) {
      return error("display_name_zh and display_name_en are required");
    }
    if (indicator.unit().empty()) return error("unit is required");
    if (indicator.measure() == v1::Indicator::MEASURE_UNSPECIFIED) {
      return error("measure is required");
    }
    if (indicator.numerator().empty() != indicator.denominator().empty()) {
      return error("numerator and denominator go together");
    }
    for (int i = 0; i < indicator.units_size(); ++i) {
      const std::string& unit = indicator.units(i);
      if (unit.empty()) return error("units has an empty unit");
      // The units before it, the indicator's own first.
      for (int j = -1; j < i; ++j) {
        const std::string& known =
            j < 0 ? indicator.unit() : indicator.units(j);
        if (Units::Get().Convert(1, unit, known).has_value()) {
          return error(absl::StrCat("units has ", unit, ", which converts to ",
                                    known, " anyway"));
        }
      }
    }
    for (const std::string& part :
         {indicator.numerator(), indicator.denominator(), indicator.whole()}) {
      if (!part.empty() && Find(part) == nullptr) {
        return error(absl::StrCat("no indicator ", part));
      }
    }
  }
  return absl::OkStatus();
}

const v1::Indicator* Catalogue::Find(absl::string_view name) const {
  const auto it = by_name_.find(name);
  return it == by_name_.end() ? nullptr : &indicators_[it->second];
}

absl::StatusOr<Catalogue> LoadCatalogue(const std::string& overlay_path) {
  if (overlay_path.empty()) return Catalogue::Parse();
  const absl::StatusOr<std::string> overlay = ReadFile(overlay_path);
  if (!overlay.ok()) return overlay.status();
  absl::StatusOr<Catalogue> catalogue = Catalogue::Parse({*overlay});
  if (!catalogue.ok()) return WithPrefix(overlay_path, catalogue.status());
  return catalogue;
}

bool IsIndicatorName(absl::string_view name) {
  // Exactly one dot: a second one would be part of the second identifier, where
  // it is not allowed.
  if (!absl::ConsumePrefix(&name, kNamePrefix)) return false;
  const size_t dot = name.find('.');
  return dot != absl::string_view::npos && IsIdentifier(name.substr(0, dot)) &&
         IsIdentifier(name.substr(dot + 1));
}

bool MatchesFamily(absl::string_view name, absl::string_view pattern) {
  return absl::ConsumeSuffix(&pattern, "*") ? absl::StartsWith(name, pattern)
                                            : name == pattern;
}

}  // namespace nianbao
