// How much a word says of a figure, by where it stands.
//
//     全年受理行政复议申请187件,审结163件
//     |---own, left-------|^   |        the words since the figure before
//     接待观众350人次,其中…
//         own, right: the noun that the figure counts may follow it
//
// The nearer a word and the longer, the more it says: its score is a base for
// the place, plus a share for each character of the word, less a bit for each
// character between it and the figure. The figure's own words, since the figure
// before and up to the next, say most; those of a figure whose words it shares
// (培训6期、1,180人次) less; the rest of the clause least. Words in a later
// item of a list belong to that item.
//
// Costs the hits of the clause, which 60 characters on either side bound.
#include "extractor/links/words_beside.h"

#include <algorithm>
#include <string>

namespace nianbao::extractor {
namespace {

// How the score of a word depends on its place. Fitted by hand on the annotated
// reports (tests/gold).
struct PlaceWeight {
  // For a word that stands right at the figure.
  double base;
  // For each character of the word, as far as kLongestWord.
  double per_character;
  // Lost with each character between word and figure.
  double fall;
};
constexpr PlaceWeight kOwnLeft = {2.0, 0.6, 0.04};
constexpr PlaceWeight kOwnRight = {1.9, 0.55, 0.10};
// In the words that the figure shares with the one before it.
constexpr PlaceWeight kSharedLeft = {1.4, 0.5, 0};
constexpr PlaceWeight kClauseLeft = {0.9, 0.4, 0.02};
constexpr PlaceWeight kClauseRight = {0.2, 0.3, 0};
// Longer words say no more.
constexpr size_t kLongestWord = 8;

// How far right of a figure the noun that it counts may begin.
constexpr size_t kRightWindow = 16;
// A clause longer than this on either side of a figure says nothing of it.
constexpr size_t kClauseWindow = 60;
// A verb cut down to a character counts as the word of two that it stands for.
constexpr size_t kShorthandLength = 2;

double WordScore(const PlaceWeight& weight, size_t length, size_t gap) {
  return weight.base +
         weight.per_character *
             static_cast<double>(std::min<size_t>(length, kLongestWord)) -
         weight.fall * static_cast<double>(gap);
}

// How well a word of the clause stands to the figure, whose own words begin at
// `own_from`: before reading.left where it shares those of another figure. Its
// item of a list ends at `item_end`.
BesideWord PlaceOf(const WordHit& hit, const Reading& reading, size_t own_from,
                   size_t item_end) {
  const size_t end = hit.begin + hit.length;
  BesideWord place{0, true, hit.begin, hit.length};
  if (hit.begin >= own_from && end <= reading.left) {
    place.score = WordScore(kSharedLeft, hit.length, 0);
  } else if (hit.begin >= reading.left && end <= reading.left_end) {
    place.score = WordScore(kOwnLeft, hit.length, reading.left_end - end);
  } else if (hit.begin >= reading.figure.end && end <= reading.right &&
             hit.begin < reading.figure.end + kRightWindow) {
    place.score =
        WordScore(kOwnRight, hit.length, hit.begin - reading.figure.end);
  } else {
    place.own = false;
    place.apart = hit.begin >= item_end;
    place.score =
        end <= reading.figure.begin
            ? WordScore(kClauseLeft, hit.length, reading.figure.begin - end)
            : WordScore(kClauseRight, hit.length, 0);
  }
  return place;
}

}  // namespace

WordsBeside::WordsBeside(const LinkRules& rules, View text,
                         const std::vector<Reading>& readings)
    : rules_(rules),
      text_(text),
      readings_(readings),
      beside_(rules.words.size()),
      stamps_(rules.words.size(), 0) {}

void WordsBeside::MoveTo(size_t figure, const std::vector<WordHit>& hits) {
  const Reading& reading = readings_[figure];
  ++stamp_;
  candidates_.clear();
  const size_t own_from =
      SharesWords(figure) ? readings_[figure - 1].left : reading.left;
  const size_t clause_from = std::max(
      std::min(own_from, reading.clause_begin),
      reading.figure.begin - std::min(reading.figure.begin, kClauseWindow));
  const size_t clause_to =
      std::min(reading.clause_end, reading.figure.end + kClauseWindow);
  const size_t item_end = std::min(
      text_.substr(0, clause_to).find(u'、', reading.figure.end), clause_to);
  const auto first = std::lower_bound(
      hits.begin(), hits.end(), std::min(clause_from, reading.left),
      [](const WordHit& hit, size_t at) { return hit.begin < at; });
  for (auto hit = first; hit != hits.end() && hit->begin < clause_to; ++hit) {
    Place(hit->word, PlaceOf(*hit, reading, own_from, item_end));
  }
  PlaceShorthand(reading);
  std::sort(candidates_.begin(), candidates_.end());
  candidates_.erase(std::unique(candidates_.begin(), candidates_.end()),
                    candidates_.end());
}

bool WordsBeside::SharesWords(size_t figure) const {
  const Reading& reading = readings_[figure];
  if (figure == 0 || readings_[figure - 1].figure.unit == reading.figure.unit) {
    return false;
  }
  if (reading.continues) return true;
  return reading.bare && reading.kind != v1::KIND_CHANGE &&
         reading.right <= reading.figure.end &&
         readings_[figure - 1].sentence == reading.sentence;
}

// 收22件、立19件: the verb cut short stands alone before the figure.
void WordsBeside::PlaceShorthand(const Reading& reading) {
  View own = text_.substr(reading.left, reading.left_end - reading.left);
  while (!own.empty() && IsOneOf(own.front(), u"、,;:共全年新已并，")) {
    own.remove_prefix(1);
  }
  if (own.size() != 1) return;
  const auto it = rules_.shorthands.find(std::u16string(own));
  if (it == rules_.shorthands.end()) return;
  for (const int word : it->second) {
    Place(word, {WordScore(kOwnLeft, kShorthandLength, 0), true,
                 reading.left_end - 1, 1});
  }
}

// Notes a place of a word, if it is the best so far.
void WordsBeside::Place(int word, const BesideWord& place) {
  BesideWord& known = beside_[word];
  const bool fresh = stamps_[word] != stamp_;
  if (!fresh && known.score >= place.score) return;
  if (fresh) {
    candidates_.insert(candidates_.end(), rules_.rules_of_word[word].begin(),
                       rules_.rules_of_word[word].end());
  }
  known = place;
  stamps_[word] = stamp_;
}

}  // namespace nianbao::extractor
