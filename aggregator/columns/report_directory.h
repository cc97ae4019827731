// The reports behind the columns, by a number of four bytes.
//
// A directory is immutable; an Editor makes another from it that shares all
// blocks but those that change.
#ifndef NIANBAO_AGGREGATOR_COLUMNS_REPORT_DIRECTORY_H_
#define NIANBAO_AGGREGATOR_COLUMNS_REPORT_DIRECTORY_H_

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/domain/gazetteer.h"
#include "nianbao/v1/division.pb.h"

namespace nianbao::aggregator {

// A division and a level in one word: 8 times the index into
// Gazetteer::divisions(), or their number where the division is unknown, plus
// the level. Orders by the divisions' codes.
using Place = uint32_t;

inline Place MakePlace(uint32_t division, v1::Level level) {
  return division << 3 | static_cast<uint32_t>(level);
}
inline uint32_t DivisionOf(Place place) { return place >> 3; }
inline v1::Level LevelOf(Place place) {
  return static_cast<v1::Level>(place & 7);
}

// Of the division with that code. O(1).
Place PlaceOf(absl::string_view division_code, v1::Level level);

// A report that counts in statistics.
struct ReportEntry {
  // Larger when uploaded later.
  int64_t id = 0;
  // "reports/{report}".
  std::string name;
  std::string issuer_name;
  // Equal for reports of the same issuer, which all have the same place; below
  // 2^31, dense.
  int32_t issuer = 0;
  Place place = 0;
  int32_t year = 0;
  // Microseconds since the epoch.
  int64_t stored_at = 0;
};

using ReportSlot = uint32_t;

class ReportDirectory {
 public:
  // Entries a block.
  static constexpr uint32_t kBlock = 512;

  // `slot` must be below size(). A free slot holds an entry of id 0.
  const ReportEntry& operator[](ReportSlot slot) const {
    return blocks_[slot / kBlock]->entries[slot % kBlock];
  }

  // As the entry has it, for loops over many slots.
  int32_t IssuerOf(ReportSlot slot) const {
    return blocks_[slot / kBlock]->issuers[slot % kBlock];
  }

  // Number of slots, free ones included.
  ReportSlot size() const {
    return static_cast<ReportSlot>(blocks_.size()) * kBlock;
  }

  // Gathers changes to a directory, copying each block at most once.
  class Editor {
   public:
    explicit Editor(const ReportDirectory& base);

    // Grows the directory where needed.
    void Set(ReportSlot slot, ReportEntry entry);

    ReportDirectory Finish() &&;

   private:
    friend class ReportDirectory;
    struct Block {
      std::array<ReportEntry, kBlock> entries;
      std::array<int32_t, kBlock> issuers = {};
    };
    std::vector<std::shared_ptr<const Block>> blocks_;
    // Parallel to blocks_: those copied for this editor; null for the others.
    std::vector<std::shared_ptr<Block>> own_;
  };

 private:
  std::vector<std::shared_ptr<const Editor::Block>> blocks_;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_COLUMNS_REPORT_DIRECTORY_H_
