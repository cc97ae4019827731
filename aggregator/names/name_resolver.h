// What people call indicators, divisions and bodies, as resource names.
//
//   const auto resolver =
//       NameResolver::Create(catalogue, [] { return false; });
//   v1::NameQuery query;
//   query.set_text("徐州市鼓楼区");
//   (*resolver)->Resolve(query);   // divisions/320302
#ifndef NIANBAO_AGGREGATOR_NAMES_NAME_RESOLVER_H_
#define NIANBAO_AGGREGATOR_NAMES_NAME_RESOLVER_H_

#include <memory>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "aggregator/names/division_names.h"
#include "aggregator/names/indicator_names.h"
#include "common/domain/catalogue.h"
#include "common/text/conversion_table.h"
#include "nianbao/v1/names.pb.h"

namespace nianbao::aggregator {

// Candidates of an answer at most, over all kinds.
inline constexpr int kMaxNameCandidates = 20;

// Immutable; safe to share between threads.
class NameResolver {
 public:
  // `catalogue` must outlive the resolver. Reads the dictionaries of OpenCC and
  // the names of all divisions, which takes about half a second. INTERNAL
  // when OpenCC or ICU lacks its data; CANCELLED when `stopped` said so.
  static absl::StatusOr<std::unique_ptr<const NameResolver>> Create(
      const Catalogue& catalogue, absl::FunctionRef<bool()> stopped);

  // What the query's text means as an indicator, a division or a body,
  // whichever of them it asks for; kinds that are known to the store alone are
  // left out. The text must be valid UTF-8. Below a millisecond; where nothing
  // is found, some milliseconds.
  v1::ResolvedName Resolve(const v1::NameQuery& query) const;

 private:
  NameResolver(std::unique_ptr<const ConversionTable> conversion,
               std::unique_ptr<const DivisionNames> divisions,
               const Catalogue& catalogue);

  void AddIndicators(absl::string_view text, std::u16string_view normal,
                     v1::ResolvedName& answer) const;
  void AddDivisions(absl::string_view text, std::u16string_view normal,
                    v1::ResolvedName& answer) const;
  // Linear in the names of bodies, of which there are some hundreds.
  void AddBodies(absl::string_view text, std::u16string_view normal,
                 v1::ResolvedName& answer) const;

  const std::unique_ptr<const ConversionTable> conversion_;
  const std::unique_ptr<const DivisionNames> divisions_;
  const IndicatorNames indicators_;
  const Catalogue& catalogue_;
};

// Adds a candidate, counted even where there is no room for it any more.
void AddCandidate(v1::NameCandidate candidate, v1::ResolvedName& answer);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_NAMES_NAME_RESOLVER_H_
