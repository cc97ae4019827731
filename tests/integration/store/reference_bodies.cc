#include "tests/integration/store/reference_bodies.h"

#include <utility>

#include "absl/strings/match.h"
#include "common/domain/gazetteer.h"

namespace nianbao::aggregator {
namespace {

// How names of the generated departments end. What the extractor read says its
// kind itself.
constexpr std::pair<const char*, const char*> kEndings[] = {
    {"公安局", "bodies/public_security"},
    {"司法局", "bodies/justice"},
    {"市场监督管理局", "bodies/market_supervision"},
    {"工商行政管理局", "bodies/market_supervision"},
    {"教育局", "bodies/education"},
};

std::string KindOf(const v1::Issuer& issuer) {
  for (const auto& [ending, body] : kEndings) {
    if (absl::EndsWith(issuer.name(), ending)) return body;
  }
  return issuer.body();
}

// One of `unit` is `times`/`over` of the first unit of its thing.
struct Measure {
  const char* unit;
  const char* thing;
  double times;
  double over;
};

constexpr Measure kMeasures[] = {
    {"件", "cases", 1, 1},      {"宗", "cases", 1, 1},
    {"件次", "turns", 1, 1},    {"%", "share", 1, 1},
    {"‰", "share", 1, 10},      {"成", "share", 10, 1},
    {"百分点", "points", 1, 1}, {"平方米", "area", 1, 1},
    {"亩", "area", 2000, 3},
};

// What stands for the unit of an indicator, one for one.
constexpr std::pair<const char*, const char*> kStandIns[] = {
    {"indicators/petition.concluded", "件次"},
};

const Measure* Find(const std::string& unit) {
  for (const Measure& measure : kMeasures) {
    if (unit == measure.unit) return &measure;
  }
  return nullptr;
}

}  // namespace

Publisher PublisherOf(const Catalogue& catalogue, const v1::Report& report) {
  const v1::Issuer& issuer = report.issuer();
  const DivisionEntry* const division =
      Gazetteer::Get().Find(issuer.division_code());
  Publisher publisher = {.identified = report.year() != 0 &&
                                       division != nullptr &&
                                       issuer.level() != v1::LEVEL_UNSPECIFIED,
                         .level = issuer.level()};
  if (issuer.level() != v1::LEVEL_DEPARTMENT) return publisher;
  if (division != nullptr) publisher.government_level = division->level;
  if (!publisher.identified) return publisher;
  publisher.body = kOtherPublishers;
  const std::string kind = KindOf(issuer);
  const auto& kinds = catalogue.bodies().list();
  for (size_t i = 0; i < kinds.size(); ++i) {
    if (kinds[i].name() == kind) publisher.body = static_cast<int>(i) + 1;
  }
  return publisher;
}

std::string BodyName(const Catalogue& catalogue, int body) {
  if (body == 0) return "";
  return body == kOtherPublishers ? "bodies/other"
                                  : catalogue.bodies().list()[body - 1].name();
}

std::optional<double> ConvertedValue(const v1::Indicator& indicator,
                                     const v1::Observation& observation) {
  // What the extractor read.
  if (observation.has_value()) return observation.value();
  const double value = observation.quantity().value();
  const std::string& unit = observation.quantity().unit();
  const bool is_rate = indicator.measure() == v1::Indicator::MEASURE_RATE;
  if (observation.kind() == v1::KIND_RANK || unit == indicator.unit()) {
    return value;
  }
  if (unit.empty()) {
    if (indicator.measure() == v1::Indicator::MEASURE_COUNT) return value;
    return std::nullopt;
  }
  // A rate changes by points.
  if (is_rate && observation.kind() == v1::KIND_CHANGE && unit == "百分点") {
    return value;
  }
  for (const auto& [name, stand_in] : kStandIns) {
    if (indicator.name() == name && unit == stand_in) return value;
  }
  const Measure* const from = Find(unit);
  const Measure* const to = Find(indicator.unit());
  if (from == nullptr || to == nullptr ||
      std::string(from->thing) != to->thing) {
    return std::nullopt;
  }
  return value * (from->times * to->over) / (from->over * to->times);
}

}  // namespace nianbao::aggregator
