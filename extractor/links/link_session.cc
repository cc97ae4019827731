// The linking of one document: see linker.h.
#include <algorithm>
#include <cmath>
#include <optional>

#include "absl/container/flat_hash_map.h"
#include "extractor/links/borrowed_links.h"
#include "extractor/links/linker.h"
#include "extractor/text/utf16.h"

namespace nianbao::extractor {
namespace {

constexpr size_t kFar = static_cast<size_t>(-1);
// How far right of a figure the noun it counts may begin.
constexpr size_t kRightWindow = 16;
// Share of a topic's score that counts where it overlaps the action.
constexpr double kOverlapShare = 0.1;
// What a carried topic loses when another one came between.
constexpr double kTopicChanged = 1.5;
// A heading of so many characters names the topic of all that follows.
constexpr size_t kLongestLabel = 8;
// A clause longer than this on either side of a figure says nothing of it.
constexpr size_t kClauseWindow = 60;

// Score of a word of `length` characters that stands `gap` characters from the
// figure, in the place that `base` speaks for.
double WordScore(double base, double per_character, size_t length, size_t gap,
                 double fall) {
  return base +
         per_character * static_cast<double>(std::min<size_t>(length, 8)) -
         fall * static_cast<double>(gap);
}

bool IsRelative(View unit) {
  return unit == u"%" || unit == u"百分点" || unit == u"倍" || unit == u"番";
}

}  // namespace

class LinkSession {
 public:
  LinkSession(const Linker& linker, View text, const Outline& outline,
              const std::vector<Reading>& readings)
      : linker_(linker),
        text_(text),
        outline_(outline),
        readings_(readings),
        borrowed_(text, outline, readings, *linker.lexicon_, linker.units_,
                  links_),
        last_seen_(linker.word_count_, kFar),
        beside_(linker.word_count_),
        beside_stamp_(linker.word_count_, 0) {}

  std::vector<Link> Run() {
    links_.resize(readings_.size());
    size_t sentence = 0;
    for (size_t i = 0; i < readings_.size(); ++i) {
      const Reading& reading = readings_[i];
      sentence = std::max(sentence, FirstInReach(reading));
      while (sentence <= static_cast<size_t>(reading.sentence)) {
        EnterSentence(outline_.sentences[sentence++]);
      }
      SeeUpTo(reading.figure.begin);
      links_[i] = LinkOne(i);
    }
    return std::move(links_);
  }

 private:
  struct Hit {
    size_t begin;
    size_t length;
    int word;
  };

  // Where a word stands beside the current figure.
  struct Beside {
    double score = 0;
    // Of the figure's own words, not of a clause it shares.
    bool own = false;
    size_t begin = 0;
    size_t length = 0;
    // In a later item of a list: 食品类案件18件、知识产权案件4件.
    bool apart = false;

    bool Overlaps(const Beside& other) const {
      return begin < other.begin + other.length && other.begin < begin + length;
    }
  };

  struct Fit {
    int indicator = -1;
    double score = 0;
    // One of the figure's own words speaks for the rule.
    bool own = false;
  };

  // The first sentence from which a topic can be carried to the figure: of its
  // paragraph or innermost section, whichever begins first. What stands before
  // need not be read.
  size_t FirstInReach(const Reading& reading) const {
    const auto& sentences = outline_.sentences;
    const OutlineSentence& own = sentences[reading.sentence];
    const size_t section =
        own.section < 0 ? own.begin : outline_.sections[own.section].begin;
    const auto end = sentences.begin() + reading.sentence;
    const auto first = std::partition_point(
        sentences.begin(), end, [&](const OutlineSentence& s) {
          return s.begin < section && s.paragraph < own.paragraph;
        });
    return static_cast<size_t>(first - sentences.begin());
  }

  void EnterSentence(const OutlineSentence& sentence) {
    SeeUpTo(text_.size());
    hits_.clear();
    next_hit_ = 0;
    const View text = text_.substr(0, sentence.end);
    // 议案 is no word inside 复议案件, whose characters pair up otherwise.
    size_t last_of_four = kFar;
    for (size_t i = sentence.begin; i < sentence.end; ++i) {
      const bool split = last_of_four != kFar && i == last_of_four + 1;
      linker_.trie_.ForEachMatch(text, i, [&](size_t length, int word) {
        if (split && length == 2) return;
        hits_.push_back({i, length, word});
        if (length == 4) last_of_four = i;
      });
    }
    if (sentence.paragraph != paragraph_) {
      paragraph_ = sentence.paragraph;
      paragraph_begin_ = sentence.begin;
    }
    sentence_begin_ = sentence.begin;
    if (sentence.section != section_) EnterSection(sentence.section);
  }

  void EnterSection(int section) {
    section_ = section;
    section_begin_ =
        section < 0 ? text_.size() : outline_.sections[section].begin;
    heading_words_.clear();
    label_ = section >= 0 && outline_.sections[section].end -
                                     outline_.sections[section].begin -
                                     outline_.sections[section].mark <=
                                 kLongestLabel;
    int depth = 0;
    for (int s = section; s >= 0; s = outline_.sections[s].parent, ++depth) {
      const OutlineSection& heading = outline_.sections[s];
      const View text = text_.substr(0, heading.end);
      for (size_t i = heading.begin; i < heading.end; ++i) {
        linker_.trie_.ForEachMatch(text, i, [&](size_t, int word) {
          heading_words_.emplace(word, depth);
        });
      }
    }
  }

  // Notes the words before `end`.
  void SeeUpTo(size_t end) {
    while (next_hit_ < hits_.size() &&
           hits_[next_hit_].begin + hits_[next_hit_].length <= end) {
      const Hit& hit = hits_[next_hit_++];
      last_seen_[hit.word] = hit.begin;
      const int family = linker_.topic_family_[hit.word];
      // 调解案件 in 行政调解案件 begins inside another topic.
      if (family >= 0 && hit.begin >= last_topic_.end) {
        last_topic_ = {hit.begin, hit.begin + hit.length, family};
      }
    }
  }

  Link LinkOne(size_t i) {
    const Reading& reading = readings_[i];
    if (reading.kind == v1::KIND_RANK || reading.scope == v1::SCOPE_OTHER) {
      return {};
    }
    if (linker_.lexicon_->averages.In(
            text_.substr(reading.left, reading.left_end - reading.left))) {
      return {};
    }
    PlaceWords(i);
    const bool change = reading.kind == v1::KIND_CHANGE;
    Fit best, second;
    for (const int rule : candidates_) {
      const std::optional<Fit> fit = FitRule(linker_.rules_[rule], reading);
      if (!fit.has_value()) continue;
      if (change && !fit->own) continue;
      if (fit->score > best.score) {
        if (best.indicator != fit->indicator) second = best;
        best = *fit;
      } else if (fit->indicator != best.indicator &&
                 fit->score > second.score) {
        second = *fit;
      }
    }
    if (change && (best.indicator < 0 || reading.bare)) {
      return borrowed_.OfWhatChanged(i);
    }
    if (best.indicator < 0 && reading.bare) return borrowed_.OfSame(i);
    if (best.indicator < 0 || borrowed_.RepeatsWhole(i, best.indicator))
      return {};
    return {best.indicator, Confidence(best, second)};
  }

  // The figure says nothing of its own and is in another unit than the one just
  // before it.
  bool SharesWords(size_t i) const {
    const Reading& reading = readings_[i];
    if (i == 0 || readings_[i - 1].figure.unit == reading.figure.unit) {
      return false;
    }
    if (reading.continues) return true;
    return reading.bare && reading.kind != v1::KIND_CHANGE &&
           reading.right <= reading.figure.end &&
           readings_[i - 1].sentence == reading.sentence;
  }

  // Notes which words stand beside the figure, and how well; fills
  // `candidates_` with the rules they may fit.
  void PlaceWords(size_t i) {
    const Reading& reading = readings_[i];
    ++stamp_;
    candidates_.clear();
    // 培训6期、1,180人次: a second measure of the same thing shares its words.
    const bool shares = SharesWords(i);
    const size_t own_from = shares ? readings_[i - 1].left : reading.left;
    const size_t clause_from = std::max(
        std::min(own_from, reading.clause_begin),
        reading.figure.begin - std::min(reading.figure.begin, kClauseWindow));
    const size_t clause_to =
        std::min(reading.clause_end, reading.figure.end + kClauseWindow);
    const size_t item_end = std::min(
        text_.substr(0, clause_to).find(u'、', reading.figure.end), clause_to);
    const auto first = std::lower_bound(
        hits_.begin(), hits_.end(), std::min(clause_from, reading.left),
        [](const Hit& hit, size_t at) { return hit.begin < at; });
    for (auto hit = first; hit != hits_.end() && hit->begin < clause_to;
         ++hit) {
      Place(hit->word, PlaceOf(*hit, reading, own_from, item_end));
    }
    PlaceShorthand(reading);
    const View right =
        text_.substr(reading.figure.end, reading.right - reading.figure.end);
    const View unit = reading.figure.unit;
    body_end_ =
        unit == u"个" || unit == u"家"
            ? reading.figure.end + linker_.lexicon_->counted_bodies.At(right, 0)
            : 0;
    std::sort(candidates_.begin(), candidates_.end());
    candidates_.erase(std::unique(candidates_.begin(), candidates_.end()),
                      candidates_.end());
  }

  void Place(int word, const Beside& place) {
    Beside& known = beside_[word];
    const bool fresh = beside_stamp_[word] != stamp_;
    if (!fresh && known.score >= place.score) return;
    if (fresh) {
      candidates_.insert(candidates_.end(),
                         linker_.rules_of_word_[word].begin(),
                         linker_.rules_of_word_[word].end());
    }
    known = place;
    beside_stamp_[word] = stamp_;
  }

  // 收22件、立19件: the verb cut short stands alone before the figure.
  void PlaceShorthand(const Reading& reading) {
    View own = text_.substr(reading.left, reading.left_end - reading.left);
    while (!own.empty() && IsOneOf(own.front(), u"、,;:共全年新已并，")) {
      own.remove_prefix(1);
    }
    if (own.size() != 1) return;
    const auto it = linker_.shorthands_.find(std::u16string(own));
    if (it == linker_.shorthands_.end()) return;
    for (const int word : it->second) {
      Place(word,
            {WordScore(2.0, 0.6, 2, 0, 0), true, reading.left_end - 1, 1});
    }
  }

  // How well a word of the clause stands to the figure, whose own words begin
  // at `own_from`: before reading.left where it shares those of another figure.
  // Its item of a list ends at `item_end`.
  static Beside PlaceOf(const Hit& hit, const Reading& reading, size_t own_from,
                        size_t item_end) {
    const size_t end = hit.begin + hit.length;
    Beside place{0, true, hit.begin, hit.length};
    if (hit.begin >= own_from && end <= reading.left) {
      place.score = WordScore(1.4, 0.5, hit.length, 0, 0);
    } else if (hit.begin >= reading.left && end <= reading.left_end) {
      place.score =
          WordScore(2.0, 0.6, hit.length, reading.left_end - end, 0.04);
    } else if (hit.begin >= reading.figure.end && end <= reading.right &&
               hit.begin < reading.figure.end + kRightWindow) {
      place.score = WordScore(1.9, 0.55, hit.length,
                              hit.begin - reading.figure.end, 0.10);
    } else {
      place.own = false;
      place.apart = hit.begin >= item_end;
      place.score = end <= reading.figure.begin
                        ? WordScore(0.9, 0.4, hit.length,
                                    reading.figure.begin - end, 0.02)
                        : WordScore(0.2, 0.3, hit.length, 0, 0);
    }
    return place;
  }

  const Beside* BesideOf(int word) const {
    return beside_stamp_[word] == stamp_ ? &beside_[word] : nullptr;
  }

  std::optional<Fit> FitRule(const Linker::Rule& rule,
                             const Reading& reading) const {
    if (!TakesUnit(rule, reading)) return std::nullopt;
    if (body_end_ > reading.figure.end && !CountsBodies(rule, reading)) {
      return std::nullopt;
    }
    for (int word : rule.excludes) {
      const Beside* place = BesideOf(word);
      if (place != nullptr && place->own) return std::nullopt;
    }
    Fit fit{rule.indicator, 0, false};
    if (rule.actions.empty()) {
      fit.score = TopicScore(rule, reading, nullptr, fit);
      if (fit.score <= 0 || !fit.own) return std::nullopt;
    } else {
      for (int word : rule.actions) {
        const Beside* action = BesideOf(word);
        if (action == nullptr || action->apart) continue;
        Fit with{rule.indicator, action->score, action->own};
        const double topic = TopicScore(rule, reading, action, with);
        with.score += topic;
        if (topic > 0 && with.own && with.score > fit.score) fit = with;
      }
      if (fit.score <= 0) return std::nullopt;
    }
    fit.score += rule.weight;
    if (!rule.context.empty() &&
        std::none_of(rule.context.begin(), rule.context.end(), [&](int word) {
          return BesideOf(word) != nullptr || heading_words_.contains(word) ||
                 (last_seen_[word] != kFar &&
                  last_seen_[word] >= paragraph_begin_);
        })) {
      return std::nullopt;
    }
    return fit;
  }

  // 36个部门 are no value of what is counted in 件 or 项, unless the rule
  // speaks of them.
  bool CountsBodies(const Linker::Rule& rule, const Reading& reading) const {
    if (linker_.lexicon_->SameClass(u"家", linker_.units_[rule.indicator])) {
      return true;
    }
    const auto counted = [&](int word) {
      const Beside* place = BesideOf(word);
      return place != nullptr && place->begin < body_end_ &&
             place->begin + place->length > reading.figure.end;
    };
    return std::any_of(rule.topics.begin(), rule.topics.end(), counted) ||
           std::any_of(rule.actions.begin(), rule.actions.end(), counted);
  }

  bool TakesUnit(const Linker::Rule& rule, const Reading& reading) const {
    const std::u16string& unit = reading.figure.unit;
    if (reading.kind == v1::KIND_CHANGE && IsRelative(unit)) {
      const bool rate = linker_.units_[rule.indicator] == u"%";
      return unit != u"百分点" || rate;
    }
    if (rule.units.empty()) {
      return linker_.lexicon_->SameClass(unit, linker_.units_[rule.indicator]);
    }
    return std::find(rule.units.begin(), rule.units.end(), unit) !=
           rule.units.end();
  }

  // 0 when no topic of the rule reaches the figure.
  double TopicScore(const Linker::Rule& rule, const Reading& reading,
                    const Beside* action, Fit& fit) const {
    double best = 0;
    for (int word : rule.topics) {
      if (const Beside* place = BesideOf(word);
          place != nullptr && !place->apart) {
        if (!place->own && rule.reach == v1::REACH_CLAUSE &&
            action == nullptr) {
          continue;
        }
        fit.own |= place->own;
        // 调解案件 says little more once 人民调解 was counted.
        const bool twice = action != nullptr && place->Overlaps(*action);
        best =
            std::max(best, twice ? kOverlapShare * place->score : place->score);
        continue;
      }
      if (rule.reach == v1::REACH_CLAUSE) continue;
      if (rule.actions.empty()) {
        if (!reading.bare || sentence_begin_ > last_seen_[word] ||
            last_seen_[word] == kFar) {
          continue;
        }
        fit.own = true;
      }
      best = std::max(best, CarriedScore(word, rule, reading));
    }
    return best;
  }

  // Score of a topic that stands before the figure's clause.
  double CarriedScore(int word, const Linker::Rule& rule,
                      const Reading& reading) const {
    double best = 0;
    const v1::Reach reach = rule.reach;
    const size_t seen = last_seen_[word];
    if (seen != kFar && !IsPartOfExcluded(word, rule)) {
      const double distance = std::log2(
          1.0 + static_cast<double>(reading.figure.begin - seen) / 16.0);
      if (seen >= sentence_begin_) {
        best = 2.6 - 0.35 * distance;
      } else if (reach != v1::REACH_SENTENCE &&
                 seen >= std::min(paragraph_begin_, section_begin_)) {
        best = 1.9 - 0.25 * distance;
      }
    }
    const bool by_heading =
        reach == v1::REACH_SECTION || reach == v1::REACH_PARAGRAPH;
    if (label_ || by_heading) {
      best = std::max(best, HeadingScore(word, reach));
    }
    if (best > 0 && seen != kFar && last_topic_.begin > seen &&
        last_topic_.family != linker_.families_[rule.indicator] &&
        last_topic_.begin >= std::min(paragraph_begin_, section_begin_)) {
      // Another topic since; when it opened this sentence, or this part of it
      // between semicolons, it rules it.
      const size_t part = PartBegin(reading);
      if (seen < part && last_topic_.begin >= part) return 0;
      best -= kTopicChanged;
    }
    return std::max(best, 0.0);
  }

  size_t PartBegin(const Reading& reading) const {
    const View before =
        text_.substr(sentence_begin_, reading.figure.begin - sentence_begin_);
    return sentence_begin_ + (before.rfind(u';') + 1);
  }

  // Score of a topic that stands in a heading above the figure.
  double HeadingScore(int word, v1::Reach reach) const {
    const auto it = heading_words_.find(word);
    if (it == heading_words_.end()) return 0;
    const bool innermost = it->second == 0;
    if (innermost && label_) return 1.5;
    return reach == v1::REACH_SECTION ||
                   (reach == v1::REACH_PARAGRAPH && innermost)
               ? 1.1 - 0.2 * it->second
               : 0;
  }

  // 调解 in 行政调解 is no topic of a rule that excludes 行政调解.
  bool IsPartOfExcluded(int word, const Linker::Rule& rule) const {
    const size_t begin = last_seen_[word];
    return std::any_of(rule.excludes.begin(), rule.excludes.end(),
                       [&](int excluded) {
                         const size_t at = last_seen_[excluded];
                         return at != kFar && at <= begin &&
                                at + linker_.words_[excluded].size() > begin;
                       });
  }

  // Fitted on annotated reports: of links above 0.9, at least 97 % are right.
  static double Confidence(const Fit& best, const Fit& second) {
    const double margin =
        second.indicator < 0 ? 3.0 : std::min(best.score - second.score, 3.0);
    const double z = 0.7 * (best.score - 3.0) + 1.15 * margin - 3.0;
    return 1.0 / (1.0 + std::exp(-z));
  }

  const Linker& linker_;
  View text_;
  const Outline& outline_;
  const std::vector<Reading>& readings_;
  std::vector<Link> links_;
  const BorrowedLinks borrowed_;

  // Words of the current sentence, in order of their begins.
  std::vector<Hit> hits_;
  size_t next_hit_ = 0;
  size_t sentence_begin_ = 0;
  size_t paragraph_begin_ = 0;
  int paragraph_ = -1;
  int section_ = -2;
  size_t section_begin_ = 0;
  // Word and how many headings up it stands.
  absl::flat_hash_map<int, int> heading_words_;
  // The innermost heading is a label: 4.信访。
  bool label_ = false;

  struct Topic {
    size_t begin = 0;
    size_t end = 0;
    int family = -1;
  };
  // The last word seen that is a topic of one family of indicators alone.
  Topic last_topic_;
  // For each word, where it was seen last before the current figure.
  std::vector<size_t> last_seen_;
  // For each word beside the current figure (those of the current stamp).
  std::vector<Beside> beside_;
  std::vector<uint32_t> beside_stamp_;
  uint32_t stamp_ = 0;
  std::vector<int> candidates_;
  // Where the body that the current figure counts ends in the text; not past
  // the figure when it counts none.
  size_t body_end_ = 0;
};

std::vector<Link> Linker::LinkAll(View text, const Outline& outline,
                                  const std::vector<Reading>& readings) const {
  return LinkSession(*this, text, outline, readings).Run();
}

}  // namespace nianbao::extractor
