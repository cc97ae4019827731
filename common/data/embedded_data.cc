#include "common/data/embedded_data.h"

extern "C" {
extern const char nianbao_bodies_begin[];
extern const char nianbao_bodies_end[];
extern const char nianbao_divisions_begin[];
extern const char nianbao_divisions_end[];
extern const char nianbao_former_names_begin[];
extern const char nianbao_former_names_end[];
extern const char nianbao_indicators_begin[];
extern const char nianbao_indicators_end[];
extern const char nianbao_lexicon_begin[];
extern const char nianbao_lexicon_end[];
extern const char nianbao_place_readings_begin[];
extern const char nianbao_place_readings_end[];
extern const char nianbao_subject_owners_begin[];
extern const char nianbao_subject_owners_end[];
extern const char nianbao_units_begin[];
extern const char nianbao_units_end[];
}

namespace nianbao {

namespace {

absl::string_view View(const char* begin, const char* end) {
  return {begin, static_cast<size_t>(end - begin)};
}

}  // namespace

absl::string_view EmbeddedBodies() {
  return View(nianbao_bodies_begin, nianbao_bodies_end);
}

absl::string_view EmbeddedDivisions() {
  return View(nianbao_divisions_begin, nianbao_divisions_end);
}

absl::string_view EmbeddedFormerNames() {
  return View(nianbao_former_names_begin, nianbao_former_names_end);
}

absl::string_view EmbeddedIndicators() {
  return View(nianbao_indicators_begin, nianbao_indicators_end);
}

absl::string_view EmbeddedLexicon() {
  return View(nianbao_lexicon_begin, nianbao_lexicon_end);
}

absl::string_view EmbeddedPlaceReadings() {
  return View(nianbao_place_readings_begin, nianbao_place_readings_end);
}

absl::string_view EmbeddedSubjectOwners() {
  return View(nianbao_subject_owners_begin, nianbao_subject_owners_end);
}

absl::string_view EmbeddedUnits() {
  return View(nianbao_units_begin, nianbao_units_end);
}

}  // namespace nianbao
