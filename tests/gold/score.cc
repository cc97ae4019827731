#include "tests/gold/score.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/strip.h"

namespace nianbao::extractor {
namespace {

struct Prediction {
  Stretch place;
  const v1::Observation* observation;
  // Without "indicators/"; empty for none.
  std::string indicator;
};

// The name of an enum value without its prefix: MODIFIER_AT_LEAST is at_least.
std::string Short(const std::string& name, absl::string_view prefix) {
  return absl::AsciiStrToLower(
      absl::StripPrefix(absl::string_view(name), prefix));
}

bool SameValue(double gold, double value) {
  return std::abs(gold - value) <= 1e-6 * std::max(1.0, std::abs(gold));
}

int Overlap(const Stretch& a, const Stretch& b) {
  return std::min(a.end, b.end) - std::max(a.begin, b.begin);
}

std::vector<Prediction> Predictions(const GoldDocument& document,
                                    const v1::Report& report,
                                    const std::set<std::string>& known) {
  std::vector<Prediction> predictions;
  for (const v1::Observation& o : report.observations()) {
    const Stretch place{o.evidence().span().begin(), o.evidence().span().end()};
    if (std::any_of(document.unscored.begin(), document.unscored.end(),
                    [&](const Stretch& u) { return Overlap(u, place) > 0; })) {
      continue;
    }
    const std::string id(
        absl::StripPrefix(absl::string_view(o.indicator()), "indicators/"));
    predictions.push_back({place, &o, known.contains(id) ? id : ""});
  }
  return predictions;
}

// For each gold quantity its prediction; null for none.
std::vector<const Prediction*> Match(
    const std::vector<GoldQuantity>& gold,
    const std::vector<Prediction>& predictions) {
  // Different value, overlap negated, and both indices.
  std::vector<std::tuple<bool, int, size_t, size_t>> pairs;
  for (size_t i = 0; i < gold.size(); ++i) {
    for (size_t j = 0; j < predictions.size(); ++j) {
      const int overlap = Overlap(gold[i].place, predictions[j].place);
      if (overlap <= 0) continue;
      const double value = predictions[j].observation->quantity().value();
      pairs.emplace_back(!SameValue(gold[i].value, value), -overlap, i, j);
    }
  }
  std::sort(pairs.begin(), pairs.end());
  std::vector<const Prediction*> of_gold(gold.size(), nullptr);
  std::vector<bool> taken(predictions.size(), false);
  for (const auto& [differs, overlap, i, j] : pairs) {
    if (of_gold[i] != nullptr || taken[j]) continue;
    of_gold[i] = &predictions[j];
    taken[j] = true;
  }
  return of_gold;
}

bool IsQuantityRight(const GoldQuantity& gold, const v1::Observation& o) {
  return SameValue(gold.value, o.quantity().value()) &&
         (gold.kind == "rank" ||
          gold.unit == ComparableUnit(o.quantity().unit())) &&
         gold.modifier ==
             Short(v1::Modifier_Name(o.quantity().modifier()), "MODIFIER_") &&
         gold.kind == Short(v1::Kind_Name(o.kind()), "KIND_") &&
         gold.year == o.year();
}

// An accepted alternative counts as the gold's own choice, on both sides.
void AddIndicator(const GoldQuantity& gold, const std::string& indicator,
                  Share& share) {
  if (indicator != gold.indicator && !gold.also.contains(indicator)) return;
  if (!indicator.empty() && !gold.indicator.empty()) {
    ++share.right;
  } else if (!indicator.empty()) {
    --share.predicted;
  } else if (!gold.indicator.empty()) {
    --share.gold;
  }
}

std::map<std::string, std::string> Metadata(const v1::Report& report) {
  return {
      {"script", Short(v1::Script_Name(report.script()), "SCRIPT_")},
      {"title", report.title()},
      {"issuer", report.issuer().name()},
      {"divisionCode", report.issuer().division_code()},
      {"level", Short(v1::Level_Name(report.issuer().level()), "LEVEL_")},
      {"year", absl::StrCat(report.year())},
      {"publishDate", report.publish_date()},
  };
}

double Ratio(int part, int whole) {
  return whole == 0 ? 0.0 : static_cast<double>(part) / whole;
}

}  // namespace

double Share::Precision() const { return Ratio(right, predicted); }

double Share::Recall() const { return Ratio(right, gold); }

double Share::F1() const {
  const double p = Precision(), r = Recall();
  return p + r == 0 ? 0.0 : 2 * p * r / (p + r);
}

double Score::Quantity() const {
  return Ratio(quantities_right, detection.gold);
}

double Score::Metadata() const { return Ratio(metadata_right, metadata); }

std::string Score::ToString() const {
  return absl::StrFormat(
      "all %d documents, %d observations: detection P %.3f R %.3f F1 %.3f | "
      "quantity %.3f | indicator P %.3f R %.3f F1 %.3f | metadata %d/%d",
      documents, detection.gold, detection.Precision(), detection.Recall(),
      detection.F1(), Quantity(), indicator.Precision(), indicator.Recall(),
      indicator.F1(), metadata_right, metadata);
}

void AddScore(const GoldDocument& document, const v1::Report& report,
              const std::set<std::string>& known, Score& score) {
  const std::vector<Prediction> predictions =
      Predictions(document, report, known);
  const std::vector<const Prediction*> matched =
      Match(document.quantities, predictions);
  ++score.documents;
  score.detection.predicted += static_cast<int>(predictions.size());
  score.detection.gold += static_cast<int>(document.quantities.size());
  for (const Prediction& p : predictions) {
    score.indicator.predicted += !p.indicator.empty();
  }
  for (size_t i = 0; i < matched.size(); ++i) {
    const GoldQuantity& gold = document.quantities[i];
    score.indicator.gold += !gold.indicator.empty();
    if (matched[i] == nullptr) continue;
    const v1::Observation& o = *matched[i]->observation;
    score.detection.right += SameValue(gold.value, o.quantity().value());
    score.quantities_right += IsQuantityRight(gold, o);
    AddIndicator(gold, matched[i]->indicator, score.indicator);
  }
  const std::map<std::string, std::string> metadata = Metadata(report);
  for (const auto& [field, value] : document.metadata) {
    ++score.metadata;
    score.metadata_right += metadata.at(field) == value;
  }
}

}  // namespace nianbao::extractor
