#include "common/embedded_data.h"

extern "C" {
extern const char nianbao_divisions_begin[];
extern const char nianbao_divisions_end[];
extern const char nianbao_indicators_begin[];
extern const char nianbao_indicators_end[];
}

namespace nianbao {

absl::string_view EmbeddedDivisions() {
  return {nianbao_divisions_begin,
          static_cast<size_t>(nianbao_divisions_end - nianbao_divisions_begin)};
}

absl::string_view EmbeddedIndicators() {
  return {
      nianbao_indicators_begin,
      static_cast<size_t>(nianbao_indicators_end - nianbao_indicators_begin)};
}

}  // namespace nianbao
