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

// Punctuation that NFKC leaves apart, as other regions print it.
struct Folding {
  char16_t from;
  char16_t to;
};
constexpr Folding kFoldings[] = {
    {u'「', u'“'},  {u'」', u'”'},  {u'『', u'“'},  {u'』', u'”'},
    {u'〈', u'《'}, {u'〉', u'》'}, {u'〔', u'['},  {u'〕', u']'},
    {u'【', u'['},  {u'】', u']'},  {u'﹑', u'、'}, {u'､', u'、'},
    {u'｡', u'。'},  {u'·', u'·'},   {u'•', u'·'},   {u'–', u'—'},
    {u'―', u'—'},   {u'〜', u'~'},  {u'﹪', u'%'},  {u'\u3000', u' '},
};

}  // namespace

absl::StatusOr<std::unique_ptr<const ConversionTable>>
ConversionTable::Create() {
  std::unique_ptr<ConversionTable> table(new ConversionTable());
  table->FillFold();
  try {
    absl::Status status = table->FillScripts();
    if (!status.ok()) return status;
  } catch (const std::exception& e) {
    return absl::InternalError(
        absl::StrCat("cannot read the OpenCC dictionaries: ", e.what()));
  }
  return table;
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
  // Joiners, the byte order mark, the soft hyphen: pages are full of them.
  for (char16_t invisible :
       {u'\u200B', u'\u200C', u'\u200D', u'\uFEFF', u'\u00AD', u'\u2060'}) {
    fold_[invisible] = 0;
  }
  fold_[u'\u00A0'] = u' ';
}

absl::Status ConversionTable::FillScripts() {
  std::iota(simplify_.begin(), simplify_.end(), char16_t{0});
  script_.fill(kEither);
  ForEachEntry("t2s.json", true, [&](const opencc::DictEntry& entry) {
    const std::u16string key = FromUtf8(entry.Key());
    const std::u16string value = FromUtf8(entry.GetDefault());
    if (key.size() != 1 || value.size() != 1) return;
    simplify_[key[0]] = value[0];
    if (key != value) script_[key[0]] = kTraditional;
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
    if (!also_traditional && script_[key[0]] == kEither) {
      script_[key[0]] = kSimplified;
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
  const size_t length = phrases_.Longest(text, begin, &index);
  if (length > 0) *converted = conversions_[index];
  return length;
}

}  // namespace nianbao
