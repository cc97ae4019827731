// The reports behind the columns, by a number of four bytes.
//
// A row of a chunk names its report by a slot of this directory rather than by
// its id or by a pointer: four bytes a row, and a slot can be used again once
// its report counts no more. Slots lie in blocks. A directory is immutable; an
// Editor makes another from it that shares all blocks but those that change, so
// that one upload copies one block, not the directory.
#ifndef NIANBAO_AGGREGATOR_COLUMNS_REPORT_DIRECTORY_H_
#define NIANBAO_AGGREGATOR_COLUMNS_REPORT_DIRECTORY_H_

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "aggregator/columns/place.h"
#include "aggregator/columns/stratum.h"

namespace nianbao::aggregator {

// A report that counts in statistics.
struct ReportEntry {
  // Of the report as it stands now; another after each correction.
  int64_t id = 0;
  // The id that it was uploaded with, larger when uploaded later; 0 where that
  // is `id`. A correction does not make a report newer.
  int64_t upload = 0;
  // "reports/{report}".
  std::string name;
  std::string issuer_name;
  // Equal for reports of the same issuer, which all have the same place; below
  // 2^31, dense.
  int32_t issuer = 0;
  Place place = 0;
  Stratum stratum;
  int32_t year = 0;
  // Microseconds since the epoch; of a corrected report those of the
  // correction.
  int64_t stored_at = 0;

  int64_t UploadId() const { return upload == 0 ? id : upload; }
};

using ReportSlot = uint32_t;

class ReportDirectory {
  struct Block;

 public:
  // Entries a block. An upload copies one block, about 50 KB; a directory of
  // a million reports has 2,000 blocks, whose pointers each snapshot copies. A
  // power of two, so that dividing a slot by it is a shift.
  static constexpr uint32_t kBlock = 512;

  // `slot` must be below size(). A free slot holds an entry of id 0.
  const ReportEntry& operator[](ReportSlot slot) const {
    return blocks_[slot / kBlock]->entries[slot % kBlock];
  }

  // The entry's `issuer`. Issuers stand apart from the entries as well, since
  // loops over many slots would else read an entry of 96 bytes for four of
  // them.
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

    // Puts the entry in that slot and grows the directory where needed.
    void Set(ReportSlot slot, ReportEntry entry);

    ReportDirectory Finish() &&;

   private:
    std::vector<std::shared_ptr<const Block>> blocks_;
    // As many as blocks_: the block itself where this editor has made it and
    // may still change it, null where it is shared with the directory before.
    std::vector<std::shared_ptr<Block>> own_;
  };

 private:
  struct Block {
    std::array<ReportEntry, kBlock> entries;
    std::array<int32_t, kBlock> issuers = {};
  };

  std::vector<std::shared_ptr<const Block>> blocks_;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_COLUMNS_REPORT_DIRECTORY_H_
