#include "aggregator/columns/report_directory.h"

#include <utility>

namespace nianbao::aggregator {

ReportDirectory::Editor::Editor(const ReportDirectory& base)
    : blocks_(base.blocks_), own_(base.blocks_.size()) {}

void ReportDirectory::Editor::Set(ReportSlot slot, ReportEntry entry) {
  const size_t block = slot / kBlock;
  if (block >= blocks_.size()) {
    blocks_.resize(block + 1, std::make_shared<const Block>());
    own_.resize(block + 1);
  }
  // The block may still be read through the directory before: it is copied when
  // its first entry changes.
  if (own_[block] == nullptr) {
    own_[block] = std::make_shared<Block>(*blocks_[block]);
    blocks_[block] = own_[block];
  }
  own_[block]->issuers[slot % kBlock] = entry.issuer;
  own_[block]->entries[slot % kBlock] = std::move(entry);
}

ReportDirectory ReportDirectory::Editor::Finish() && {
  ReportDirectory directory;
  directory.blocks_ = std::move(blocks_);
  return directory;
}

}  // namespace nianbao::aggregator
