#include "tests/benchmark/checks_corpus.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace nianbao {
namespace {

constexpr int kFirstYear = 2014;
constexpr int kYears = 10;

// What a figure of the corpus is.
struct FigureKind {
  const char* indicator;
  // What a county of the middle reports, as a power of ten; of a part the
  // share of its whole, of a rate nothing.
  double middle;
  const char* words;
  const char* unit;
  // Index of the whole, of parts and rates; -1 for others.
  int whole = -1;
  // Of rates: index of the part.
  int part = -1;
};

constexpr FigureKind kFigures[] = {
    /* 0*/ {"reconsideration.received", 2.0, "收到行政复议申请", "件"},
    /* 1*/ {"reconsideration.accepted", 0.90, "受理行政复议案件", "件", 0},
    /* 2*/ {"reconsideration.acceptance_rate", 0, "受理率", "%", 0, 1},
    /* 3*/ {"reconsideration.concluded", 0.93, "审结行政复议案件", "件", 1},
    /* 4*/ {"reconsideration.conclusion_rate", 0, "审结率", "%", 1, 3},
    /* 5*/ {"litigation.cases", 1.8, "行政应诉案件", "件"},
    /* 6*/ {"litigation.concluded", 1.7, "审结行政诉讼案件", "件"},
    /* 7*/ {"litigation.lost", 0.12, "行政诉讼败诉案件", "件", 6},
    /* 8*/ {"litigation.loss_rate", 0, "败诉率", "%", 6, 7},
    /* 9*/ {"mediation.cases", 3.3, "调解矛盾纠纷", "件"},
    /*10*/ {"mediation.succeeded", 0.97, "调解成功", "件", 9},
    /*11*/ {"mediation.success_rate", 0, "调解成功率", "%", 9, 10},
    /*12*/ {"petition.cases", 2.9, "受理信访事项", "件"},
    /*13*/ {"petition.concluded", 0.95, "办结信访事项", "件", 12},
    /*14*/ {"petition.conclusion_rate", 0, "信访办结率", "%", 12, 13},
    /*15*/ {"enforcement.officers", 2.8, "行政执法人员", "人"},
    /*16*/ {"enforcement.certified_officers", 0.9, "持证执法人员", "人", 15},
    /*17*/ {"enforcement.certification_rate", 0, "持证率", "%", 15, 16},
    /*18*/ {"enforcement.penalties", 3.1, "作出行政处罚决定", "件"},
    /*19*/ {"enforcement.inspections", 3.9, "开展执法检查", "次"},
    /*20*/ {"disclosure.requests_received", 1.9, "收到依申请公开", "件"},
    /*21*/ {"disclosure.requests_answered", 0.97, "答复依申请公开", "件", 20},
    /*22*/ {"disclosure.proactive", 4.1, "主动公开政府信息", "条"},
    /*23*/ {"rulemaking.filed", 0.8, "备案规范性文件", "件"},
    /*24*/ {"rulemaking.reviewed", 1.3, "审查规范性文件", "件"},
    /*25*/ {"decision.contracts_reviewed", 2.1, "审查合同", "份"},
    /*26*/ {"publicity.events", 2.4, "开展法治宣传活动", "场"},
    /*27*/ {"publicity.materials", 4.6, "发放宣传资料", "份"},
    /*28*/ {"publicity.beneficiaries", 4.8, "受益群众", "人次"},
    /*29*/ {"training.participants", 3.0, "培训执法人员", "人次"},
    /*30*/ {"hotline.cases", 4.4, "办理热线工单", "件"},
    /*31*/ {"legal_aid.cases", 2.6, "办理法律援助案件", "件"},
    /*32*/ {"training.sessions", 1.0, "举办培训班", "期"},
    /*33*/ {"decision.hearings", 0.4, "举行听证会", "次"},
};
constexpr int kFigureCount = std::size(kFigures);

// Figures that stand in one sentence: from these on to the next.
constexpr int kGroupBegins[] = {0,  3,  5,  6,  9,  12, 15, 18, 20,
                                22, 23, 25, 26, 29, 30, 31, 32, kFigureCount};
constexpr int kGroups = std::size(kGroupBegins) - 1;

// Whose figures a subject says they are.
struct Phrase {
  int owner;
  const char* words;
};
constexpr Phrase kPhrases[] = {
    {0, "区政府"},       {0, "县人民政府"},     {0, "市政府"},
    {0, "市本级"},       {0, "以区政府为被告"}, {1, "各级行政机关"},
    {1, "市县两级"},     {1, "辖区内"},         {1, "各级各单位"},
    {1, "各县区"},       {2, "各级法院"},       {2, "人民法院"},
    {2, "两级法院"},     {3, "各部门"},         {3, "县直单位"},
    {3, "行政执法部门"}, {3, "各职能部门"},     {4, "各乡镇"},
    {4, "镇街"},         {4, "街道办事处"},
};
constexpr int kPhraseCount = std::size(kPhrases);
// Rarer ways to say so.
constexpr Phrase kRarePhrases[] = {{0, "政府机关"},
                                   {1, "面上"},
                                   {2, "中院"},
                                   {3, "有关方面"},
                                   {4, "基层站所"}};
constexpr double kRare = 0.01;
constexpr int kOwners = std::size(kRarePhrases);

constexpr const char* kLeads[] = {"全年", "一年来,", "今年以来,共", "本年度",
                                  "共"};
constexpr const char* kTails[] = {"。", ",工作质效稳步提升。",
                                  ",同比有所变化。", ",群众满意度不断提高。"};

// Sentences that all reports have, with figures that are often the same.
constexpr const char* kFillers[] = {"党政主要负责人听取法治建设工作汇报%d次。",
                                    "政府常务会议学法%d次。",
                                    "举办领导干部法治讲座%d场。",
                                    "调整法治建设领导小组成员单位%d个。",
                                    "组织旁听庭审%d次。",
                                    "开展法治督察%d次。",
                                    "聘请政府法律顾问%d名。",
                                    "创建法治示范单位%d个。"};

// Ten to this is how much an issuer, a figure of it, a year and so on differ.
constexpr double kIssuerSpread = 0.35;
constexpr double kFigureSpread = 0.22;
constexpr double kGrowthSpread = 0.04;
constexpr double kYearNoise = 0.08;

constexpr double kNeverReported = 0.2;
constexpr double kMissing = 0.12;
constexpr double kJumpsForGood = 0.01;
constexpr double kJumpsOnce = 0.004;
constexpr double kOtherWhole = 0.003;
constexpr double kNamesOwner = 0.4;
constexpr double kSaysOwner = 0.7;
constexpr double kMisreadSubject = 0.002;

// Whoever plants looks at so many places for each fault at most.
constexpr int kTries = 100'000;

// Which of `n` ways an issuer chooses to say a thing, the same year after year
// but for every fourth year or so.
int Style(int issuer, int year, int thing, int n) {
  uint64_t x = static_cast<uint64_t>(issuer) * 1009 +
               static_cast<uint64_t>(thing) * 31 +
               static_cast<uint64_t>((year + issuer) / 4) * 7;
  x = (x ^ (x >> 15)) * 0x2c1b3c6dULL;
  x = (x ^ (x >> 12)) * 0x297a2d39ULL;
  return static_cast<int>((x ^ (x >> 15)) % static_cast<uint64_t>(n));
}

bool IsRate(int figure) { return kFigures[figure].part >= 0; }

// As it is printed: in 万 with two decimals from 10,000 on, for some issuers.
bool IsInMyriads(int issuer, double value) {
  return value >= 10'000 && issuer % 5 < 3;
}

std::string Printed(double value, bool myriads) {
  if (myriads) return absl::StrCat(value / 10'000, "万");
  return absl::StrCat(static_cast<int64_t>(value) == value
                          ? absl::StrFormat("%.0f", value)
                          : absl::StrFormat("%g", value));
}

}  // namespace

ChecksCorpus::ChecksCorpus(unsigned seed, int reports, int faults)
    : random_(seed) {
  ChooseIssuers(reports);
  cells_.resize(issuers_.size() * kYears * kFigureCount);
  for (int issuer = 0; issuer < static_cast<int>(issuers_.size()); ++issuer) {
    MakeCounts(issuer);
    MakeParts(issuer);
    MakePhrases(issuer);
  }
  ChooseReports();
  Plant(faults, &ChecksCorpus::PlantCopy);
  Plant(faults, &ChecksCorpus::PlantScope);
  Plant(faults, &ChecksCorpus::PlantNeighbour);
  Plant(faults, &ChecksCorpus::PlantPeer);
  Plant(faults, &ChecksCorpus::PlantRate);
}

ChecksCorpus::Cell& ChecksCorpus::At(int issuer, int year, int figure) {
  return cells_[(static_cast<size_t>(issuer) * kYears + year) * kFigureCount +
                figure];
}

const ChecksCorpus::Cell& ChecksCorpus::At(int issuer, int year,
                                           int figure) const {
  return cells_[(static_cast<size_t>(issuer) * kYears + year) * kFigureCount +
                figure];
}

double ChecksCorpus::Uniform(double low, double high) {
  return std::uniform_real_distribution<double>(low, high)(random_);
}

double ChecksCorpus::Normal() {
  return std::normal_distribution<double>()(random_);
}

bool ChecksCorpus::Chance(double probability) {
  return Uniform(0, 1) < probability;
}

int ChecksCorpus::Below(int n) {
  return static_cast<int>(random_() % static_cast<uint64_t>(n));
}

void ChecksCorpus::ChooseIssuers(int reports) {
  std::vector<const DivisionEntry*> all;
  for (const DivisionEntry& division : Gazetteer::Get().divisions()) {
    if (division.level != v1::LEVEL_TOWNSHIP) all.push_back(&division);
  }
  // Some years of each are missing.
  const size_t wanted = std::min(
      all.size(), static_cast<size_t>(std::ceil(reports / (kYears * 0.94))));
  for (size_t i = 0; i < wanted; ++i) {
    issuers_.push_back(all[i * all.size() / wanted]);
  }
}

// A series of one issuer and figure from what such issuers have in the middle,
// 10^size.
void ChecksCorpus::MakeSeries(int issuer, int figure, double size) {
  if (Chance(kNeverReported)) return;
  // Student's t with four degrees of freedom: heavy tails.
  const double own =
      kFigureSpread * Normal() /
      std::sqrt(std::chi_squared_distribution<double>(4)(random_) / 4);
  const double growth = 0.02 + kGrowthSpread * Normal();
  const double noise = kYearNoise * std::exp(0.5 * Normal());
  const int jump_year = Chance(kJumpsForGood) ? Below(kYears) : kYears;
  const double jump = (Chance(0.7) ? 1 : -1) * Uniform(0.3, 1.5);
  for (int year = 0; year < kYears; ++year) {
    if (Chance(kMissing)) continue;
    double log = size + own + growth * (year - kYears / 2) + noise * Normal();
    if (year >= jump_year) log += jump;
    if (Chance(kJumpsOnce)) log += (Chance(0.7) ? 1 : -1) * Uniform(0.2, 1.1);
    const double mean = std::pow(10, log);
    Cell& cell = At(issuer, year, figure);
    cell.present = true;
    cell.value = std::max(0.0, std::round(mean + std::sqrt(mean) * Normal()));
    if (Chance(0.01)) cell.value = 0;
  }
}

void ChecksCorpus::MakeCounts(int issuer) {
  const v1::Level level = issuers_[issuer]->level;
  const double size =
      kIssuerSpread * Normal() + (level == v1::LEVEL_PROVINCE     ? 1.8
                                  : level == v1::LEVEL_PREFECTURE ? 0.9
                                                                  : 0);
  for (int figure = 0; figure < kFigureCount; ++figure) {
    if (kFigures[figure].whole < 0) {
      MakeSeries(issuer, figure, kFigures[figure].middle + size);
    }
  }
}

// Parts and rates of wholes, and how all of them are printed.
void ChecksCorpus::MakeParts(int issuer) {
  const int decimals = Below(5) / 2;
  const bool cuts_off = Chance(0.15);
  for (int year = 0; year < kYears; ++year) {
    std::vector<double> exact(kFigureCount);
    for (int figure = 0; figure < kFigureCount; ++figure) {
      const FigureKind& kind = kFigures[figure];
      Cell& cell = At(issuer, year, figure);
      if (kind.whole >= 0) {
        const Cell& whole = At(issuer, year, kind.whole);
        cell.present = whole.present && !Chance(kMissing);
        if (!IsRate(figure)) {
          const double share =
              std::clamp(kind.middle + 0.04 * Normal(), 0.0, 1.0);
          cell.value = std::round(exact[kind.whole] * share);
        } else if (exact[kind.whole] > 0) {
          double divisor = exact[kind.whole];
          if (Chance(kOtherWhole)) divisor *= Uniform(1.02, 1.3);
          const double scale = std::pow(10, decimals);
          const double rate = 100 * exact[kind.part] / divisor * scale;
          cell.value = (cuts_off ? std::floor(rate) : std::round(rate)) / scale;
        } else {
          cell.present = false;
        }
      }
      exact[figure] = cell.value;
    }
    for (int figure = 0; figure < kFigureCount; ++figure) {
      Cell& cell = At(issuer, year, figure);
      if (IsRate(figure)) continue;
      if (IsInMyriads(issuer, cell.value)) {
        cell.value = std::round(cell.value / 100) * 100;
      } else if (cell.value >= 100 && Chance(0.04)) {
        cell.value = std::floor(cell.value / 10) * 10;
        cell.at_least = true;
      }
    }
  }
}

// One of the ways to name that owner.
int16_t ChecksCorpus::PhraseOf(int owner) {
  if (Chance(kRare)) return static_cast<int16_t>(kPhraseCount + owner);
  int phrase = 0;
  do {
    phrase = Below(kPhraseCount);
  } while (kPhrases[phrase].owner != owner);
  return static_cast<int16_t>(phrase);
}

// Some issuers say in most years whose a figure is, in changing words.
void ChecksCorpus::MakePhrases(int issuer) {
  for (int figure = 0; figure < kFigureCount; ++figure) {
    const bool names = Chance(kNamesOwner);
    const int owner = Below(kOwners);
    for (int year = 0; year < kYears; ++year) {
      Cell& cell = At(issuer, year, figure);
      if (names && Chance(kSaysOwner)) cell.phrase = PhraseOf(owner);
      if (Chance(kMisreadSubject)) cell.phrase = PhraseOf(Below(kOwners));
    }
  }
}

void ChecksCorpus::ChooseReports() {
  for (int issuer = 0; issuer < static_cast<int>(issuers_.size()); ++issuer) {
    for (int year = 0; year < kYears; ++year) {
      if (Chance(0.06)) {
        for (int f = 0; f < kFigureCount; ++f) At(issuer, year, f) = {};
      } else {
        reports_.push_back({.issuer = issuer, .year = year});
      }
    }
  }
  taken_.resize(reports_.size());
}

bool ChecksCorpus::IsTaken(int report) const { return taken_[report]; }

void ChecksCorpus::Plant(int count, bool (ChecksCorpus::*plant)()) {
  for (int planted = 0, tries = 0; planted < count && tries < kTries; ++tries) {
    planted += (this->*plant)();
  }
}

void ChecksCorpus::AddFault(const char* code, int report, int figure) {
  const ReportPlace& place = reports_[report];
  At(place.issuer, place.year, figure).faulty = true;
  taken_[report] = true;
  faults_.push_back(
      {.code = code, .report = report, .observation = Position(place, figure)});
}

// A decimal point slips, or a digit is lost or doubled.
bool ChecksCorpus::PlantNeighbour() {
  const int report = Below(size());
  const int figure = Below(kFigureCount);
  const ReportPlace& place = reports_[report];
  Cell& cell = At(place.issuer, place.year, figure);
  int years = 0;
  for (int year = 0; year < kYears; ++year) {
    years += At(place.issuer, year, figure).value > 0;
  }
  if (IsTaken(report) || !cell.present || IsRate(figure) || cell.value < 50 ||
      years < 4) {
    return false;
  }
  cell.value = Chance(0.5) ? cell.value * 10 : std::round(cell.value / 10);
  AddFault("NEIGHBOUR_POWER", report, figure);
  return true;
}

// 1.23万 becomes 1.23, or 1.23万 in a table in 万 becomes 1.23亿.
bool ChecksCorpus::PlantPeer() {
  const int report = Below(size());
  const int figure = Below(kFigureCount);
  const ReportPlace& place = reports_[report];
  Cell& cell = At(place.issuer, place.year, figure);
  const v1::Level level = issuers_[place.issuer]->level;
  if (IsTaken(report) || !cell.present || IsRate(figure) ||
      cell.value < 10'000 || level == v1::LEVEL_PROVINCE) {
    return false;
  }
  cell.value = Chance(0.5) ? cell.value * 10'000 : cell.value / 10'000;
  AddFault("PEER_POWER", report, figure);
  return true;
}

bool ChecksCorpus::PlantRate() {
  const int report = Below(size());
  const int figure = Below(kFigureCount);
  const ReportPlace& place = reports_[report];
  Cell& cell = At(place.issuer, place.year, figure);
  if (IsTaken(report) || !IsRate(figure) || !cell.present ||
      !At(place.issuer, place.year, kFigures[figure].part).present) {
    return false;
  }
  const double wrong = cell.value + (Chance(0.5) ? 1 : -1) * Uniform(3, 25);
  if (wrong < 0 || wrong > 100) return false;
  cell.value = std::round(wrong * 10) / 10;
  AddFault("RATE_OUTSIDE_PARTS", report, figure);
  return true;
}

// From one year on the figure is of other bodies, and so larger or smaller.
bool ChecksCorpus::PlantScope() {
  const int report = Below(size());
  const int figure = Below(kFigureCount);
  const ReportPlace place = reports_[report];
  int previous = place.year - 1;
  while (previous >= 0 && !At(place.issuer, previous, figure).present) {
    --previous;
  }
  if (IsTaken(report) || previous < 0 || IsRate(figure) ||
      !At(place.issuer, place.year, figure).present) {
    return false;
  }
  for (int year = 0; year < kYears; ++year) {
    if (At(place.issuer, year, figure).faulty) return false;
  }
  const int before = Below(kOwners);
  const int now = Below(kOwners);
  if (before == now) return false;
  for (int year = 0; year < kYears; ++year) {
    const bool says =
        year == previous || year == place.year || Chance(kSaysOwner);
    At(place.issuer, year, figure).phrase =
        says ? PhraseOf(year < place.year ? before : now) : int16_t{-1};
  }
  const double factor = std::pow(10, Uniform(-0.4, 0.4));
  for (int year = place.year; year < kYears; ++year) {
    Cell& cell = At(place.issuer, year, figure);
    cell.value = std::round(cell.value * factor);
    cell.faulty = true;
  }
  AddFault("SCOPE_CHANGED", report, figure);
  return true;
}

// Another issuer's sentences with its figures, or a table of figures in
// sentences of one's own.
bool ChecksCorpus::PlantCopy() {
  const int report = Below(size());
  const int original = Below(size());
  ReportPlace& place = reports_[report];
  const ReportPlace& source = reports_[original];
  if (IsTaken(report) || IsTaken(original) || place.issuer == source.issuer ||
      issuers_[place.issuer]->level != issuers_[source.issuer]->level) {
    return false;
  }
  const bool verbatim = Chance(0.67);
  const int groups =
      verbatim ? static_cast<int>(std::ceil(kGroups * Uniform(0.6, 1.0)))
               : 6 + Below(4);
  place.first_group = Below(kGroups - groups + 1);
  place.end_group = place.first_group + groups;
  place.original = original;
  place.verbatim = verbatim;
  for (int figure = kGroupBegins[place.first_group];
       figure < kGroupBegins[place.end_group]; ++figure) {
    Cell& cell = At(place.issuer, place.year, figure);
    cell = At(source.issuer, source.year, figure);
    cell.faulty = true;
  }
  taken_[report] = taken_[original] = true;
  faults_.push_back(
      {.code = "COPIED_REPORT", .report = report, .original = original});
  return true;
}

bool ChecksCorpus::IsCopied(const ReportPlace& report, int group) const {
  return report.original >= 0 && group >= report.first_group &&
         group < report.end_group;
}

int ChecksCorpus::Position(const ReportPlace& report, int figure) const {
  int position = 0;
  for (int f = 0; f < figure; ++f) {
    position += At(report.issuer, report.year, f).present;
  }
  return position;
}

bool ChecksCorpus::IsFaulty(int report, int observation) const {
  const ReportPlace& place = reports_[report];
  for (int figure = 0; figure < kFigureCount; ++figure) {
    const Cell& cell = At(place.issuer, place.year, figure);
    if (cell.present && Position(place, figure) == observation) {
      return cell.faulty;
    }
  }
  return false;
}

int64_t ChecksCorpus::values() const {
  return std::count_if(cells_.begin(), cells_.end(),
                       [](const Cell& cell) { return cell.present; });
}

int64_t ChecksCorpus::rates() const {
  int64_t rates = 0;
  for (size_t i = 0; i < cells_.size(); ++i) {
    rates += cells_[i].present && IsRate(static_cast<int>(i % kFigureCount));
  }
  return rates;
}

std::string ChecksCorpus::Sentence(const ReportPlace& report, int group) const {
  // A copy keeps the words of the original.
  const ReportPlace& author = report.verbatim && IsCopied(report, group)
                                  ? reports_[report.original]
                                  : report;
  const auto style = [&](int thing, int n) {
    return Style(author.issuer, author.year, group * 8 + thing, n);
  };
  std::string sentence = kLeads[style(0, static_cast<int>(std::size(kLeads)))];
  // Some name the place that they are of.
  if (style(1, 4) == 0) {
    sentence = absl::StrCat(issuers_[report.issuer]->name, sentence);
  }
  bool first = true;
  for (int figure = kGroupBegins[group]; figure < kGroupBegins[group + 1];
       ++figure) {
    const Cell& cell = At(report.issuer, report.year, figure);
    if (!cell.present) continue;
    const FigureKind& kind = kFigures[figure];
    absl::StrAppend(&sentence, first ? "" : ",", kind.words,
                    Printed(cell.value, IsInMyriads(author.issuer, cell.value)),
                    cell.at_least ? "余" : "", kind.unit);
    first = false;
  }
  return absl::StrCat(sentence,
                      kTails[style(2, static_cast<int>(std::size(kTails)))]);
}

void ChecksCorpus::AddObservation(const ReportPlace& report, int figure,
                                  const std::string& sentence,
                                  v1::Report& message) const {
  const FigureKind& kind = kFigures[figure];
  const Cell& cell = At(report.issuer, report.year, figure);
  v1::Observation& observation = *message.add_observations();
  observation.set_indicator(absl::StrCat("indicators/", kind.indicator));
  observation.set_kind(v1::KIND_LEVEL);
  observation.set_year(message.year());
  observation.set_headline(true);
  observation.set_scope(v1::SCOPE_ISSUER);
  observation.set_confidence(0.9);
  observation.mutable_evidence()->set_sentence(sentence);
  const char* const owner =
      cell.phrase < 0 ? ""
      : cell.phrase < kPhraseCount
          ? kPhrases[cell.phrase].words
          : kRarePhrases[cell.phrase - kPhraseCount].words;
  observation.set_subject(absl::StrCat(owner, kind.words));
  v1::Quantity& quantity = *observation.mutable_quantity();
  quantity.set_value(cell.value);
  quantity.set_unit(kind.unit);
  quantity.set_modifier(cell.at_least ? v1::MODIFIER_AT_LEAST
                                      : v1::MODIFIER_EXACT);
}

// After the figures, so that these keep their places.
void ChecksCorpus::AddFillers(const ReportPlace& report,
                              v1::Report& message) const {
  const ReportPlace& author =
      report.verbatim ? reports_[report.original] : report;
  for (int i = 0; i < static_cast<int>(std::size(kFillers)); ++i) {
    const int number =
        1 + Style(author.issuer, author.year * 4, 1000 + i, 2 + 3 * (i % 4));
    v1::Observation& observation = *message.add_observations();
    observation.set_kind(v1::KIND_LEVEL);
    observation.set_year(message.year());
    observation.set_scope(v1::SCOPE_ISSUER);
    observation.mutable_quantity()->set_value(number);
    observation.mutable_quantity()->set_unit("次");
    observation.mutable_evidence()->set_sentence(
        absl::StrFormat(*absl::ParsedFormat<'d'>::New(kFillers[i]), number));
  }
}

v1::Report ChecksCorpus::Report(int index) const {
  const ReportPlace& place = reports_[index];
  const DivisionEntry& issuer = *issuers_[place.issuer];
  v1::Report report;
  report.set_year(kFirstYear + place.year);
  report.set_source_uri(absl::StrCat("https://www.example.gov.cn/", issuer.code,
                                     "/", report.year()));
  report.set_type(v1::Report::TYPE_RULE_OF_LAW);
  report.mutable_issuer()->set_division_code(std::string(issuer.code));
  report.mutable_issuer()->set_level(issuer.level);
  report.mutable_issuer()->set_name(
      absl::StrCat(Gazetteer::FullName(issuer), "人民政府"));
  for (int group = 0; group < kGroups; ++group) {
    const std::string sentence = Sentence(place, group);
    for (int figure = kGroupBegins[group]; figure < kGroupBegins[group + 1];
         ++figure) {
      if (At(place.issuer, place.year, figure).present) {
        AddObservation(place, figure, sentence, report);
      }
    }
  }
  AddFillers(place, report);
  return report;
}

}  // namespace nianbao
