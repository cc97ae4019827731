// Who issued a report, where nothing says so in one place.
//
// Three questions, in this order:
//   1. Which body is named? The title, the signature, 现将…报告如下, then the
//      subject of the opening and the page's source are asked; the first whose
//      name tells a level is taken (body_names.h). Without one, how the text
//      speaks of itself tells the level: 我局, 全镇, 区政府 (issuer_level.h).
//   2. Which division is it of? Every division that the text means
//      (place_evidence.h) gets votes, as many as the place it is mentioned at
//      says about the issuer,
//      and a share of those of the divisions above it. So 城关镇, which many
//      counties have, is that of the county which the text also names:
//          城关镇 (of 靖远县)   40 of the title + 0.4 x votes of 靖远县
//          城关镇 (of others)   40 of the title
//      The division of that level with the most votes wins, when it is far
//      enough from the next one. Otherwise both are candidates, and the issuer
//      has no division: none is better than a wrong one. A body of a zone
//      (青岛西海岸新区) or of a stranger (绍兴滨海新区) has none either.
//   3. What is its full name? Built from both (issuer_name.h).
//
// Costs the search for names in the first 6,000 characters, and a walk over the
// divisions they may stand for, which are as many as a name has bearers.
#include "extractor/head/issuer.h"

#include <algorithm>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/match.h"
#include "extractor/head/body_names.h"
#include "extractor/head/issuer_level.h"
#include "extractor/head/issuer_mentions.h"
#include "extractor/head/issuer_name.h"
#include "extractor/head/place_evidence.h"
#include "extractor/text/utf16.h"

namespace nianbao::extractor {
namespace {

// Characters after the title in which divisions and the words of the text for
// its own area are counted. What follows speaks of details.
constexpr size_t kBodyWindow = 6000;

// How much a mention says about the issuer, by the place it stands at: a name
// in the title outweighs 40 mentions in the body. Fitted by hand on the
// annotated reports (tests/gold), as the shares below are.
constexpr double kInTitle = 40, kInSource = 15, kInOpening = 8,
                 kInSignature = 15, kInBody = 1;
// What a name without its suffix is worth beside a full one, as it may be
// another word (海淀 in 海淀黄庄).
constexpr double kStemShare = 0.4;
// What a mention of a division says about those below it.
constexpr double kAncestorShare = 0.4;
// The votes of the second that leave no doubt: a share of the winner's, or for
// a namesake, which gets the votes for the name as well, so many less. A city
// that is mentioned once by its stem is enough to tell namesakes apart.
constexpr double kNoDoubt = 0.8;
constexpr double kNamesakesApart = kInBody * kStemShare * kAncestorShare;
// Candidates that are told to readers at most.
constexpr size_t kMostCandidates = 5;
// A name that went out of force in a year still signs the report of it, which
// is written in the next.
constexpr int kYearsOfGrace = 1;

// Weighs the divisions that a report mentions.
class Ballot {
 public:
  Ballot(const PlaceNames& names, int year) : names_(names), year_(year) {}

  void Count(View text, TextKind kind, double weight) {
    for (const Place& place : MeantPlaces(text, kind, names_).places) {
      if (place.until != 0 && year_ > place.until + kYearsOfGrace) continue;
      const double share = place.is_stem ? weight * kStemShare : weight;
      for (const DivisionEntry* d : place.divisions) votes_[d] += share;
    }
  }

  // What the votes say of the divisions that `may_be` is true of.
  struct Result {
    // Null when none of them is mentioned, or it is in doubt.
    const DivisionEntry* winner = nullptr;
    // Those in doubt, the most voted for first.
    std::vector<const DivisionEntry*> candidates;
  };
  // Divisions with less than `least` votes of their own do not stand.
  template <typename MayBe>
  Result Elect(MayBe may_be, double least = 0) const {
    std::vector<std::pair<double, const DivisionEntry*>> ranking;
    for (const auto& [division, own] : votes_) {
      if (own >= least && may_be(division) && !IsItsOwnParent(*division)) {
        ranking.emplace_back(own + VotesOfAncestors(*division), division);
      }
    }
    // By votes; equal ones by code, so that runs agree.
    std::sort(ranking.begin(), ranking.end(), [](const auto& a, const auto& b) {
      return a.first != b.first ? a.first > b.first
                                : a.second->code < b.second->code;
    });
    Result result;
    if (ranking.empty()) return result;
    const auto [most, best] = ranking[0];
    for (const auto& [votes, division] : ranking) {
      if (result.candidates.size() == kMostCandidates) break;
      // A city above the winner is no rival, nor is what lies within it.
      const bool is_kin =
          division != best && (Gazetteer::IsWithin(*best, *division) ||
                               Gazetteer::IsWithin(*division, *best));
      const double enough = division->name == best->name
                                ? most - kNamesakesApart / 2
                                : most * kNoDoubt;
      if (!is_kin && votes >= enough) result.candidates.push_back(division);
    }
    if (result.candidates.size() == 1) {
      result.winner = result.candidates[0];
      result.candidates.clear();
    }
    return result;
  }

 private:
  // The gazetteer has a county-level entry for a prefecture without counties:
  // 嘉峪关市 in 嘉峪关市. The prefecture stands for both.
  static bool IsItsOwnParent(const DivisionEntry& division) {
    return division.parent != nullptr && division.parent->name == division.name;
  }

  double VotesOfAncestors(const DivisionEntry& division) const {
    double votes = 0;
    for (const DivisionEntry* a = division.parent; a != nullptr;
         a = a->parent) {
      const auto it = votes_.find(a);
      if (it != votes_.end()) votes += kAncestorShare * it->second;
    }
    return votes;
  }

  const PlaceNames& names_;
  const int year_;
  absl::flat_hash_map<const DivisionEntry*, double> votes_;
};

// The levels of the governments that a body of the level, printed as `issuer`,
// may belong to.
std::vector<v1::Level> LevelsOf(v1::Level level, View issuer) {
  switch (level) {
    case v1::LEVEL_DEPARTMENT:
      if (EndsWith(issuer, u"厅") || Contains(issuer, u"省")) {
        return {v1::LEVEL_PROVINCE};
      }
      if ((Contains(issuer, u"区") && !Contains(issuer, u"自治区")) ||
          Contains(issuer, u"县") || Contains(issuer, u"旗")) {
        return {v1::LEVEL_COUNTY};
      }
      if (At(issuer, 0) == u'市') {
        return {v1::LEVEL_PREFECTURE, v1::LEVEL_COUNTY};
      }
      return {v1::LEVEL_PROVINCE, v1::LEVEL_PREFECTURE, v1::LEVEL_COUNTY};
    case v1::LEVEL_PREFECTURE:
      // 我市 may be a city at county level.
      return {v1::LEVEL_PREFECTURE, v1::LEVEL_COUNTY};
    default:
      return {level};
  }
}

// The division that the body belongs to: the last that its name names, or
// where it names none (县司法局) one of its level.
Ballot::Result Resolve(const Ballot& ballot, v1::Level level, View issuer,
                       const PlaceNames& names) {
  const std::vector<Place> places =
      MeantPlaces(issuer, TextKind::kName, names).places;
  if (!places.empty()) {
    const std::vector<const DivisionEntry*>& own = places.back().divisions;
    return ballot.Elect([&](const DivisionEntry* division) {
      return std::find(own.begin(), own.end(), division) != own.end();
    });
  }
  // An account by a third party says 该市; then the one that it speaks of most.
  if (level == v1::LEVEL_UNSPECIFIED) {
    return ballot.Elect(
        [](const DivisionEntry* division) {
          return division->level != v1::LEVEL_TOWNSHIP;
        },
        kInBody);
  }
  const std::vector<v1::Level> levels = LevelsOf(level, issuer);
  return ballot.Elect([&](const DivisionEntry* division) {
    // Beijing speaks of itself as 全市, too.
    const bool is_municipality =
        (level == v1::LEVEL_PREFECTURE || level == v1::LEVEL_DEPARTMENT) &&
        division->level == v1::LEVEL_PROVINCE &&
        absl::EndsWith(division->name, "市");
    return is_municipality || std::find(levels.begin(), levels.end(),
                                        division->level) != levels.end();
  });
}

// A body as the report names it, and the level that the name tells.
struct NamedBody {
  View name;
  v1::Level level = v1::LEVEL_UNSPECIFIED;
  // It is a zone's, or of a division that the gazetteer does not have.
  bool is_stranger = false;
};

// True for 青岛西海岸新区, and for 许昌市东城区: Xuchang has no such district.
bool IsStranger(View name, const PlaceNames& names) {
  return NamesZone(name, names) ||
         MeantPlaces(name, TextKind::kName, names).has_stranger;
}

// The first of the names, the most telling first, that is a body's.
NamedBody FirstBody(std::initializer_list<View> candidates,
                    const PlaceNames& names) {
  for (View name : candidates) {
    const v1::Level level = LevelOfName(name, names);
    if (level != v1::LEVEL_UNSPECIFIED) return {name, level, false};
    if (IsStranger(name, names)) return {name, level, true};
  }
  return {};
}

// The body that a title begins with: 霍城镇 of a headline 霍城镇建立机制. All
// of it where it is a name.
View BodyAtBegin(View title, const PlaceNames& names) {
  if (LevelOfName(title, names) != v1::LEVEL_UNSPECIFIED ||
      IsStranger(title, names)) {
    return title;
  }
  size_t end = 0;
  const std::vector<Place> places =
      MeantPlaces(title, TextKind::kName, names).places;
  for (const Place& place : places) {
    if (place.begin == end && !place.is_stem) end = place.end;
  }
  return end == 0 ? title : title.substr(0, end);
}

}  // namespace

IssuerFound FindIssuer(View text, const Title& title, int year,
                       const PlaceNames& names) {
  const View body = text.substr(title.end, kBodyWindow);
  const IssuerMentions named = FindIssuerMentions(text, title.end, names);
  // The report of a government names its place. A title near the genre (温州市
  // 行政复议工作报告) names the place that it is about: who signs it comes
  // first.
  const bool is_place_of_work = title.type == v1::Report::TYPE_OTHER &&
                                !EndsWith(title.issuer, u"政府") &&
                                !EndsLikeDepartment(title.issuer);
  const View titled = BodyAtBegin(title.issuer, names);
  NamedBody printed = FirstBody(
      {is_place_of_work ? View() : titled, named.author, named.signature,
       named.reported, titled, named.subject, named.source},
      names);
  IssuerFound found;
  if (printed.is_stranger) {
    found.issuer.set_name(ToUtf8(printed.name));
    return found;
  }
  if (printed.level == v1::LEVEL_UNSPECIFIED) {
    printed.level = LevelOfText(title.text + std::u16string(body));
  }

  Ballot ballot(names, year);
  ballot.Count(title.issuer, TextKind::kName, kInTitle);
  ballot.Count(named.source, TextKind::kName, kInSource);
  ballot.Count(named.signature, TextKind::kName, kInSignature);
  ballot.Count(named.author, TextKind::kName, kInSignature);
  ballot.Count(named.subject, TextKind::kName, kInOpening);
  ballot.Count(named.reported, TextKind::kName, kInOpening);
  ballot.Count(body, TextKind::kProse, kInBody);
  ballot.Count(text.substr(0, title.end), TextKind::kProse, kInBody);
  Ballot::Result result = Resolve(ballot, printed.level, printed.name, names);
  // 全省第一 is said by cities, too: where no division of the level is named,
  // the one is meant that the text speaks of most.
  if (result.winner == nullptr && result.candidates.empty() &&
      printed.name.empty() && printed.level == v1::LEVEL_PROVINCE) {
    printed.level = v1::LEVEL_UNSPECIFIED;
    result = Resolve(ballot, printed.level, printed.name, names);
  }
  found.candidates = std::move(result.candidates);

  const DivisionEntry* const division = result.winner;
  found.issuer.set_level(printed.level);
  if (division != nullptr) {
    found.issuer.set_division_code(std::string(division->code));
    // Whether it is the government that speaks nobody knows.
    if (printed.level == v1::LEVEL_UNSPECIFIED) return found;
    if (printed.level == v1::LEVEL_DEPARTMENT) {
      found.issuer.set_government_level(division->level);
    } else {
      // The text of a county-level city speaks of 我市, too.
      found.issuer.set_level(division->level);
    }
  }
  // 我局 is nobody's name.
  if (division == nullptr && IsOneOf(At(printed.name, 0), u"我本全")) {
    return found;
  }
  found.issuer.set_name(
      ToUtf8(IssuerName(division, found.issuer.level(), printed.name, names)));
  return found;
}

}  // namespace nianbao::extractor
