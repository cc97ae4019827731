// A phrase for each kind of term, or for each of its details: one that goes
// past the end of a list is the last of it. Pairs of characters are numbers;
// which characters they are is looked up around the figure (FindPair()).
#include "extractor/explanations/term_words.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>

#include "absl/strings/str_cat.h"
#include "extractor/counts/counted.h"
#include "extractor/links/character_pairs.h"

namespace nianbao::extractor {
namespace {

struct Phrase {
  const char* english;
  const char* chinese;
};

// By the number of a Construction's bit.
constexpr Phrase kConstructionPhrases[] = {
    {"“其中” or “包括” before it", "前有“其中”或“包括”"},
    {"“占” before it", "前有“占”"},
    {"a breakdown (按…分, 从…看) before it", "前有“按…分”“从…看”一类分类"},
    {"“被申请人” or “被告” beside it", "旁有“被申请人”或“被告”"},
    {"“上年”, “去年” or “同期” before it", "前有“上年”“去年”或“同期”"},
    {"a colon right before it", "紧跟在冒号之后"},
    {"it stands in parentheses", "在括号内"},
    {"“涉” before it", "前有“涉”"},
    {"“类”, “领域” or “方面” right before it", "紧跟在“类”“领域”或“方面”之后"},
    {"“代理”, “提供”, “协助” or “参与” before it",
     "前有“代理”“提供”“协助”或“参与”"},
    {"a share (占…%) right after it", "后面紧跟占比"},
    {"“每” or “均” before it", "前有“每”或“均”"},
    {"a body is named before it", "前有机关名称"},
};
static_assert(std::size(kConstructionPhrases) == kConstructions);

constexpr Phrase kPlacesPhrases[] = {
    {"where its words stand", "其词语所在的位置"}};
constexpr Phrase kLengthsPhrases[] = {
    {"how long the words found are", "命中词语的长短"}};
constexpr Phrase kSpreadPhrases[] = {
    {"how many indicators share these words", "这些词语为多少指标共用"}};
constexpr Phrase kExcludesPhrases[] = {
    {"no word that excludes it is near", "附近没有排除它的词语"},
    {"a word that excludes it is in the clause", "分句里有排除它的词语"},
    {"a word that excludes it is beside the figure", "数字旁有排除它的词语"}};
constexpr Phrase kCoverPhrases[] = {
    {"how much of what is counted its words cover",
     "其词语覆盖了多少所计内容"}};
constexpr Phrase kUnitFitPhrases[] = {
    {"the unit is none of its own", "单位不是它的"},
    {"the unit is one of its kind", "单位与它同类"},
    {"the unit is its own", "单位正是它的"}};
constexpr Phrase kTopicsPhrases[] = {
    {"what the text speaks of", "上文所谈的内容"},
    {"the text spoke of another family last", "上文最近谈的是另一类"},
    {"the text spoke of its family last", "上文最近谈的是这一类"}};
constexpr Phrase kHistoryPhrases[] = {
    {"no figure of it before", "前面没有它的数字"},
    {"the same figure of it before", "前面已有它的同一数字"},
    {"a larger figure of it before", "前面有它的更大数字"},
    {"a smaller figure of it before", "前面有它的更小数字"},
    {"a figure of it in another unit before", "前面有它的另一单位的数字"}};
constexpr Phrase kBeforePhrases[] = {
    {"the figure before it", "前一个数字"},
    {"the figure before it is of no indicator", "前一个数字未归入指标"},
    {"the figure before it is of another family", "前一个数字属另一类"},
    {"the figure before it is of its family", "前一个数字属同一类"},
    {"the figure before it is of the same indicator", "前一个数字属同一指标"}};
constexpr Phrase kTotalPhrases[] = {
    {"whether figures add up", "数字之间是否相加"},
    {"its total is of no indicator", "其合计未归入指标"},
    {"its total is of another indicator", "其合计属另一指标"},
    {"its total is of the same indicator", "其合计属同一指标"}};
constexpr Phrase kChangedPhrases[] = {
    {"what it is the change of", "它是什么的增减"},
    {"what changed is of no indicator", "所增减的数字未归入指标"},
    {"what changed is of another indicator", "所增减的数字属另一指标"},
    {"what changed is of the same indicator", "所增减的数字属同一指标"}};
constexpr Phrase kPriorPhrases[] = {
    {"how often it is meant, in general", "它通常出现的多少"}};
constexpr Phrase kTrustPhrases[] = {
    {"how far its rules are right, in general", "它的规则通常有多可靠"}};
constexpr Phrase kNonePhrases[] = {
    {"how often a figure is of no indicator, in general",
     "数字不属任何指标的通常多少"}};
constexpr Phrase kStatePhrases[] = {
    {"how the figure stands in its clause", "数字在分句中的样子"}};
constexpr Phrase kScopePhrases[] = {{"whom it speaks of", "说的是谁"}};
constexpr Phrase kRunPhrases[] = {
    {"its place among the figures beside it", "在相邻数字中的位置"}};
constexpr Phrase kSumPhrases[] = {
    {"it is in no sum", "不在任何加总之中"},
    {"later figures add up to it", "后面的数字加总等于它"},
    {"it and its neighbours add up to an earlier figure",
     "它与相邻数字加总等于前面的数字"}};
constexpr Phrase kUnknownPhrases[] = {
    {"how many characters before it no indicator knows",
     "前面有多少字不属任何指标的词语"}};
constexpr Phrase kRivalsPhrases[] = {
    {"how many indicators are possible", "可能的指标有多少"}};
constexpr Phrase kRulesPhrases[] = {
    {"the rules of the catalogue chose none", "目录的规则没有选中指标"},
    {"the rules of the catalogue chose an indicator", "目录的规则选中了指标"},
    {"the rules of the catalogue chose it", "目录的规则选中了它"},
    {"the rules of the catalogue chose none", "目录的规则没有选中指标"},
    {"the rules of the catalogue chose another", "目录的规则选中了别的指标"}};
constexpr Phrase kEdgesPhrases[] = {
    {"the characters around its words", "词语前后的字符"}};
constexpr Phrase kPairPhrases[] = {{"characters near it", "附近的字"}};

// The phrases of a kind; those of kUnit and kPair say more.
std::span<const Phrase> PhrasesOf(TermKind kind) {
  switch (kind) {
    case TermKind::kPlaces:
      return kPlacesPhrases;
    case TermKind::kLengths:
      return kLengthsPhrases;
    case TermKind::kSpread:
      return kSpreadPhrases;
    case TermKind::kExcludes:
      return kExcludesPhrases;
    case TermKind::kCover:
      return kCoverPhrases;
    case TermKind::kUnitFit:
      return kUnitFitPhrases;
    case TermKind::kTopics:
      return kTopicsPhrases;
    case TermKind::kHistory:
      return kHistoryPhrases;
    case TermKind::kBefore:
      return kBeforePhrases;
    case TermKind::kTotal:
      return kTotalPhrases;
    case TermKind::kChanged:
      return kChangedPhrases;
    case TermKind::kPrior:
      return kPriorPhrases;
    case TermKind::kTrust:
      return kTrustPhrases;
    case TermKind::kNone:
      return kNonePhrases;
    case TermKind::kState:
      return kStatePhrases;
    case TermKind::kScope:
      return kScopePhrases;
    case TermKind::kRun:
      return kRunPhrases;
    case TermKind::kSum:
      return kSumPhrases;
    case TermKind::kUnknown:
      return kUnknownPhrases;
    case TermKind::kRivals:
      return kRivalsPhrases;
    case TermKind::kRules:
      return kRulesPhrases;
    case TermKind::kEdges:
      return kEdgesPhrases;
    case TermKind::kConstruction:
      return kConstructionPhrases;
    case TermKind::kUnit:
    case TermKind::kPair:
      break;
  }
  return kPairPhrases;
}

// Where the characters of pairs may stand: what CharacterPairs looks at, a
// little more on either side, since words that say nothing are cut off there.
std::array<View, 4> PlacesOfPairs(View text, const Outline& outline,
                                  const Reading& reading) {
  constexpr size_t kBeforeFigure = 48, kAroundWords = 24, kHeading = 32;
  const auto part = [&](size_t begin, size_t end) {
    return text.substr(begin, std::max(begin, end) - begin);
  };
  const auto before = [](size_t at, size_t length) {
    return at - std::min(at, length);
  };
  const size_t figure = reading.figure.begin;
  const int section = outline.sentences[reading.sentence].section;
  View heading;
  if (section >= 0) {
    const OutlineSection& of = outline.sections[section];
    heading = part(of.begin, std::min(of.end, of.begin + kHeading));
  }
  const size_t left_end = std::min(reading.left_end, figure);
  return {part(before(left_end, kBeforeFigure), left_end),
          part(before(reading.left, kAroundWords),
               std::min(reading.left + kAroundWords, figure)),
          part(reading.figure.end,
               std::min(reading.figure.end + kLongestNoun, text.size())),
          heading};
}

// The characters, and where they stand.
Wording WordsOfPair(const PairWords& pair) {
  const std::string quoted = absl::StrCat("“", ToUtf8(pair.characters), "”");
  switch (pair.tag) {
    case kLeftTag:
      return {absl::StrCat(quoted, " in the words before it"),
              absl::StrCat("前面的词语里有", quoted)};
    case kHeadTag:
      return {absl::StrCat(quoted, " at the end of what is counted"),
              absl::StrCat("所计内容以", quoted, "结尾")};
    case kRightTag:
      return {absl::StrCat(quoted, " in the words after it"),
              absl::StrCat("后面的词语里有", quoted)};
    case kClauseTag:
      return {absl::StrCat(quoted, " further before it"),
              absl::StrCat("更前面有", quoted)};
    case kHeadingTag:
      return {absl::StrCat(quoted, " in the heading"),
              absl::StrCat("标题里有", quoted)};
    case kTripleTag:
      return {absl::StrCat(quoted, " at the end of the words before it"),
              absl::StrCat("前面的词语以", quoted, "结尾")};
    case kEdgeTag:
    case kFirstTag:
      break;
  }
  return {absl::StrCat(quoted, " at the beginning of the words before it"),
          absl::StrCat("前面的词语以", quoted, "开头")};
}

}  // namespace

Wording WordsOf(const Term& term, View text, const Outline& outline,
                const Reading& reading) {
  if (term.kind == TermKind::kUnit) {
    const std::string unit = ToUtf8(reading.figure.unit);
    return {absl::StrCat("the unit ", unit), absl::StrCat("单位“", unit, "”")};
  }
  if (term.kind == TermKind::kPair) {
    for (const View place : PlacesOfPairs(text, outline, reading)) {
      const std::optional<PairWords> pair = FindPair(term.detail, place);
      if (pair.has_value()) return WordsOfPair(*pair);
    }
  }
  const std::span<const Phrase> phrases = PhrasesOf(term.kind);
  const Phrase& phrase =
      phrases[std::min<size_t>(term.detail, phrases.size() - 1)];
  return {phrase.english, phrase.chinese};
}

}  // namespace nianbao::extractor
