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

#include "extractor/text/utf16.h"

namespace nianbao::extractor {
namespace {

// Suffixes of division names, the longest first.
constexpr View kSuffixes[] = {
    u"维吾尔自治区", u"壮族自治区", u"回族自治区", u"自治区", u"自治州",
    u"自治县",       u"自治旗",     u"特别行政区", u"地区",   u"林区",
    u"新区",         u"省",         u"市",         u"区",     u"县",
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

// The peoples that autonomous divisions are named after, the longest first.
constexpr View kPeoples[] = {
    u"柯尔克孜族", u"哈萨克族", u"达斡尔族", u"鄂温克族", u"鄂伦春族",
    u"塔吉克族",   u"维吾尔族", u"各族",     u"布依族",   u"朝鲜族",
    u"土家族",     u"哈尼族",   u"傈僳族",   u"拉祜族",   u"东乡族",
    u"纳西族",     u"景颇族",   u"仫佬族",   u"布朗族",   u"撒拉族",
    u"毛南族",     u"仡佬族",   u"锡伯族",   u"阿昌族",   u"普米族",
    u"德昂族",     u"保安族",   u"裕固族",   u"独龙族",   u"蒙古族",
    u"蒙古",       u"哈萨克",   u"柯尔克孜", u"锡伯",     u"塔吉克",
    u"回族",       u"藏族",     u"苗族",     u"彝族",     u"壮族",
    u"满族",       u"侗族",     u"瑶族",     u"白族",     u"傣族",
    u"黎族",       u"佤族",     u"畲族",     u"水族",     u"土族",
    u"羌族",       u"怒族"};

// The short form that texts use: 积石山县 for 积石山保安族东乡族撒拉族自治县,
// 恩施州 for 恩施土家族苗族自治州; empty when the name has none.
std::u16string ShortFormOf(const DivisionEntry& division) {
  const std::u16string name = FromUtf8(division.name);
  View rest = name;
  if (rest.size() < 5 || rest.substr(rest.size() - 3, 2) != u"自治" ||
      rest.back() == u'区') {
    return {};
  }
  const char16_t kind = rest.back();
  rest.remove_suffix(3);
  for (bool stripped = true; stripped;) {
    stripped = false;
    for (View people : kPeoples) {
      if (rest.size() > people.size() + 1 &&
          rest.substr(rest.size() - people.size()) == people) {
        rest.remove_suffix(people.size());
        stripped = true;
      }
    }
  }
  return std::u16string(rest) + kind;
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
    const std::u16string short_form = ShortFormOf(division);
    if (!short_form.empty()) NameOf(short_form).full.push_back(&division);
    const std::u16string stem = StemOf(division);
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
