// Numbers and enum values as people and spreadsheets read them.
#ifndef NIANBAO_CLIENT_OUTPUT_NUMBERS_H_
#define NIANBAO_CLIENT_OUTPUT_NUMBERS_H_

#include <string>

#include "absl/strings/string_view.h"

namespace nianbao::client {

// At most two decimals, thousands set apart: 1,234,567.89.
std::string ReadableNumber(double value);

// The shortest decimal that reads back as the same number, without exponent.
std::string PlainNumber(double value);

// What is left of an enum value's name after its type, in lower case:
// "LEVEL_COUNTY" gives county, "TYPE_RULE_OF_LAW" rule of law; nothing for an
// UNSPECIFIED one.
std::string EnumLabel(absl::string_view name);

}  // namespace nianbao::client

#endif  // NIANBAO_CLIENT_OUTPUT_NUMBERS_H_
