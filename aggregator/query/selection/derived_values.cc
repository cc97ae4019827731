// Joins the operands of a formula issuer by issuer, and computes it.
//
// For each year and stratum of the first operand the chunks of the others are
// written into arrays by issuer (issuer_rows.h), one for each operand. Each row
// of the first then looks up its partners; when all are there the formula is
// computed. For "100 * lost / concluded" with lost A: 1, B: 2 and concluded A:
// 4, C: 9 there is one value, A: 25.
//
// The result is a chunk like any other, ascending by value. O(rows of all
// operands + n log n) in the n rows of the result; memory is eight bytes for
// each issuer and operand.
#include "aggregator/query/selection/derived_values.h"

#include <algorithm>
#include <optional>

#include "absl/algorithm/container.h"
#include "absl/status/status.h"
#include "aggregator/query/selection/chunk_rows.h"
#include "aggregator/query/selection/formula_program.h"
#include "aggregator/query/selection/issuer_rows.h"
#include "common/base/cancelled.h"

namespace nianbao::aggregator {
namespace {

// Null when there is no chunk of the year and stratum of `other`.
const Chunk* FindPartner(const std::vector<ChunkPtr>& chunks,
                         const Chunk& other) {
  const auto it = absl::c_find_if(chunks, [&other](const ChunkPtr& chunk) {
    return chunk->year == other.year && chunk->stratum == other.stratum;
  });
  return it == chunks.end() ? nullptr : it->get();
}

// Makes `row` stand for `other`, too.
void Blend(const Candidate& other, Candidate& row) {
  row.confidence = std::min(row.confidence, other.confidence);
  const ObservationFlags modifier =
      IsInexact(row.flags) || IsInexact(other.flags)
          ? ObservationFlags{v1::MODIFIER_APPROXIMATE}
          : row.flags & observation_flags::kModifierMask;
  row.flags = static_cast<ObservationFlags>(
      ((row.flags | other.flags) & ~observation_flags::kModifierMask) |
      modifier);
}

void SortByValue(const Snapshot& snapshot, std::vector<Candidate>& rows) {
  absl::c_sort(rows, [&](const Candidate& a, const Candidate& b) {
    if (a.value != b.value) return a.value < b.value;
    if (a.place != b.place) return a.place < b.place;
    return snapshot.reports[a.report].id < snapshot.reports[b.report].id;
  });
}

}  // namespace

absl::StatusOr<std::vector<ChunkPtr>> DeriveValues(
    const Snapshot& snapshot, const Formula& formula,
    absl::Span<const std::vector<ChunkPtr>> operands, bool include_erroneous,
    Stopped stopped) {
  const FormulaProgram program(formula);
  std::vector<ChunkPtr> derived;
  if (operands.empty()) return derived;
  std::vector<IssuerRows> others(operands.size() - 1, IssuerRows(snapshot));
  std::vector<const Chunk*> chunks(operands.size());
  std::vector<double> values(operands.size());
  for (const ChunkPtr& first : operands[0]) {
    chunks[0] = first.get();
    for (size_t i = 1; i < operands.size(); ++i) {
      chunks[i] = FindPartner(operands[i], *first);
      others[i - 1].Assign(chunks[i], include_erroneous);
    }
    std::vector<Candidate> rows;
    for (uint32_t r = 0; r < first->elected; ++r) {
      if (r % kRowsBetweenPolls == 0 && stopped()) {
        return Cancelled();
      }
      Candidate row = first->Row(r);
      bool complete = (row.flags & LeftOut(include_erroneous)) == 0;
      values[0] = row.value;
      for (size_t i = 1; complete && i < operands.size(); ++i) {
        const uint32_t found = others[i - 1].Find(*first, r);
        complete = found != IssuerRows::kNone;
        if (!complete) break;
        values[i] = chunks[i]->values[found];
        Blend(chunks[i]->Row(found), row);
      }
      if (!complete) continue;
      const std::optional<double> value = program.Evaluate(values);
      if (!value.has_value()) continue;
      row.value = *value;
      rows.push_back(row);
    }
    if (rows.empty()) continue;
    SortByValue(snapshot, rows);
    derived.push_back(
        MakeChunk(first->stratum, first->year, rows, first->uniform));
  }
  return derived;
}

}  // namespace nianbao::aggregator
