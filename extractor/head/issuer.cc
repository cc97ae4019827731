#include "extractor/head/issuer.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "extractor/head/dates.h"
#include "extractor/text/normalize.h"
#include "extractor/text/utf16.h"

namespace nianbao::extractor {
namespace {

constexpr size_t kBodyWindow = 6000;
constexpr size_t kTailWindow = 600;
constexpr size_t kOpening = 160;
constexpr size_t kReportedWindow = 800;

// How much a mention says about the issuer, by the place it stands at.
constexpr double kInTitle = 40, kInSource = 15, kInOpening = 8,
                 kInSignature = 15, kInBody = 1;
// What a name without its suffix is worth beside a full one, and what a
// mention of a division says about those below it.
constexpr double kStemShare = 0.4, kAncestorShare = 0.4;

constexpr View kDepartmentEndings[] = {
    u"局",     u"厅",     u"委员会", u"委",        u"总队",   u"支队",
    u"大队",   u"中心",   u"专署",   u"院",        u"办公室", u"管委会",
    u"法制办", u"司法所", u"分局",   u"公积金中心"};
constexpr View kTownshipEndings[] = {u"街道办事处", u"街道", u"街",    u"镇",
                                     u"乡",         u"苏木", u"办事处"};

bool EndsWithAny(View text, const auto& endings) {
  return std::any_of(std::begin(endings), std::end(endings),
                     [&](View ending) { return EndsWith(text, ending); });
}

View WithoutGovernment(View name) {
  for (View tail : {u"人民政府", u"政府", u"办事处", u"行政公署", u"行署"}) {
    if (EndsWith(name, tail)) return name.substr(0, name.size() - tail.size());
  }
  return name;
}

// 即墨市, a district today: the name ends in the stem of a division and in
// another kind than it is of. `last` is the last mention in it.
bool NamesFormerKind(View name, const PlaceNames::Mention& last) {
  return last.is_stem && last.end + 1 == name.size() &&
         View(u"市县区旗").find(name.back()) != npos;
}

// LEVEL_UNSPECIFIED when the name does not tell.
v1::Level LevelOfName(View issuer, const PlaceNames& places) {
  if (issuer.empty()) return v1::LEVEL_UNSPECIFIED;
  const View name = WithoutGovernment(issuer);
  if (EndsWithAny(name, kTownshipEndings)) return v1::LEVEL_TOWNSHIP;
  const std::vector<PlaceNames::Mention> mentions = places.Find(name);
  if (!mentions.empty() && mentions.back().end == name.size()) {
    return mentions.back().divisions->front()->level;
  }
  if (!mentions.empty() && NamesFormerKind(name, mentions.back())) {
    return mentions.back().divisions->front()->level;
  }
  if (name.size() == issuer.size() && EndsWithAny(name, kDepartmentEndings)) {
    return v1::LEVEL_DEPARTMENT;
  }
  return v1::LEVEL_UNSPECIFIED;
}

// How texts speak of the body that writes them.
struct SelfWord {
  View word;
  v1::Level level;
};
constexpr SelfWord kSelfWords[] = {
    {u"局党组", v1::LEVEL_DEPARTMENT},   {u"我局", v1::LEVEL_DEPARTMENT},
    {u"本局", v1::LEVEL_DEPARTMENT},     {u"局党委", v1::LEVEL_DEPARTMENT},
    {u"厅党组", v1::LEVEL_DEPARTMENT},   {u"我厅", v1::LEVEL_DEPARTMENT},
    {u"我委", v1::LEVEL_DEPARTMENT},     {u"委党组", v1::LEVEL_DEPARTMENT},
    {u"全局", v1::LEVEL_DEPARTMENT},     {u"我镇", v1::LEVEL_TOWNSHIP},
    {u"镇党委", v1::LEVEL_TOWNSHIP},     {u"镇政府", v1::LEVEL_TOWNSHIP},
    {u"全镇", v1::LEVEL_TOWNSHIP},       {u"我乡", v1::LEVEL_TOWNSHIP},
    {u"乡党委", v1::LEVEL_TOWNSHIP},     {u"乡政府", v1::LEVEL_TOWNSHIP},
    {u"全乡", v1::LEVEL_TOWNSHIP},       {u"我街道", v1::LEVEL_TOWNSHIP},
    {u"街道党工委", v1::LEVEL_TOWNSHIP}, {u"我街", v1::LEVEL_TOWNSHIP},
    {u"街道办事处", v1::LEVEL_TOWNSHIP}, {u"本街道", v1::LEVEL_TOWNSHIP},
    {u"我区", v1::LEVEL_COUNTY},         {u"全区", v1::LEVEL_COUNTY},
    {u"区政府", v1::LEVEL_COUNTY},       {u"区委", v1::LEVEL_COUNTY},
    {u"我县", v1::LEVEL_COUNTY},         {u"全县", v1::LEVEL_COUNTY},
    {u"县政府", v1::LEVEL_COUNTY},       {u"县人民政府", v1::LEVEL_COUNTY},
    {u"县委", v1::LEVEL_COUNTY},         {u"我旗", v1::LEVEL_COUNTY},
    {u"全旗", v1::LEVEL_COUNTY},         {u"旗政府", v1::LEVEL_COUNTY},
    {u"我市", v1::LEVEL_PREFECTURE},     {u"全市", v1::LEVEL_PREFECTURE},
    {u"市政府", v1::LEVEL_PREFECTURE},   {u"全州", v1::LEVEL_PREFECTURE},
    {u"州政府", v1::LEVEL_PREFECTURE},   {u"我州", v1::LEVEL_PREFECTURE},
    {u"我省", v1::LEVEL_PROVINCE},       {u"全省", v1::LEVEL_PROVINCE},
    {u"省政府", v1::LEVEL_PROVINCE},     {u"自治区", v1::LEVEL_PROVINCE},
    {u"省人民政府", v1::LEVEL_PROVINCE},
};

// The narrowest level that the text speaks of as its own often enough.
v1::Level LevelOfText(View text) {
  std::array<double, 6> votes{};
  const View opening = text.substr(0, kOpening);
  for (const SelfWord& self : kSelfWords) {
    for (size_t at = text.find(self.word); at != npos;
         at = text.find(self.word, at + 1)) {
      votes[self.level] += at < opening.size() ? 3 : 1;
    }
  }
  double all = 0;
  for (double v : votes) all += v;
  if (all == 0) return v1::LEVEL_UNSPECIFIED;
  for (v1::Level level : {v1::LEVEL_DEPARTMENT, v1::LEVEL_TOWNSHIP}) {
    if (votes[level] >= std::max(1.0, all * 0.25)) return level;
  }
  v1::Level best = v1::LEVEL_PROVINCE;
  for (v1::Level level : {v1::LEVEL_PREFECTURE, v1::LEVEL_COUNTY}) {
    if (votes[level] >= votes[best] * 0.8) best = level;
  }
  return best;
}

// 现将上海市崇明区人民政府2019年度…报告如下: the body between 现将 and the
// year.
std::u16string ReportedBody(View text) {
  const size_t at = text.substr(0, kReportedWindow).find(u"现将");
  if (at == npos) return {};
  const View rest = text.substr(at + 2, 40);
  size_t end = rest.find_first_of(u"0123456789,。本我");
  for (View next :
       {u"法治", u"推进", u"有关", u"依法", u"工作", u"情况", u"相关"}) {
    end = std::min(end, rest.find(next));
  }
  return end == npos ? std::u16string() : std::u16string(rest.substr(0, end));
}

// The body that the opening names as its subject: after "2023年,在市委领导下,"
// and before what it did.
std::u16string SubjectOfOpening(View text, const PlaceNames& places) {
  View opening = text.substr(0, kOpening);
  size_t from = 0;
  if (const auto years = FindYears(opening); years.has_value()) {
    from = years->end;
  }
  for (View filler : {u"以来", u"来", u"里", u","}) {
    if (opening.substr(from, filler.size()) == filler) from += filler.size();
  }
  while (opening.substr(from, 1) == u"在" || opening.substr(from, 1) == u"受") {
    const size_t comma = opening.find(u',', from);
    if (comma == npos) break;
    const View clause = opening.substr(from, comma - from);
    if (!EndsWith(clause, u"下") && !EndsWith(clause, u"导")) break;
    from = comma + 1;
  }
  View rest = opening.substr(std::min(from, opening.size()));
  if (rest.substr(0, 2) == u"我局" || rest.substr(0, 2) == u"我厅" ||
      rest.substr(0, 2) == u"本局" || rest.substr(0, 2) == u"我委") {
    return std::u16string(rest.substr(0, 2));
  }
  rest =
      rest.substr(0, std::min(rest.find_first_of(u",。;:\n《“"), rest.size()));
  rest = rest.substr(0, 40);
  size_t best = 0;
  for (View ending : kDepartmentEndings) {
    if (ending == u"委员会" || ending == u"中心" || ending == u"院" ||
        ending == u"办公室") {
      continue;
    }
    const size_t at = rest.substr(0, 26).find(ending);
    // 区委 and 市委 are the party committee.
    if (at == npos || at < 2 ||
        (ending == u"委" &&
         (View(u"省市区县旗州党工纪常").find(rest[at - 1]) != npos))) {
      continue;
    }
    best = std::max(best, at + ending.size());
  }
  if (best > 0 && !Contains(rest.substr(0, best), u"人民政府")) {
    return std::u16string(rest.substr(0, best));
  }
  size_t end = 0;
  for (const PlaceNames::Mention& mention : places.Find(rest)) {
    if (mention.is_stem || mention.begin != end) break;
    end = mention.end;
  }
  return std::u16string(rest.substr(0, end));
}

// Lines that name the source: 来源:…, 发布机构 | ….
std::u16string SourceLine(View head) {
  for (View label : {u"发布机构", u"发布单位", u"信息来源", u"来源",
                     u"公开机构", u"制发机关"}) {
    const size_t at = head.find(label);
    if (at == npos) continue;
    size_t i = at + label.size();
    while (i < head.size() && View(u":] [|\n").find(head[i]) != npos) ++i;
    const View value = head.substr(i, 30);
    size_t end = value.find_first_of(u"\n|[],。0123456789(");
    for (View next : {u"发布", u"日期", u"时间", u"浏览", u"作者", u"分享",
                      u"点击", u"字", u"公开"}) {
      end = std::min(end, value.find(next));
    }
    return std::u16string(value.substr(0, std::min(end, value.size())));
  }
  return {};
}

// A line near the end that is the issuer's name.
std::u16string Signature(View text) {
  size_t end = text.size();
  const size_t stop = text.size() - std::min(text.size(), kTailWindow);
  while (end > stop) {
    const size_t at = end == 0 ? npos : text.rfind(u'\n', end - 1);
    const size_t begin = at == npos ? 0 : at + 1;
    const View line = text.substr(begin, end - begin);
    if (line.size() >= 4 && line.size() <= 30 &&
        line.find_first_of(u"。,、:;>|()") == npos &&
        (EndsWith(line, u"人民政府") || EndsWith(line, u"办事处") ||
         EndsWithAny(line, kDepartmentEndings))) {
      return std::u16string(line);
    }
    if (at == npos) break;
    end = at;
  }
  return {};
}

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
      // 嘉峪关市 the county stands for 嘉峪关市 the prefecture.
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

// 海淀区 is 北京市海淀区 in full, 庄河市 stands alone; a town stands with its
// county, as signatures print them.
std::u16string FullName(const DivisionEntry& division) {
  const std::u16string name = FromUtf8(division.name);
  const DivisionEntry* parent = division.parent;
  if (parent == nullptr) return name;
  const bool stands_alone =
      division.level == v1::LEVEL_PREFECTURE ||
      (division.level == v1::LEVEL_COUNTY && !EndsWith(name, u"区"));
  return stands_alone ? name : FullName(*parent) + name;
}

// 即墨市人民政府 is what signed before 即墨区 was one: the name printed names
// `division` by a word that is no name of today.
bool NamesFormer(View printed, const DivisionEntry& division,
                 const PlaceNames& places) {
  const View name = WithoutGovernment(printed);
  if (name.size() == printed.size() ||
      EndsWith(name, FromUtf8(division.name))) {
    return false;
  }
  const std::vector<PlaceNames::Mention> mentions = places.Find(name);
  if (mentions.empty()) return false;
  const PlaceNames::Mention& last = mentions.back();
  const bool renamed = last.is_former && last.end == name.size();
  return (renamed || NamesFormerKind(name, last)) &&
         std::count(last.divisions->begin(), last.divisions->end(), &division) >
             0;
}

std::u16string IssuerName(const DivisionEntry* division, v1::Level level,
                          View printed) {
  if (division == nullptr) return std::u16string(printed);
  const std::u16string full = FullName(*division);
  if (level == v1::LEVEL_DEPARTMENT) {
    const std::u16string own = FromUtf8(division->name);
    const size_t at = printed.rfind(own);
    // 广州市公安局增城区分局 is in full.
    if (at != npos && at > own.size() && EndsWith(printed, u"分局")) {
      return std::u16string(printed);
    }
    View body = at == npos ? printed : printed.substr(at + own.size());
    if (at == npos && body.size() > 1 &&
        View(u"省市区县旗州").find(body[0]) != npos) {
      body.remove_prefix(1);
    }
    // The tax authorities are the state's own.
    const View state = u"国家税务总局";
    const std::u16string head(
        printed.substr(0, state.size()) == state ? state : View());
    if (body.substr(0, state.size()) == state) body.remove_prefix(state.size());
    return body.empty() ? std::u16string() : head + full + std::u16string(body);
  }
  if (level == v1::LEVEL_TOWNSHIP && EndsWith(full, u"街道")) {
    return EndsWith(printed, u"街道办事处") && Contains(printed, u"人民政府")
               ? std::u16string(printed)
               : full + u"办事处";
  }
  if (level == v1::LEVEL_PREFECTURE &&
      (EndsWith(full, u"地区") || EndsWith(full, u"盟"))) {
    return full + u"行政公署";
  }
  return full + u"人民政府";
}

}  // namespace

v1::Issuer FindIssuer(View text, const Title& title, const PlaceNames& places) {
  const View body = text.substr(title.end, kBodyWindow);
  const View head =
      text.substr(0, std::min<size_t>(text.size(), title.end + 400));
  std::u16string source = SourceLine(head);
  // A government publishes through its office.
  for (View office : {u"办公室", u"政府办", u"党政办"}) {
    const size_t at = source.rfind(office);
    if (at != npos && at + office.size() == source.size()) source.resize(at);
  }
  const std::u16string signature = Signature(text);
  const std::u16string subject = SubjectOfOpening(body, places);
  const std::u16string reported = ReportedBody(body);

  v1::Level level = v1::LEVEL_UNSPECIFIED;
  View printed;
  for (View candidate : {View(title.issuer), View(signature), View(reported),
                         View(subject), View(source)}) {
    level = LevelOfName(candidate, places);
    if (level != v1::LEVEL_UNSPECIFIED) {
      printed = candidate;
      break;
    }
  }
  if (level == v1::LEVEL_UNSPECIFIED) level = LevelOfText(body);

  Ballot ballot(places);
  ballot.Count(title.issuer, kInTitle);
  ballot.Count(source, kInSource);
  ballot.Count(signature, kInSignature);
  ballot.Count(subject, kInOpening);
  ballot.Count(reported, kInOpening);
  ballot.Count(body, kInBody);
  ballot.Count(text.substr(0, title.end), kInBody);

  v1::Issuer issuer;
  issuer.set_level(level);
  const DivisionEntry* division = Resolve(ballot, level, printed);
  if (division != nullptr) {
    issuer.set_division_code(std::string(division->code));
    if (level != v1::LEVEL_DEPARTMENT) issuer.set_level(division->level);
  }
  const bool former = division != nullptr && level != v1::LEVEL_DEPARTMENT &&
                      NamesFormer(printed, *division, places);
  issuer.set_name(ToUtf8(former
                             ? std::u16string(printed)
                             : IssuerName(division, issuer.level(), printed)));
  return issuer;
}

}  // namespace nianbao::extractor
