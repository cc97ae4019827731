// A text is looked up in steps, from what can mean one division only to what
// may mean several; the first step that finds anything decides:
//
//   北京市海淀区      the name in full
//   海淀区            a display name
//   襄樊市            a former name
//   海淀  恩施州      a name without its suffix; of a province to a county
//   徐州市鼓楼区      a name behind names above it, any of them in any form
//   学院路            a township's name without its suffix
//   haidian           the same in pinyin, "district" and the like left out
//   淀                a part of a display name
//
// Each of these is a lookup in a hash table, or one for each end of the text
// (徐州市鼓楼区: 州市鼓楼区, 市鼓楼区, 鼓楼区, of which the last is a name, and
// 徐州市 is then held against the names above it). A part is looked for in one
// text of all names, 200,000 characters.
//
// Where nothing is found, names are suggested that read the same (海店区), then
// those that are a slip or two away (common/text/edit_distance.h), also behind
// a name above them (北京市海定区); of these those that are nearest. Townships
// are many and small, so that they are suggested last.
#include "aggregator/names/division_names.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "aggregator/names/normal_form.h"
#include "common/base/cancelled.h"
#include "common/domain/place_forms.h"
#include "common/text/edit_distance.h"
#include "common/text/utf8.h"

namespace nianbao::aggregator {
namespace {

using View = std::u16string_view;

// Divisions named between two looks at whether to stop: some milliseconds.
constexpr int kDivisionsBetweenPolls = 256;

// Suffixes of townships, the longest first.
constexpr View kTownshipSuffixes[] = {u"街道", u"地区", u"镇", u"乡"};

// Words by which English says what kind of division a name is of, as they end
// a normal form; the longest first.
constexpr View kEnglishKinds[] = {u"autonomousprefecture",
                                  u"autonomousregion",
                                  u"autonomouscounty",
                                  u"municipality",
                                  u"subdistrict",
                                  u"prefecture",
                                  u"district",
                                  u"province",
                                  u"township",
                                  u"county",
                                  u"banner",
                                  u"league",
                                  u"city",
                                  u"town"};

View WithoutKind(View text) {
  for (const View kind : kEnglishKinds) {
    if (text.size() > kind.size() && text.ends_with(kind)) {
      return text.substr(0, text.size() - kind.size());
    }
  }
  return text;
}

std::u16string TownshipStem(std::u16string name) {
  for (const View suffix : kTownshipSuffixes) {
    if (name.size() > suffix.size() + 1 && View(name).ends_with(suffix)) {
      name.resize(name.size() - suffix.size());
      return name;
    }
  }
  return {};
}

const std::vector<int>* Look(
    const absl::flat_hash_map<std::u16string, std::vector<int>>& names,
    View text) {
  const auto it = names.find(std::u16string(text));
  return it == names.end() ? nullptr : &it->second;
}

}  // namespace

DivisionNames::Names DivisionNames::NamesOf(const DivisionEntry& division) {
  Names names;
  names.full = FromUtf8(division.name);
  if (division.level == v1::LEVEL_TOWNSHIP) {
    names.stem = TownshipStem(names.full);
    return names;
  }
  names.stem = StemOf(division.name);
  names.short_form = ShortFormOf(division.name);
  // 恩施 rather than 恩施土家族苗族.
  if (names.short_form.size() > 2) {
    names.stem = names.short_form.substr(0, names.short_form.size() - 1);
  }
  return names;
}

DivisionNames::Names DivisionNames::Convert(
    const Names& names, absl::FunctionRef<std::u16string(View)> convert) {
  return {convert(names.full), convert(names.stem), convert(names.short_form)};
}

void DivisionNames::Add(int division, Names names, Index& index) {
  index.full[names.full].push_back(division);
  ByName& stems = At(division).level == v1::LEVEL_TOWNSHIP ? index.township_stem
                                                           : index.stem;
  for (const std::u16string& name : {names.stem, names.short_form}) {
    if (!name.empty()) stems[name].push_back(division);
  }
  index.names.push_back(std::move(names));
}

absl::StatusOr<std::unique_ptr<const DivisionNames>> DivisionNames::Create(
    const Gazetteer& gazetteer, const ConversionTable& conversion,
    absl::FunctionRef<bool()> stopped) {
  std::u16string alphabet;
  for (const DivisionEntry& division : gazetteer.divisions()) {
    alphabet += FromUtf8(division.name);
  }
  absl::StatusOr<Pinyin> pinyin = Pinyin::Create(alphabet);
  if (!pinyin.ok()) return pinyin.status();
  std::unique_ptr<DivisionNames> names(
      new DivisionNames(gazetteer, *std::move(pinyin)));
  const auto read = [&](View name) { return names->pinyin_.Of(name); };
  const auto normalize = [&](View name) {
    return NormalForm(conversion, ToUtf8(name));
  };
  const int count = static_cast<int>(gazetteer.divisions().size());
  for (int i = 0; i < count; ++i) {
    if (i % kDivisionsBetweenPolls == 0 && stopped()) return Cancelled();
    const Names printed = NamesOf(names->At(i));
    names->Add(i, Convert(printed, read), names->latin_);
    // 乾县 is looked for as 干县, since that is what becomes of it.
    const Names chinese = Convert(printed, normalize);
    names->line_begins_.push_back(names->lines_.size());
    names->lines_.append(chinese.full) += u'\n';
    names->Add(i, chinese, names->chinese_);
  }
  for (const OtherName& other : gazetteer.former_names()) {
    names->former_[NormalForm(conversion, other.name)].push_back(
        names->IndexOf(*other.division));
  }
  return names;
}

// Whether the text is made of names of the division and of those above it, each
// at most once, from the top down.
bool DivisionNames::Explains(const Index& index, View text,
                             const DivisionEntry* division) const {
  if (text.empty()) return true;
  for (; division != nullptr; division = division->parent) {
    const Names& names = index.names[IndexOf(*division)];
    for (const View name :
         {View(names.full), View(names.stem), View(names.short_form)}) {
      if (!name.empty() && text.ends_with(name) &&
          Explains(index, text.substr(0, text.size() - name.size()),
                   division->parent)) {
        return true;
      }
    }
  }
  return false;
}

// Divisions that the text is the name of in full, from the province down.
DivisionNames::Divisions DivisionNames::InFull(const Index& index,
                                               View text) const {
  Divisions found;
  for (size_t begin = 0; begin < text.size(); ++begin) {
    const Divisions* const named = Look(index.full, text.substr(begin));
    if (named == nullptr) continue;
    for (const int division : *named) {
      std::u16string full;
      for (const DivisionEntry* d = &At(division); d != nullptr;
           d = d->parent) {
        full.insert(0, index.names[IndexOf(*d)].full);
      }
      if (full == text) found.push_back(division);
    }
  }
  return found;
}

// Divisions that the text is a name of, behind names of those above them.
DivisionNames::Divisions DivisionNames::Joined(const Index& index,
                                               View text) const {
  std::set<int> found;
  for (size_t begin = 1; begin < text.size(); ++begin) {
    const View own = text.substr(begin);
    for (const ByName* names :
         {&index.full, &index.stem, &index.township_stem, &former_}) {
      const Divisions* const named = Look(*names, own);
      if (named == nullptr) continue;
      for (const int division : *named) {
        if (Explains(index, text.substr(0, begin), At(division).parent)) {
          found.insert(division);
        }
      }
    }
  }
  return Divisions(found.begin(), found.end());
}

DivisionNames::Divisions DivisionNames::WithPart(View text) const {
  Divisions found;
  size_t at = lines_.find(text);
  while (at != View::npos) {
    const auto line =
        std::upper_bound(line_begins_.begin(), line_begins_.end(), at);
    found.push_back(static_cast<int>(line - line_begins_.begin()) - 1);
    if (line == line_begins_.end()) break;
    at = lines_.find(text, *line);
  }
  return found;
}

// Divisions that may have been meant, likelier ones first.
DivisionNames::Divisions DivisionNames::Similar(View normal) const {
  // By likelihood: how far the name is, then level, then code.
  std::set<std::tuple<int, int, int>> found;
  const auto add = [&](int slips, int division) {
    found.emplace(slips, At(division).level, division);
  };
  const Index& index = IsAscii(normal) ? latin_ : chinese_;
  const View text = IsAscii(normal) ? WithoutKind(normal) : normal;
  if (!IsAscii(normal)) {
    const std::u16string sound = pinyin_.Of(text);
    for (const ByName* names : {&latin_.full, &latin_.stem}) {
      const Divisions* const named = Look(*names, sound);
      if (named == nullptr) continue;
      for (const int division : *named) add(0, division);
    }
  }
  // Names of those above that the text begins with are taken off it, for the
  // divisions below them.
  const auto consider = [&](View rest, int division) {
    const int limit = SlipsIn(rest.size());
    if (limit == 0) return;
    const Names& names = index.names[division];
    for (const View name : {View(names.full), View(names.stem)}) {
      if (name.size() + limit < rest.size() ||
          rest.size() + limit < name.size()) {
        continue;
      }
      const int slips = EditDistance(rest, name, limit);
      if (slips <= limit && slips < static_cast<int>(name.size())) {
        add(slips, division);
      }
    }
  };
  for (int i = 0; i < static_cast<int>(index.names.size()); ++i) {
    const bool is_township = At(i).level == v1::LEVEL_TOWNSHIP;
    if (!is_township || !IsAscii(normal)) consider(text, i);
    if (is_township) continue;
    for (const DivisionEntry* above = At(i).parent; above != nullptr;
         above = above->parent) {
      const Names& names = index.names[IndexOf(*above)];
      for (const View name : {View(names.full), View(names.stem)}) {
        if (!name.empty() && text.starts_with(name)) {
          consider(text.substr(name.size()), i);
        }
      }
    }
  }
  // What is a slip further away than others was hardly meant.
  Divisions divisions;
  for (const auto& [slips, level, division] : found) {
    if (slips > std::get<0>(*found.begin())) break;
    if (divisions.size() == size_t{kMaxNameSuggestions}) break;
    if (std::find(divisions.begin(), divisions.end(), division) ==
        divisions.end()) {
      divisions.push_back(division);
    }
  }
  return divisions;
}

DivisionNames::Found DivisionNames::Answer(Divisions divisions,
                                           v1::NameMatch how) const {
  std::sort(divisions.begin(), divisions.end());
  divisions.erase(std::unique(divisions.begin(), divisions.end()),
                  divisions.end());
  std::stable_sort(divisions.begin(), divisions.end(),
                   [&](int a, int b) { return At(a).level < At(b).level; });
  Found found;
  for (const int division : divisions) {
    found.candidates.push_back({&At(division), how});
  }
  return found;
}

DivisionNames::Found DivisionNames::AnswerByName(Divisions divisions,
                                                 absl::string_view text) const {
  Found found = Answer(std::move(divisions), v1::NAME_MATCH_VARIANT);
  for (Match<DivisionEntry>& match : found.candidates) {
    if (text == match.entry->name ||
        text == Gazetteer::FullName(*match.entry)) {
      match.how = v1::NAME_MATCH_EXACT;
    }
  }
  return found;
}

DivisionNames::Found DivisionNames::Find(absl::string_view text,
                                         View normal) const {
  if (normal.empty()) return {};
  if (!IsAscii(normal)) {
    Divisions found = InFull(chinese_, normal);
    if (!found.empty()) return AnswerByName(std::move(found), text);
    const Divisions* const display = Look(chinese_.full, normal);
    if (display != nullptr) return AnswerByName(*display, text);
    const std::pair<const ByName*, v1::NameMatch> steps[] = {
        {&former_, v1::NAME_MATCH_FORMER_NAME},
        {&chinese_.stem, v1::NAME_MATCH_SHORT}};
    for (const auto& [names, how] : steps) {
      const Divisions* const named = Look(*names, normal);
      if (named != nullptr) return Answer(*named, how);
    }
    found = Joined(chinese_, normal);
    if (!found.empty()) {
      return Answer(std::move(found), v1::NAME_MATCH_JOINED);
    }
    const Divisions* const township = Look(chinese_.township_stem, normal);
    if (township != nullptr) return Answer(*township, v1::NAME_MATCH_SHORT);
    found = WithPart(normal);
    if (!found.empty()) return Answer(std::move(found), v1::NAME_MATCH_PART);
  } else {
    const View name = WithoutKind(normal);
    for (const ByName* names :
         {&latin_.stem, &latin_.full, &latin_.township_stem}) {
      const Divisions* const named = Look(*names, name);
      if (named != nullptr) return Answer(*named, v1::NAME_MATCH_PINYIN);
    }
    Divisions found = Joined(latin_, name);
    if (!found.empty()) {
      return Answer(std::move(found), v1::NAME_MATCH_PINYIN);
    }
  }
  Found nothing;
  for (const int division : Similar(normal)) {
    nothing.suggestions.push_back({&At(division), v1::NAME_MATCH_SIMILAR});
  }
  return nothing;
}

}  // namespace nianbao::aggregator
