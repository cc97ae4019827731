// Who issued a report, where nothing says so in one place.
//
// Three questions, in this order:
//   1. Which body is named? The title, the signature, 现将…报告如下, then the
//      subject of the opening and the page's source are asked; the first whose
//      name tells a level is taken (body_names.h). Without one, how the text
//      speaks of itself tells the level: 我局, 全镇, 区政府 (issuer_level.h).
//   2. Which division is it of? Every division that the text mentions gets
//      votes, as many as the place it is mentioned at says about the issuer,
//      and a share of those of the divisions above it. So 城关镇, which many
//      counties have, is that of the county which the text also names:
//          城关镇 (of 靖远县)   40 of the title + 0.4 x votes of 靖远县
//          城关镇 (of others)   40 of the title
//      The division of that level with the most votes wins; a tie is no winner.
//   3. What is its full name? Built from both (issuer_name.h).
//
// Costs the search for names in the first 6,000 characters, and a walk over the
// divisions they may stand for, which are as many as a name has bearers.
#include "extractor/head/issuer.h"

#include <algorithm>
#include <initializer_list>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "extractor/head/body_names.h"
#include "extractor/head/issuer_level.h"
#include "extractor/head/issuer_mentions.h"
#include "extractor/head/issuer_name.h"
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

// Weighs the divisions that a report mentions.
class Ballot {
 public:
  explicit Ballot(const PlaceNames& places) : places_(places) {}

  void Count(View text, double weight) {
    for (const PlaceNames::Mention& mention : places_.Find(text)) {
      const double share = mention.is_stem ? weight * kStemShare : weight;
      for (const DivisionEntry* d : *mention.divisions) votes_[d] += share;
    }
  }

  // The division of one of `levels` with the most votes of its own and its
  // ancestors; null when there is none or two are alike.
  const DivisionEntry* Winner(std::initializer_list<v1::Level> levels) const {
    const DivisionEntry* best = nullptr;
    double best_score = 0;
    bool tie = false;
    for (const auto& [division, own] : votes_) {
      if (std::find(levels.begin(), levels.end(), division->level) ==
          levels.end()) {
        continue;
      }
      // The gazetteer has a county-level entry for a prefecture without
      // counties: 嘉峪关市 in 嘉峪关市. The prefecture stands for both.
      if (division->parent != nullptr &&
          division->parent->name == division->name) {
        continue;
      }
      double score = own;
      for (const DivisionEntry* a = division->parent; a != nullptr;
           a = a->parent) {
        const auto it = votes_.find(a);
        if (it != votes_.end()) score += kAncestorShare * it->second;
      }
      if (score > best_score) {
        best = division;
        best_score = score;
        tie = false;
      } else if (score == best_score) {
        tie = true;
      }
    }
    return tie ? nullptr : best;
  }

 private:
  const PlaceNames& places_;
  absl::flat_hash_map<const DivisionEntry*, double> votes_;
};

// The division that a body of the level, printed as `issuer`, belongs to; null
// when the votes do not tell.
const DivisionEntry* Resolve(const Ballot& ballot, v1::Level level,
                             View issuer) {
  switch (level) {
    case v1::LEVEL_DEPARTMENT: {
      if (EndsWith(issuer, u"厅") || Contains(issuer, u"省")) {
        return ballot.Winner({v1::LEVEL_PROVINCE});
      }
      if (Contains(issuer, u"区") && !Contains(issuer, u"自治区")) {
        return ballot.Winner({v1::LEVEL_COUNTY});
      }
      if (Contains(issuer, u"县") || Contains(issuer, u"旗")) {
        return ballot.Winner({v1::LEVEL_COUNTY});
      }
      return ballot.Winner(
          {v1::LEVEL_PROVINCE, v1::LEVEL_PREFECTURE, v1::LEVEL_COUNTY});
    }
    case v1::LEVEL_PREFECTURE:
      // 我市 may be a city at county level.
      return ballot.Winner({v1::LEVEL_PREFECTURE, v1::LEVEL_COUNTY});
    case v1::LEVEL_UNSPECIFIED:
      return nullptr;
    default:
      return ballot.Winner({level});
  }
}

// A body as the report names it, and the level that the name tells.
struct NamedBody {
  View name;
  v1::Level level = v1::LEVEL_UNSPECIFIED;
};

// The first of the names, the most telling first, that tells a level.
NamedBody FirstWithLevel(std::initializer_list<View> names,
                         const PlaceNames& places) {
  for (View name : names) {
    const v1::Level level = LevelOfName(name, places);
    if (level != v1::LEVEL_UNSPECIFIED) return {name, level};
  }
  return {};
}

}  // namespace

v1::Issuer FindIssuer(View text, const Title& title, const PlaceNames& places) {
  const View body = text.substr(title.end, kBodyWindow);
  const IssuerMentions named = FindIssuerMentions(text, title.end, places);
  NamedBody printed =
      FirstWithLevel({title.issuer, named.signature, named.reported,
                      named.subject, named.source},
                     places);
  if (printed.level == v1::LEVEL_UNSPECIFIED) printed.level = LevelOfText(body);

  Ballot ballot(places);
  ballot.Count(title.issuer, kInTitle);
  ballot.Count(named.source, kInSource);
  ballot.Count(named.signature, kInSignature);
  ballot.Count(named.subject, kInOpening);
  ballot.Count(named.reported, kInOpening);
  ballot.Count(body, kInBody);
  ballot.Count(text.substr(0, title.end), kInBody);
  const DivisionEntry* division = Resolve(ballot, printed.level, printed.name);

  v1::Issuer issuer;
  issuer.set_level(printed.level);
  if (division != nullptr) {
    issuer.set_division_code(std::string(division->code));
    if (printed.level == v1::LEVEL_DEPARTMENT) {
      issuer.set_government_level(division->level);
    } else {
      // The text of a county-level city speaks of 我市, too.
      issuer.set_level(division->level);
    }
  }
  issuer.set_name(
      ToUtf8(IssuerName(division, issuer.level(), printed.name, places)));
  return issuer;
}

}  // namespace nianbao::extractor
