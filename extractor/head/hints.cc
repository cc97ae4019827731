// From what a caller says to the head of a report.
//
// An issuer comes as people write it, and is completed as a printed one is:
//
//     浙江省丽水市青田县公安局
//     |places          |body     青田县 is the last place that begins the name;
//                                those before it must hold it
//
// Of several divisions of that name (鼓楼区) the one that most of the places
// before it hold is taken. Where a code is given as well, it decides, and both
// must agree: a table whose columns slipped must not make statistics.
//
// Costs the search for names in the hint, whose length is bounded.
#include "extractor/head/hints.h"

#include <algorithm>
#include <cstdlib>
#include <optional>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "common/base/status.h"
#include "extractor/head/body_names.h"
#include "extractor/head/issuer_name.h"
#include "extractor/text/normalize.h"
#include "extractor/text/utf16.h"

namespace nianbao::extractor {
namespace {

absl::Status Refuse(absl::string_view field, absl::string_view why) {
  return BadRequest(absl::StrCat("document.hints.", field), why);
}

absl::Status CheckHints(const v1::Hints& hints) {
  if (hints.issuer().size() > kMaxIssuerBytes) {
    return Refuse("issuer",
                  absl::StrCat("is longer than ", kMaxIssuerBytes, " bytes"));
  }
  if (!hints.division_code().empty() &&
      Gazetteer::Get().Find(hints.division_code()) == nullptr) {
    return Refuse("division_code", "is not in the gazetteer");
  }
  if (hints.year() != 0 &&
      (hints.year() < kFirstHintedYear || hints.year() > kLastHintedYear)) {
    return Refuse("year",
                  absl::StrCat("is ", hints.year(), "; must be from ",
                               kFirstHintedYear, " to ", kLastHintedYear));
  }
  if (!v1::Report::Type_IsValid(hints.type())) {
    return Refuse(
        "type", absl::StrCat("has no value ", static_cast<int>(hints.type())));
  }
  constexpr size_t kDateLength = 10;
  absl::CivilDay day;
  if (!hints.publish_date().empty() &&
      (hints.publish_date().size() != kDateLength ||
       !absl::ParseCivilTime(hints.publish_date(), &day))) {
    return Refuse("publish_date", "must be YYYY-MM-DD");
  }
  return absl::OkStatus();
}

// The places that a name begins with, one after the other, and what follows.
struct Parts {
  std::vector<PlaceNames::Mention> places;
  View body;
};

bool IsWithinAny(const DivisionEntry& division,
                 const PlaceNames::Mention& place) {
  return std::any_of(place.divisions->begin(), place.divisions->end(),
                     [&](const DivisionEntry* holder) {
                       return Gazetteer::IsWithin(division, *holder);
                     });
}

// True unless the mention is a part of a body's name: 公安 in 青田县公安局, the
// stem of 公安县. `rest` is what follows it, `before` the place before it, null
// for none.
bool IsPlace(const PlaceNames::Mention& mention, View rest,
             const PlaceNames::Mention* before) {
  if (!mention.is_stem) return true;
  if (StartsWith(rest, 0, u"局") || StartsWith(rest, 0, u"分局")) return false;
  return before == nullptr ||
         std::any_of(mention.divisions->begin(), mention.divisions->end(),
                     [&](const DivisionEntry* division) {
                       return IsWithinAny(*division, *before);
                     });
}

Parts Split(View name, const PlaceNames& places) {
  Parts parts;
  size_t end = 0;
  for (const PlaceNames::Mention& mention : places.Find(name)) {
    const PlaceNames::Mention* const before =
        parts.places.empty() ? nullptr : &parts.places.back();
    if (mention.begin != end ||
        !IsPlace(mention, name.substr(mention.end), before)) {
      break;
    }
    parts.places.push_back(mention);
    end = mention.end;
  }
  parts.body = name.substr(end);
  return parts;
}

// How many of the places before the last hold the division.
size_t HoldersOf(const DivisionEntry& division, const Parts& parts) {
  return std::count_if(parts.places.begin(), parts.places.end() - 1,
                       [&](const PlaceNames::Mention& place) {
                         return IsWithinAny(division, place);
                       });
}

// The division that the places name; null for none, and where several are as
// likely and none of them was read.
const DivisionEntry* FindDivision(const Parts& parts, absl::string_view read) {
  if (parts.places.empty()) return nullptr;
  std::vector<const DivisionEntry*> best;
  size_t most = 0;
  for (const DivisionEntry* division : *parts.places.back().divisions) {
    // A prefecture without counties has an entry of its name below it.
    if (division->code.empty() || (division->parent != nullptr &&
                                   division->parent->name == division->name)) {
      continue;
    }
    const size_t holders = HoldersOf(*division, parts);
    if (holders > most) best.clear();
    most = std::max(most, holders);
    if (holders == most) best.push_back(division);
  }
  if (best.size() == 1) return best.front();
  const auto it = std::find_if(
      best.begin(), best.end(),
      [&](const DivisionEntry* division) { return division->code == read; });
  return it == best.end() ? nullptr : *it;
}

// True unless the places name something else than the division: neither it, nor
// what holds it, nor what it holds.
bool MayName(const Parts& parts, const DivisionEntry& division) {
  if (parts.places.empty()) return true;
  const auto& named = *parts.places.back().divisions;
  return std::any_of(named.begin(), named.end(), [&](const DivisionEntry* d) {
    return Gazetteer::IsWithin(division, *d) ||
           Gazetteer::IsWithin(*d, division);
  });
}

// The body that is called `name`, of `division`, which is null when unknown.
v1::Issuer MakeIssuer(View name, const Parts& parts,
                      const DivisionEntry* division, const PlaceNames& places) {
  v1::Issuer issuer;
  v1::Level level = LevelOfName(name, places);
  if (level == v1::LEVEL_UNSPECIFIED) level = v1::LEVEL_DEPARTMENT;
  issuer.set_level(level);
  if (division == nullptr) {
    issuer.set_name(ToUtf8(name));
    return issuer;
  }
  issuer.set_division_code(std::string(division->code));
  if (level == v1::LEVEL_TOWNSHIP && division->level != level) {
    // A town that the gazetteer has not, of a county.
    issuer.set_name(ToUtf8(name));
    return issuer;
  }
  std::u16string printed(name);
  if (level == v1::LEVEL_DEPARTMENT) {
    issuer.set_government_level(division->level);
    // 海淀教育局 and 北京市海淀区教育局 are one; a branch is named in full.
    if (!parts.places.empty() && !EndsWith(name, u"分局")) {
      printed = std::u16string(parts.body);
    }
  } else {
    issuer.set_level(division->level);
  }
  issuer.set_name(
      ToUtf8(IssuerName(division, issuer.level(), printed, places)));
  return issuer;
}

// The body that was read, in another division; its government where what was
// read is no department.
v1::Issuer MoveIssuer(const v1::Issuer& read, const DivisionEntry& division,
                      const PlaceNames& places) {
  if (read.division_code() == division.code) return read;
  if (read.level() != v1::LEVEL_DEPARTMENT) {
    const std::u16string name = FromUtf8(division.name);
    return MakeIssuer(name, Split(name, places), &division, places);
  }
  const std::u16string name = FromUtf8(read.name());
  return MakeIssuer(name, Split(name, places), &division, places);
}

absl::StatusOr<v1::Issuer> HintedIssuer(const v1::Hints& hints,
                                        const v1::Issuer& read,
                                        const PlaceNames& places,
                                        const ConversionTable& conversion) {
  const DivisionEntry* division =
      hints.division_code().empty()
          ? nullptr
          : Gazetteer::Get().Find(hints.division_code());
  absl::StatusOr<NormalizedText> name = Normalize(hints.issuer(), conversion);
  if (!name.ok()) return Refuse("issuer", "is not valid UTF-8");
  if (name->text.empty()) {
    return division == nullptr ? read : MoveIssuer(read, *division, places);
  }
  const Parts parts = Split(name->text, places);
  if (division == nullptr) {
    division = FindDivision(parts, read.division_code());
  } else if (!MayName(parts, *division)) {
    return Refuse("division_code",
                  absl::StrCat("is of ", Gazetteer::FullName(*division),
                               ", the issuer of another place"));
  }
  return MakeIssuer(name->text, parts, division, places);
}

// Two names of which one holds the other are no contradiction: 市教育局.
bool Contradict(const std::string& hinted, const std::string& read) {
  return !read.empty() && hinted.find(read) == std::string::npos &&
         read.find(hinted) == std::string::npos;
}

std::vector<HintConflict> FindConflicts(const v1::Hints& hints,
                                        const ReportHead& head,
                                        const ReportHead& read) {
  std::vector<HintConflict> conflicts;
  if (!hints.issuer().empty() &&
      Contradict(head.issuer.name(), read.issuer.name())) {
    conflicts.push_back(
        {"issuer.name", head.issuer.name(), read.issuer.name()});
  }
  if (!hints.division_code().empty() && !read.issuer.division_code().empty() &&
      hints.division_code() != read.issuer.division_code()) {
    conflicts.push_back({"issuer.division_code", hints.division_code(),
                         read.issuer.division_code()});
  }
  if (hints.year() != 0 && read.year != 0 && hints.year() != read.year) {
    conflicts.push_back(
        {"year", absl::StrCat(hints.year()), absl::StrCat(read.year)});
  }
  const auto no_type = v1::Report::TYPE_UNSPECIFIED;
  if (hints.type() != no_type && read.title.type != no_type &&
      hints.type() != read.title.type) {
    conflicts.push_back({"type", v1::Report::Type_Name(hints.type()),
                         v1::Report::Type_Name(read.title.type)});
  }
  if (!hints.publish_date().empty() && !read.publish_date.empty() &&
      hints.publish_date() != read.publish_date) {
    conflicts.push_back(
        {"publish_date", hints.publish_date(), read.publish_date});
  }
  return conflicts;
}

}  // namespace

absl::StatusOr<HintedHead> ApplyHints(const v1::Hints& hints,
                                      const ReportHead& read,
                                      const PlaceNames& places,
                                      const ConversionTable& conversion) {
  absl::Status status = CheckHints(hints);
  if (!status.ok()) return status;
  HintedHead hinted = {read, {}};
  ReportHead& head = hinted.head;
  absl::StatusOr<v1::Issuer> issuer =
      HintedIssuer(hints, read.issuer, places, conversion);
  if (!issuer.ok()) return issuer.status();
  head.issuer = *std::move(issuer);
  if (!hints.publish_date().empty()) head.publish_date = hints.publish_date();
  if (hints.type() != v1::Report::TYPE_UNSPECIFIED) {
    head.title.type = hints.type();
  }
  if (hints.year() != 0) {
    if (hints.year() != read.year) head.first_year = 0;
    head.year = hints.year();
  } else if (head.year == 0 && !hints.publish_date().empty()) {
    head.year = std::atoi(hints.publish_date().c_str()) - 1;
  }
  hinted.conflicts = FindConflicts(hints, head, read);
  return hinted;
}

}  // namespace nianbao::extractor
