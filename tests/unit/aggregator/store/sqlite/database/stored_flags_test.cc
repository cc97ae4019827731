#include "aggregator/store/sqlite/database/stored_flags.h"

#include "gtest/gtest.h"

namespace nianbao::aggregator {
namespace stored_flags_test {

// Every bit that memory may set.
constexpr ObservationFlags KnownFlags() {
  ObservationFlags known = observation_flags::kModifierMask;
  for (const stored_flags::BitPair& pair : stored_flags::kPairs) {
    known |= pair.memory;
  }
  return known;
}

TEST(StoredFlagsTest, WhatIsStoredIsReadAgain) {
  for (uint32_t flags = 0; flags <= 0xffff; ++flags) {
    const auto memory = static_cast<ObservationFlags>(flags & KnownFlags());
    ASSERT_EQ(FromStored(ToStored(memory)), memory) << flags;
    ASSERT_EQ(FromStoredInt(ToStoredInt(memory)), memory) << flags;
  }
}

// A disk may hold what a later program of the same schema has written.
TEST(StoredFlagsTest, BitsThatMeanNothingAreNotRead) {
  EXPECT_EQ(FromStoredInt(0x00c0), 0);
  EXPECT_EQ(FromStoredInt(0x00e0), observation_flags::kCountable);
}

// The numbers that docs/FORMAT.md gives: files of this schema hold them.
TEST(StoredFlagsTest, BitsOnDiskAreThoseOfTheFormat) {
  using namespace observation_flags;  // NOLINT
  EXPECT_EQ(ToStoredInt(v1::MODIFIER_AT_MOST), 0x0004);
  EXPECT_EQ(ToStoredInt(kErroneous), 0x0008);
  EXPECT_EQ(ToStoredInt(kPercentage), 0x0010);
  EXPECT_EQ(ToStoredInt(kCountable), 0x0020);
  EXPECT_EQ(ToStoredInt(kOtherDiagnostic), 0x8000);
  const int64_t bits[] = {0x0100, 0x0200, 0x0400, 0x0800,
                          0x1000, 0x2000, 0x4000};
  ASSERT_EQ(std::size(bits), std::size(kDiagnosticCodes));
  for (size_t i = 0; i < std::size(bits); ++i) {
    EXPECT_EQ(
        ToStoredInt(static_cast<ObservationFlags>(1 << (kDiagnosticShift + i))),
        bits[i])
        << kDiagnosticCodes[i];
  }
}

}  // namespace stored_flags_test
}  // namespace nianbao::aggregator
