#include <algorithm>
#include <string>

#include "extractor/issuer.h"
#include "extractor/normalize.h"

namespace nianbao {
namespace {

using View = std::u16string_view;

// Suffixes of division names, the longest first.
constexpr View kSuffixes[] = {u"维吾尔自治区", u"壮族自治区", u"回族自治区",
                              u"自治区",       u"自治州",     u"自治县",
                              u"自治旗",       u"特别行政区", u"地区",
                              u"林区",         u"新区",       u"省",
                              u"市",           u"区",         u"县",
                              u"旗",           u"盟",         u"州"};

// The name without its suffix; empty when that would be a single character.
std::u16string StemOf(const DivisionEntry& division) {
  std::u16string name = FromUtf8(division.name);
  for (View suffix : kSuffixes) {
    if (name.size() > suffix.size() + 1 &&
        View(name).substr(name.size() - suffix.size()) == suffix) {
      return name.substr(0, name.size() - suffix.size());
    }
  }
  return {};
}

}  // namespace

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
    const std::u16string stem = StemOf(division);
    if (!stem.empty()) NameOf(stem).stem.push_back(&division);
  }
}

std::vector<PlaceNames::Mention> PlaceNames::Find(View text) const {
  std::vector<Mention> mentions;
  for (size_t i = 0; i < text.size();) {
    int index = -1;
    const size_t length = trie_.Longest(text, i, &index);
    if (length < 2) {
      ++i;
      continue;
    }
    const Name& name = names_[index];
    const bool is_stem = name.full.empty();
    mentions.push_back(
        {i, i + length, is_stem ? &name.stem : &name.full, is_stem});
    i += length;
  }
  return mentions;
}

}  // namespace nianbao
