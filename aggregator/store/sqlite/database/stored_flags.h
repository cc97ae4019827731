// What is known of an observation besides its numbers, in one word on disk.
//
// The word stands in the column `flags` of the table `observation`; its bits
// are part of the schema and described in docs/FORMAT.md. They are told apart
// from the word in memory (ObservationFlags of columns/observation_flags.h) so
// that either may change alone: the bits below never change within a version
// of the schema, whatever memory does, and the conversions follow both.
//
// A new diagnostic code does not compile until it has a bit here as well, and
// none is free in this version: it wants a wider word, a new version of the
// schema, and a migration that makes the flags anew from the reports.
#ifndef NIANBAO_AGGREGATOR_STORE_SQLITE_DATABASE_STORED_FLAGS_H_
#define NIANBAO_AGGREGATOR_STORE_SQLITE_DATABASE_STORED_FLAGS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string_view>

#include "aggregator/columns/observation_flags.h"
#include "nianbao/v1/report.pb.h"

namespace nianbao::aggregator {

// Nothing but ToStored and FromStored looks at the bits.
enum class StoredFlags : uint16_t {};

namespace stored_flags {

// The number of v1.Modifier, which the protocol fixes for good.
inline constexpr uint16_t kModifierMask = 0x0007;
inline constexpr uint16_t kErroneous = 0x0008;
inline constexpr uint16_t kPercentage = 0x0010;
inline constexpr uint16_t kCountable = 0x0020;
// 0x0040 and 0x0080 are written as 0 and not read.

struct DiagnosticBit {
  std::string_view code;
  uint16_t bit;
};
inline constexpr DiagnosticBit kDiagnostics[] = {
    {"RATE_MISMATCH", 0x0100},      {"UNIT_SLIP", 0x0200},
    {"PART_EXCEEDS_WHOLE", 0x0400}, {"SUM_MISMATCH", 0x0800},
    {"DUPLICATE_MISMATCH", 0x1000}, {"YEAR_CONFLICT", 0x2000},
    {"ENCODING_DOUBT", 0x4000}};
inline constexpr uint16_t kOtherDiagnostic = 0x8000;

// The bit of that code; 0 when it has none.
constexpr uint16_t BitOfCode(std::string_view code) {
  for (const DiagnosticBit& diagnostic : kDiagnostics) {
    if (diagnostic.code == code) return diagnostic.bit;
  }
  return 0;
}

// A bit on disk and the one in memory that says the same.
struct BitPair {
  uint16_t stored;
  ObservationFlags memory;
};

// All but the modifier.
inline constexpr auto kPairs = [] {
  std::array<BitPair, 4 + std::size(kDiagnosticCodes)> pairs = {
      {{kErroneous, observation_flags::kErroneous},
       {kPercentage, observation_flags::kPercentage},
       {kCountable, observation_flags::kCountable},
       {kOtherDiagnostic, observation_flags::kOtherDiagnostic}}};
  for (size_t i = 0; i < std::size(kDiagnosticCodes); ++i) {
    pairs[4 + i] = {BitOfCode(kDiagnosticCodes[i]),
                    static_cast<ObservationFlags>(
                        1 << (observation_flags::kDiagnosticShift + i))};
  }
  return pairs;
}();

// True when no bit on either side is 0, or of two pairs, or of the modifier.
constexpr bool PairsAreOneToOne() {
  uint32_t stored = kModifierMask;
  uint32_t memory = observation_flags::kModifierMask;
  for (const BitPair& pair : kPairs) {
    if (pair.stored == 0 || (pair.stored & stored) != 0) return false;
    if (pair.memory == 0 || (pair.memory & memory) != 0) return false;
    stored |= pair.stored;
    memory |= pair.memory;
  }
  return true;
}
static_assert(PairsAreOneToOne(), "each flag in memory needs a bit on disk");
static_assert(v1::Modifier_MAX <= kModifierMask);

}  // namespace stored_flags

constexpr StoredFlags ToStored(ObservationFlags flags) {
  uint16_t stored = flags & observation_flags::kModifierMask;
  for (const stored_flags::BitPair& pair : stored_flags::kPairs) {
    if ((flags & pair.memory) != 0) stored |= pair.stored;
  }
  return static_cast<StoredFlags>(stored);
}

constexpr ObservationFlags FromStored(StoredFlags flags) {
  const uint16_t stored = static_cast<uint16_t>(flags);
  ObservationFlags memory = stored & stored_flags::kModifierMask;
  for (const stored_flags::BitPair& pair : stored_flags::kPairs) {
    if ((stored & pair.stored) != 0) memory |= pair.memory;
  }
  return memory;
}

// As they stand in the column, an integer of SQLite's.
constexpr ObservationFlags FromStoredInt(int64_t flags) {
  return FromStored(static_cast<StoredFlags>(flags));
}
constexpr int64_t ToStoredInt(ObservationFlags flags) {
  return static_cast<int64_t>(ToStored(flags));
}

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_STORE_SQLITE_DATABASE_STORED_FLAGS_H_
