// The catalogue: which statistics exist and how they are recognised, and which
// kinds of bodies report them.
//
//   absl::StatusOr<Catalogue> c = LoadCatalogue("my-indicators.textproto");
//   const v1::Indicator* i = c->Find("indicators/reconsideration.accepted");
//
// A user adds indicators and kinds of bodies, or changes those that come with
// the program, by an overlay: a text proto of the same form, read over the
// embedded one.
//
//   indicators {
//     name: "indicators/reconsideration.heard"  # {family}.{indicator}
//     display_name_zh: "听证件数"  display_name_en: "Hearings held"
//     unit: "件"  measure: MEASURE_COUNT
//   }
//   bodies {
//     name: "bodies/lottery"
//     display_name_zh: "彩票管理"  display_name_en: "Lotteries"
//     names: "彩票管理中心"
//   }
//
// The whole is checked once, when it is read (some hundred indicators): names
// are well-formed, and what an indicator refers to, its numerator, denominator
// and whole, exists; the units that stand for its unit are other things. Any
// text is a unit. What uses a catalogue need not look again.
//
// Immutable; safe to share between threads.
#ifndef NIANBAO_COMMON_DOMAIN_CATALOGUE_H_
#define NIANBAO_COMMON_DOMAIN_CATALOGUE_H_

#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/domain/bodies.h"
#include "nianbao/v1/indicator.pb.h"

namespace nianbao {

class Catalogue {
 public:
  // What is part of the program, then `overlays` in their order: each a
  // Catalogue in text proto form, whose indicators and bodies are added, or
  // replace those of the same name. INVALID_ARGUMENT names the line, or the
  // indicator or body and field.
  static absl::StatusOr<Catalogue> Parse(
      const std::vector<absl::string_view>& overlays = {});

  // Null when there is no such indicator. O(1).
  const v1::Indicator* Find(absl::string_view name) const;

  // In the order of the text; an indicator that an overlay replaces stands
  // where the replaced one stood.
  const std::vector<v1::Indicator>& indicators() const { return indicators_; }

  // In the same order.
  const Bodies& bodies() const { return bodies_; }

 private:
  // Reads a text; its bodies are merged into `bodies`.
  absl::Status Add(absl::string_view text_proto, std::vector<v1::Body>& bodies);
  absl::Status Validate() const;

  std::vector<v1::Indicator> indicators_;
  absl::flat_hash_map<std::string, size_t> by_name_;
  Bodies bodies_;
};

// Catalogue::Parse with the file at `overlay_path` as its overlay; none when it
// is empty. NOT_FOUND when the file cannot be read.
absl::StatusOr<Catalogue> LoadCatalogue(const std::string& overlay_path);

// True when `name` is "indicators/{family}.{indicator}" in lower_snake_case,
// whether or not a catalogue has it.
bool IsIndicatorName(absl::string_view name);

// True when `name` is `pattern` or belongs to the family it names:
// "indicators/reconsideration.*".
bool MatchesFamily(absl::string_view name, absl::string_view pattern);

}  // namespace nianbao

#endif  // NIANBAO_COMMON_DOMAIN_CATALOGUE_H_
