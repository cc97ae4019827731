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

#include <algorithm>

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
  for (const OtherName& other : gazetteer.former_names()) AddOther(other);
  for (const OtherName& other : gazetteer.former_divisions()) AddOther(other);
}

void PlaceNames::AddOther(const OtherName& other) {
  Name& name = NameOf(FromUtf8(other.name));
  // A name that a division of today has is no former one.
  if (name.full.empty() || name.until > 0) {
    name.until = std::max(name.until, other.until);
  }
  name.full.push_back(other.division);
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
                        is_stem, name.until > 0, name.until});
    i += length;
  }
  return mentions;
}

std::vector<std::u16string> ProperNames(const Gazetteer& gazetteer) {
  std::vector<std::u16string> names;
  for (const DivisionEntry& division : gazetteer.divisions()) {
    names.push_back(FromUtf8(division.name));
  }
  for (const auto* others :
       {&gazetteer.former_names(), &gazetteer.former_divisions()}) {
    for (const OtherName& other : *others) {
      names.push_back(FromUtf8(other.name));
    }
  }
  return names;
}

}  // namespace nianbao::extractor
