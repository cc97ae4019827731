#include "tests/integration/store/reference_expressions.h"

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <utility>

#include "common/domain/gazetteer.h"

namespace nianbao::aggregator {
namespace {

bool HasDiagnostic(const Fact& fact, const std::string& code) {
  for (const v1::Diagnostic& d : fact.report().diagnostics()) {
    const auto& of = d.observations();
    if ((code.empty() || d.code() == code) &&
        std::find(of.begin(), of.end(), fact.index) != of.end()) {
      return true;
    }
  }
  return false;
}

std::string ProvinceOf(const Fact& fact) {
  const DivisionEntry* d = Gazetteer::Get().Find(fact.code());
  while (d != nullptr && d->parent != nullptr) d = d->parent;
  return d == nullptr ? "" : std::string(d->code);
}

double Value(const Fact& fact) { return fact.value; }
double Confidence(const Fact& fact) { return fact.observation().confidence(); }
v1::Modifier Modifier(const Fact& fact) {
  return fact.observation().quantity().modifier();
}

const std::pair<const char*, FactPredicate> kFilters[] = {
    {"value >= 10", [](const Fact& f) { return Value(f) >= 10; }},
    {"value < 0 OR value > 1e14",
     [](const Fact& f) { return Value(f) < 0 || Value(f) > 1e14; }},
    {"value >= 10 AND NOT diagnostic:UNIT_SLIP AND modifier = EXACT",
     [](const Fact& f) {
       return Value(f) >= 10 && !HasDiagnostic(f, "UNIT_SLIP") &&
              Modifier(f) == v1::MODIFIER_EXACT;
     }},
    {"diagnostic:*", [](const Fact& f) { return HasDiagnostic(f, ""); }},
    {"-diagnostic:SUM_MISMATCH confidence > 0.5",
     [](const Fact& f) {
       return !HasDiagnostic(f, "SUM_MISMATCH") && Confidence(f) > 0.5;
     }},
    {"modifier != EXACT AND (level = COUNTY OR level = DEPARTMENT)",
     [](const Fact& f) {
       return Modifier(f) != v1::MODIFIER_EXACT &&
              (f.level() == v1::LEVEL_COUNTY ||
               f.level() == v1::LEVEL_DEPARTMENT);
     }},
    {"province = 440000 OR province = 110000",
     [](const Fact& f) {
       return ProvinceOf(f) == "440000" || ProvinceOf(f) == "110000";
     }},
    {"year >= 2018 report_year != 2020",
     [](const Fact& f) { return f.year >= 2018 && f.report().year() != 2020; }},
    {"issuer:\"教育局\"",
     [](const Fact& f) {
       return f.report().issuer().name().find("教育局") != std::string::npos;
     }},
    {"NOT (value = 0 OR value = 1) year = 2019 OR year = 2021",
     [](const Fact& f) {
       return Value(f) != 0 && Value(f) != 1 &&
              (f.year == 2019 || f.year == 2021);
     }},
    {"value > 1e17", [](const Fact& f) { return Value(f) > 1e17; }},
};

constexpr double kMaxResult = 1e140;

std::optional<double> Finite(double value) {
  if (!(std::abs(value) <= kMaxResult)) return std::nullopt;
  return value;
}

constexpr char kReceivedCases[] = "indicators/reconsideration.received";
constexpr char kAccepted[] = "indicators/reconsideration.accepted";
constexpr char kConcluded[] = "indicators/reconsideration.concluded";
constexpr char kLost[] = "indicators/litigation.lost";
constexpr char kRate[] = "indicators/reconsideration.acceptance_rate";

const ReferenceFormula kFormulas[] = {
    {"100 * reconsideration.accepted / reconsideration.received",
     {kAccepted, kReceivedCases},
     "%",
     v1::Indicator::MEASURE_RATE,
     [](const std::vector<double>& v) { return Finite(100 * v[0] / v[1]); }},
    {"reconsideration.received - reconsideration.accepted",
     {kReceivedCases, kAccepted},
     "件",
     v1::Indicator::MEASURE_COUNT,
     [](const std::vector<double>& v) { return Finite(v[0] - v[1]); }},
    {"(reconsideration.accepted + reconsideration.concluded) / "
     "(reconsideration.received - litigation.lost)",
     {kAccepted, kConcluded, kReceivedCases, kLost},
     "",
     v1::Indicator::MEASURE_RATE,
     [](const std::vector<double>& v) {
       return Finite((v[0] + v[1]) / (v[2] - v[3]));
     }},
    {"reconsideration.acceptance_rate",
     {kRate},
     "%",
     v1::Indicator::MEASURE_RATE,
     [](const std::vector<double>& v) { return Finite(v[0]); }},
    {"2 * litigation.lost + litigation.lost / 2",
     {kLost},
     "件",
     v1::Indicator::MEASURE_COUNT,
     [](const std::vector<double>& v) { return Finite(2 * v[0] + v[0] / 2); }},
};

[[noreturn]] void Unknown(const std::string& text) {
  std::cerr << "the reference does not know '" << text << "'\n";
  std::abort();
}

}  // namespace

FactPredicate FilterOf(const std::string& text) {
  for (const auto& [filter, predicate] : kFilters) {
    if (text == filter) return predicate;
  }
  Unknown(text);
}

const ReferenceFormula& FormulaOf(const std::string& text) {
  for (const ReferenceFormula& formula : kFormulas) {
    if (text == formula.text) return formula;
  }
  Unknown(text);
}

std::vector<std::string> ReferenceFilters() {
  std::vector<std::string> texts;
  for (const auto& [filter, predicate] : kFilters) texts.emplace_back(filter);
  return texts;
}

std::vector<std::string> ReferenceFormulas() {
  std::vector<std::string> texts;
  for (const ReferenceFormula& f : kFormulas) texts.push_back(f.text);
  return texts;
}

}  // namespace nianbao::aggregator
