// Finds divisions by what people call them.
#ifndef NIANBAO_AGGREGATOR_NAMES_DIVISION_NAMES_H_
#define NIANBAO_AGGREGATOR_NAMES_DIVISION_NAMES_H_

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "aggregator/names/matches.h"
#include "aggregator/names/pinyin.h"
#include "common/domain/gazetteer.h"
#include "common/text/conversion_table.h"

namespace nianbao::aggregator {

// Immutable; safe to share between threads. Some 30 MB for all divisions of
// China.
class DivisionNames {
 public:
  using Found = Matches<DivisionEntry>;

  // `gazetteer` must outlive the index. INTERNAL as Pinyin::Create; CANCELLED
  // when `stopped` said so.
  static absl::StatusOr<std::unique_ptr<const DivisionNames>> Create(
      const Gazetteer& gazetteer, const ConversionTable& conversion,
      absl::FunctionRef<bool()> stopped);

  // `text` is what was written, without blanks at its ends, `normal` its normal
  // form. Candidates stand by level, the widest first, then by code; all have
  // been found by the same step, suggestions come by likelihood.
  Found Find(absl::string_view text, std::u16string_view normal) const;

 private:
  // Numbers of divisions in the gazetteer.
  using Divisions = std::vector<int>;
  using ByName = absl::flat_hash_map<std::u16string, Divisions>;

  // The names of one division in one script, in normal form.
  struct Names {
    // As it is listed: 恩施土家族苗族自治州.
    std::u16string full;
    // 恩施; empty where there is none.
    std::u16string stem;
    // 恩施州; empty but for autonomous ones.
    std::u16string short_form;
  };

  // All names in one script.
  struct Index {
    std::vector<Names> names;
    ByName full;
    // Stems of provinces to counties, and those of townships.
    ByName stem;
    ByName township_stem;
  };

  DivisionNames(const Gazetteer& gazetteer, Pinyin pinyin)
      : gazetteer_(gazetteer), pinyin_(std::move(pinyin)) {}

  static Names NamesOf(const DivisionEntry& division);
  static Names Convert(
      const Names& names,
      absl::FunctionRef<std::u16string(std::u16string_view)> convert);
  void Add(int division, Names names, Index& index);
  const DivisionEntry& At(int division) const {
    return gazetteer_.divisions()[division];
  }
  int IndexOf(const DivisionEntry& division) const {
    return static_cast<int>(&division - gazetteer_.divisions().data());
  }

  Divisions InFull(const Index& index, std::u16string_view text) const;
  Divisions Joined(const Index& index, std::u16string_view text) const;
  bool Explains(const Index& index, std::u16string_view text,
                const DivisionEntry* division) const;
  Divisions WithPart(std::u16string_view text) const;
  Divisions Similar(std::u16string_view normal) const;
  Found Answer(Divisions divisions, v1::NameMatch how) const;
  // Those of `divisions` whose name is the text letter by letter are exact.
  Found AnswerByName(Divisions divisions, absl::string_view text) const;

  const Gazetteer& gazetteer_;
  const Pinyin pinyin_;
  Index chinese_;
  Index latin_;
  ByName former_;
  // All display names, a line each, and where each line begins.
  std::u16string lines_;
  std::vector<size_t> line_begins_;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_NAMES_DIVISION_NAMES_H_
