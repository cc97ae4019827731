#include "tests/training/tally.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_format.h"
#include "absl/strings/strip.h"
#include "tests/training/examples.h"

namespace nianbao::extractor {
namespace {

double Share(int part, int whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / whole;
}

bool SameFigure(const GoldQuantity& gold, const v1::Observation& o) {
  const std::string kind = absl::AsciiStrToLower(
      absl::StripPrefix(absl::string_view(v1::Kind_Name(o.kind())), "KIND_"));
  return std::abs(gold.value - o.quantity().value()) <=
             1e-6 * std::max(1.0, std::abs(gold.value)) &&
         gold.kind == kind && gold.year == o.year() &&
         (gold.kind == "rank" ||
          gold.unit == ComparableUnit(o.quantity().unit()));
}

// Without "indicators/"; empty for none and for what the gold does not know.
std::string IdOf(const v1::Observation& o, const std::set<std::string>& known) {
  const std::string id(
      absl::StripPrefix(absl::string_view(o.indicator()), "indicators/"));
  return known.contains(id) ? id : "";
}

bool Accepts(const GoldQuantity& quantity, const std::string& id) {
  return id == quantity.indicator || quantity.also.contains(id);
}

}  // namespace

std::string WantedInstead(const GoldDocument& document, int match,
                          const v1::Observation& observation,
                          const std::set<std::string>& known) {
  const std::string id = IdOf(observation, known);
  if (match == -2 || (match == -1 && id.empty())) return "";
  if (match == -1) return "no statistic";
  const GoldQuantity& quantity = document.quantities[match];
  if (Accepts(quantity, id)) return "";
  return quantity.indicator.empty() ? "none" : quantity.indicator;
}

void Tally::Add(const GoldDocument& document, const v1::Report& report,
                const std::set<std::string>& known) {
  const std::vector<int> matches = MatchObservations(document, report);
  for (const GoldQuantity& quantity : document.quantities) {
    gold += known.contains(quantity.indicator);
  }
  for (int j = 0; j < report.observations_size(); ++j) {
    if (matches[j] == -2) continue;
    const v1::Observation& o = report.observations(j);
    const std::string id = IdOf(o, known);
    predicted += !id.empty();
    const GoldQuantity* const quantity =
        matches[j] < 0 ? nullptr : &document.quantities[matches[j]];
    const bool linked = quantity != nullptr && Accepts(*quantity, id);
    if (linked) {
      if (!id.empty() && !quantity->indicator.empty()) {
        ++right;
      } else if (!id.empty()) {
        --predicted;
      } else if (known.contains(quantity->indicator)) {
        --gold;
      }
    }
    if (id.empty()) continue;
    if (o.headline()) {
      ++counted;
      counted_linked += linked;
      counted_right += linked && SameFigure(*quantity, o);
    }
    if (o.confidence() > 0.9) {
      ++sure;
      sure_right += linked;
    }
  }
}

void Tally::Add(const Tally& other) {
  right += other.right;
  predicted += other.predicted;
  gold += other.gold;
  sure += other.sure;
  sure_right += other.sure_right;
  counted += other.counted;
  counted_right += other.counted_right;
  counted_linked += other.counted_linked;
}

double Tally::F1() const { return Share(2 * right, predicted + gold); }

std::string Tally::ToString() const {
  return absl::StrFormat(
      "P %.3f R %.3f F1 %.3f | counted %.3f (linked %.3f) of %d | sure %.3f, "
      "%.2f of links",
      Share(right, predicted), Share(right, gold), F1(),
      Share(counted_right, counted), Share(counted_linked, counted), counted,
      Share(sure_right, sure), Share(sure, predicted));
}

}  // namespace nianbao::extractor
