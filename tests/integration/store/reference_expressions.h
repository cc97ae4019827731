// Filters and formulas that tests use, each beside what it means.
#ifndef NIANBAO_TESTS_INTEGRATION_STORE_REFERENCE_EXPRESSIONS_H_
#define NIANBAO_TESTS_INTEGRATION_STORE_REFERENCE_EXPRESSIONS_H_

#include <optional>
#include <string>
#include <vector>

#include "nianbao/v1/indicator.pb.h"
#include "tests/integration/store/reference_facts.h"

namespace nianbao::aggregator {

using FactPredicate = bool (*)(const Fact& fact);

struct ReferenceFormula {
  std::string text;
  std::vector<const char*> operands;
  std::string unit;
  v1::Indicator::Measure measure;
  // Of values in the order of the operands.
  std::optional<double> (*evaluate)(const std::vector<double>& values);
};

// Both end the program for a text that they do not have.
FactPredicate FilterOf(const std::string& text);
const ReferenceFormula& FormulaOf(const std::string& text);

// All texts.
std::vector<std::string> ReferenceFilters();
std::vector<std::string> ReferenceFormulas();

}  // namespace nianbao::aggregator

#endif  // NIANBAO_TESTS_INTEGRATION_STORE_REFERENCE_EXPRESSIONS_H_
