// All names that some 44,000 divisions go by, in one trie.
//
// A division is printed in full (海淀区), without its suffix where that leaves
// two characters (海淀), an autonomous one without its peoples (恩施州 for
// 恩施土家族苗族自治州), and by names it had until lately. Townships only count
// in full: 城关 or 新华 without 镇 would be found in many texts.
// A name that is the full name of one division and the stem of another stands
// for the full one.
//
// Finding costs a match in the trie for each place of the text, which most
// characters end at once.
#include "extractor/head/place_names.h"

#include "common/domain/place_forms.h"
#include "extractor/text/utf16.h"

namespace nianbao::extractor {

PlaceNames::Name& PlaceNames::NameOf(const std::u16string& name) {
  int index = trie_.Find(name);
  if (index < 0) {
    index = static_cast<int>(names_.size());
    trie_.Add(name, index);
    names_.emplace_back();
  }
  return names_[index];
}

PlaceNames::PlaceNames(const Gazetteer& gazetteer) {
  for (const DivisionEntry& division : gazetteer.divisions()) {
    NameOf(FromUtf8(division.name)).full.push_back(&division);
    if (division.level == v1::LEVEL_TOWNSHIP) continue;
    const std::u16string short_form = ShortFormOf(division.name);
    if (!short_form.empty()) NameOf(short_form).full.push_back(&division);
    const std::u16string stem = StemOf(division.name);
    if (!stem.empty()) NameOf(stem).stem.push_back(&division);
  }
  for (const auto& [name, division] : gazetteer.former_names()) {
    Name& former = NameOf(FromUtf8(name));
    former.full.push_back(division);
    former.is_former = true;
  }
}

std::vector<PlaceNames::Mention> PlaceNames::Find(View text) const {
  std::vector<Mention> mentions;
  for (size_t i = 0; i < text.size();) {
    int index = -1;
    const size_t length = trie_.Longest(text, i, &index);
    // No division is known by a single character.
    if (length < 2) {
      ++i;
      continue;
    }
    const Name& name = names_[index];
    const bool is_stem = name.full.empty();
    mentions.push_back({i, i + length, is_stem ? &name.stem : &name.full,
                        is_stem, name.is_former});
    i += length;
  }
  return mentions;
}

}  // namespace nianbao::extractor
