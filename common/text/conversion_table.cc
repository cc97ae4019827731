// How the tables of conversion are derived when the program starts.
//
// Each table is an array with an entry for each UTF-16 unit, so that reading a
// document costs one load a character:
//   fold       ICU's NFKC where it gives one unit for one (１ to 1, ％ to %),
//              then the punctuation of kFoldings (「 to “), and 0 for what has
//              no width.
//   simplify   the last dictionary of OpenCC's chain t2s, which converts single
//              characters: 議 to 议.
//   script     whether only Traditional or only Simplified texts use the unit:
//              t2s changes what is Traditional, and s2t offers no reading as
//              itself for what is Simplified (议, but not 后, which is both).
//   phrases    the other dictionaries of t2s, in a trie: 乾隆 stays 乾隆, but
//              乾 alone becomes 干.
//   names      the proper names that t2s would change, in a trie that reads
//              texts of both scripts: each unit is simplified before it is
//              looked up, but for those that the names keep, so that 乾安縣 and
//              乾安县 are the same word there.
// Entries that change the length of a text are left out, so that positions
// stay; t2s has none of consequence, and a test compares the result with
// OpenCC's own on the corpus.
//
// Filling costs one walk over the dictionaries; the arrays stay, 5 bytes for
// each of 65,536 units.
#include "common/text/conversion_table.h"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <Config.hpp>
#include <Conversion.hpp>
#include <ConversionChain.hpp>
#include <Converter.hpp>
#include <Dict.hpp>
#include <DictEntry.hpp>
#include <DictGroup.hpp>
#include <Lexicon.hpp>
#include <algorithm>
#include <exception>
#include <numeric>
#include <opencc/SimpleConverter.hpp>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/text/utf8.h"

namespace nianbao {
namespace {

// Calls visit(entry) for the entries of the last dictionary (characters) or of
// all but the last (phrases) of a configuration.
template <typename Visit>
void ForEachEntry(const char* config_file, bool characters, Visit visit) {
  opencc::Config config;
  const opencc::ConverterPtr converter = config.NewFromFile(config_file);
  for (const opencc::ConversionPtr& conversion :
       converter->GetConversionChain()->GetConversions()) {
    const auto group =
        std::dynamic_pointer_cast<opencc::DictGroup>(conversion->GetDict());
    std::list<opencc::DictPtr> dicts = group != nullptr
                                           ? std::list(group->GetDicts())
                                           : std::list{conversion->GetDict()};
    const opencc::DictPtr last = dicts.back();
    for (const opencc::DictPtr& dict : dicts) {
      if ((dict == last) != characters) continue;
      for (const auto& entry : *dict->GetLexicon()) visit(*entry);
    }
  }
}

// Whether the character is a list mark: ①, ㈠, Ⅱ, ². NFKC would make digits of
// them, which would join real ones: 收到①3件 is no 13件. The ranges are Number
// Forms, Enclosed Alphanumerics, Enclosed CJK Letters with CJK Compatibility,
// and the superscripts of Latin-1.
bool IsListMark(uint32_t c) {
  return (c >= 0x2150 && c <= 0x218F) || (c >= 0x2460 && c <= 0x24FF) ||
         (c >= 0x3200 && c <= 0x33FF) || c == 0xB2 || c == 0xB3 || c == 0xB9;
}

// Punctuation that NFKC leaves apart, as other regions print it; and the
// character that is mistaken for 陝 in its province's name.
struct Folding {
  char16_t from;
  char16_t to;
};
constexpr Folding kFoldings[] = {
    {u'「', u'“'},     {u'」', u'”'},  {u'『', u'“'},  {u'』', u'”'},
    {u'〈', u'《'},    {u'〉', u'》'}, {u'〔', u'['},  {u'〕', u']'},
    {u'【', u'['},     {u'】', u']'},  {u'﹑', u'、'}, {u'､', u'、'},
    {u'｡', u'。'},     {u'·', u'·'},   {u'•', u'·'},   {u'–', u'—'},
    {u'―', u'—'},      {u'陜', u'陝'}, {u'〜', u'~'},  {u'﹪', u'%'},
    {u'\u3000', u' '},
};

// The radicals of the CJK Radicals Supplement that are whole characters, after
// Unicode's EquivalentUnifiedIdeograph.txt: PDFs print them for those. NFKC
// leaves them; the Kangxi radicals beside them it folds by itself.
constexpr Folding kRadicals[] = {
    {u'⺁', u'厂'}, {u'⺄', u'乙'}, {u'⺇', u'几'}, {u'⺈', u'刀'},
    {u'⺊', u'卜'}, {u'⺌', u'小'}, {u'⺍', u'小'}, {u'⺎', u'兀'},
    {u'⺒', u'巳'}, {u'⺓', u'幺'}, {u'⺗', u'心'}, {u'⺛', u'旡'},
    {u'⺜', u'日'}, {u'⺝', u'月'}, {u'⺟', u'母'}, {u'⺠', u'民'},
    {u'⺧', u'牛'}, {u'⺩', u'王'}, {u'⺫', u'目'}, {u'⺬', u'示'},
    {u'⺮', u'竹'}, {u'⺶', u'羊'}, {u'⺷', u'羊'}, {u'⺻', u'聿'},
    {u'⺼', u'肉'}, {u'⺽', u'臼'}, {u'⻁', u'虎'}, {u'⻄', u'西'},
    {u'⻅', u'见'}, {u'⻆', u'角'}, {u'⻉', u'贝'}, {u'⻊', u'足'},
    {u'⻋', u'车'}, {u'⻑', u'長'}, {u'⻒', u'镸'}, {u'⻓', u'长'},
    {u'⻔', u'门'}, {u'⻕', u'阜'}, {u'⻗', u'雨'}, {u'⻘', u'青'},
    {u'⻙', u'韦'}, {u'⻚', u'页'}, {u'⻛', u'风'}, {u'⻜', u'飞'},
    {u'⻝', u'食'}, {u'⻞', u'食'}, {u'⻢', u'马'}, {u'⻣', u'骨'},
    {u'⻤', u'鬼'}, {u'⻥', u'鱼'}, {u'⻦', u'鸟'}, {u'⻧', u'卤'},
    {u'⻨', u'麦'}, {u'⻩', u'黄'}, {u'⻪', u'黾'}, {u'⻫', u'斉'},
    {u'⻬', u'齐'}, {u'⻭', u'歯'}, {u'⻮', u'齿'}, {u'⻯', u'竜'},
    {u'⻰', u'龙'}, {u'⻱', u'龜'}, {u'⻲', u'亀'}, {u'⻳', u'龟'},
};

// Ranges of units that stand for nothing by themselves: combining marks, marks
// of joining and of direction, variation selectors.
constexpr std::pair<char16_t, char16_t> kWithoutWidth[] = {
    {u'\u0300', u'\u036F'}, {u'\u061C', u'\u061C'}, {u'\u180E', u'\u180E'},
    {u'\u200B', u'\u200F'}, {u'\u202A', u'\u202E'}, {u'\u2060', u'\u2064'},
    {u'\u2066', u'\u206F'}, {u'\u20D0', u'\u20FF'}, {u'\uFE00', u'\uFE0F'},
    {u'\uFE20', u'\uFE2F'}, {u'\uFEFF', u'\uFEFF'}, {u'\u00AD', u'\u00AD'}};

}  // namespace

absl::StatusOr<std::unique_ptr<const ConversionTable>> ConversionTable::Create(
    const std::vector<std::u16string>& names) {
  std::unique_ptr<ConversionTable> table(new ConversionTable());
  table->FillFold();
  try {
    absl::Status status = table->FillScripts();
    if (!status.ok()) return status;
  } catch (const std::exception& e) {
    return absl::InternalError(
        absl::StrCat("cannot read the OpenCC dictionaries: ", e.what()));
  }
  table->kept_ = table->simplify_;
  for (const std::u16string& name : names) {
    if (table->Converted(name) != name) table->KeepName(name);
  }
  table->FillMayChange();
  return table;
}

std::u16string ConversionTable::Converted(std::u16string_view name) const {
  std::u16string converted;
  while (converted.size() < name.size()) {
    std::u16string_view phrase;
    const size_t i = converted.size();
    if (MatchPhrase(name, i, &phrase) > 0) {
      converted += phrase;
    } else {
      converted += Simplify(name[i]);
    }
  }
  return converted;
}

void ConversionTable::KeepName(std::u16string_view name) {
  for (char16_t unit : name) kept_[unit] = unit;
  names_.Add(name, static_cast<int>(conversions_.size()));
  conversions_.emplace_back(name);
  longest_name_ = std::max(longest_name_, name.size());
}

void ConversionTable::FillMayChange() {
  for (uint32_t c = 0; c < traits_.size(); ++c) {
    const auto unit = static_cast<char16_t>(c);
    if (simplify_[unit] != unit || phrases_.Begins(unit) ||
        names_.Begins(kept_[unit])) {
      traits_[unit] |= kMayChange;
    }
  }
}

void ConversionTable::FillFold() {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCInstance(error);
  for (uint32_t c = 0; c < fold_.size(); ++c) {
    fold_[c] = static_cast<char16_t>(c);
    if (U16_IS_SURROGATE(c) || IsListMark(c) || U_FAILURE(error)) continue;
    icu::UnicodeString decomposed;
    if (nfkc->getDecomposition(static_cast<UChar32>(c), decomposed)) {
      const icu::UnicodeString composed =
          nfkc->normalize(icu::UnicodeString(static_cast<UChar32>(c)), error);
      if (U_SUCCESS(error) && composed.length() == 1) fold_[c] = composed[0];
    }
  }
  for (const Folding& folding : kFoldings) fold_[folding.from] = folding.to;
  for (const Folding& radical : kRadicals) fold_[radical.from] = radical.to;
  for (const auto& [first, last] : kWithoutWidth) {
    std::fill(fold_.begin() + first, fold_.begin() + last + 1, char16_t{0});
  }
  fold_[u'\u00A0'] = u' ';
}

absl::Status ConversionTable::FillScripts() {
  std::iota(simplify_.begin(), simplify_.end(), char16_t{0});
  traits_.fill(0);
  ForEachEntry("t2s.json", true, [&](const opencc::DictEntry& entry) {
    const std::u16string key = FromUtf8(entry.Key());
    const std::u16string value = FromUtf8(entry.GetDefault());
    if (key.size() != 1 || value.size() != 1) return;
    simplify_[key[0]] = value[0];
    if (key != value) traits_[key[0]] = kTraditional;
  });
  ForEachEntry("t2s.json", false, [&](const opencc::DictEntry& entry) {
    const std::u16string key = FromUtf8(entry.Key());
    std::u16string value = FromUtf8(entry.GetDefault());
    if (key.size() != value.size()) return;
    phrases_.Add(key, static_cast<int>(conversions_.size()));
    conversions_.push_back(std::move(value));
  });
  ForEachEntry("s2t.json", true, [&](const opencc::DictEntry& entry) {
    const std::u16string key = FromUtf8(entry.Key());
    if (key.size() != 1) return;
    // 后 may become 後 or stay: both scripts use it.
    const std::vector<std::string> values = entry.Values();
    const bool also_traditional =
        std::find(values.begin(), values.end(), entry.Key()) != values.end();
    if (!also_traditional && traits_[key[0]] == 0) {
      traits_[key[0]] = kSimplified;
    }
  });
  if (conversions_.empty()) {
    return absl::InternalError("OpenCC t2s has no phrases");
  }
  return absl::OkStatus();
}

size_t ConversionTable::MatchPhrase(std::u16string_view text, size_t begin,
                                    std::u16string_view* converted) const {
  int index = -1;
  size_t length = 0;
  if (names_.Begins(kept_[text[begin]])) {
    std::u16string read(text.substr(begin, longest_name_));
    for (char16_t& unit : read) unit = kept_[unit];
    length = names_.Longest(read, 0, &index);
  }
  if (length == 0) length = phrases_.Longest(text, begin, &index);
  if (length > 0) *converted = conversions_[index];
  return length;
}

}  // namespace nianbao
