// Linking figures to indicators, one after the other.
//
// For each figure:
//   1. What was said before it is noted (topic_memory.h), and the words beside
//      it are placed and scored (words_beside.h). These words name candidates:
//      rules of which an action, or a topic without actions, stands there.
//   2. Each candidate is tried: unit, exclusions and context must hold; its
//      score is the best action plus the best topic, beside the figure or
//      carried to it, plus the rule's weight.
//          全年受理行政复议申请187件
//            action 受理       2.0 + 0.6 x 2 - 0.04 x 6
//            topic  行政复议   2.0 + 0.6 x 4 - 0.04 x 2     -> accepted 7.3
//   3. The best fit wins. How sure it is grows with its score and its lead over
//      the best fit of another indicator.
//   4. A change, or a figure that says nothing of its own, takes the link of
//      the figure before that it speaks of (borrowed_links.h); a part of a
//      figure is not the whole once more.
//
// A figure costs the words of its clause times the rules that share one of them
// times the words of these rules: some thousand look-ups into arrays.
#include "extractor/links/link_session.h"

#include <algorithm>
#include <cmath>

namespace nianbao::extractor {
namespace {

// Share of a topic's score that counts where it overlaps the action: 调解案件
// says little more once 人民调解 was counted.
constexpr double kOverlapShare = 0.1;

// How sure a link is: the logistic function of its score and its lead, with
// weights fitted on the annotated reports (tests/gold). Of links above 0.9, at
// least 97 % are right.
constexpr double kScoreWeight = 0.7;
constexpr double kUsualScore = 3.0;
constexpr double kLeadWeight = 1.15;
// A larger lead makes no surer; a fit without a rival has it.
constexpr double kLargestLead = 3.0;
constexpr double kDoubt = 3.0;

// Units in which a change of anything may be printed.
bool MeasuresAnyChange(View unit) {
  return unit == u"%" || unit == u"百分点" || unit == u"倍" || unit == u"番";
}

}  // namespace

LinkSession::LinkSession(const LinkRules& rules, const EvidenceIndex& index,
                         const Scorer& scorer, const Lexicon& lexicon,
                         View text, const Outline& outline,
                         const std::vector<Reading>& readings,
                         const std::vector<Counted>& counted,
                         std::vector<FeatureNote>* notes)
    : rules_(rules),
      lexicon_(lexicon),
      text_(text),
      outline_(outline),
      readings_(readings),
      memory_(rules, text, outline),
      beside_(rules, text, readings),
      borrowed_(text, outline, readings, lexicon, rules.units, links_),
      evidence_(rules, index, scorer, text, outline, readings, counted, links_,
                memory_, beside_) {
  if (notes == nullptr) return;
  noted_.emplace(rules, index, scorer, text, outline, readings, counted, links_,
                 memory_, beside_, notes);
}

std::vector<Link> LinkSession::Run(LinkChooser& chooser,
                                   absl::FunctionRef<bool()> stopped) {
  links_.resize(readings_.size());
  for (size_t i = 0; i < readings_.size() && !stopped(); ++i) {
    memory_.MoveTo(readings_[i]);
    if (!CanLink(readings_[i])) continue;
    Vote(i);
    if (noted_.has_value()) {
      Choose(i, *noted_, chooser);
    } else {
      Choose(i, evidence_, chooser);
    }
  }
  return std::move(links_);
}

template <bool kNoted>
void LinkSession::Choose(size_t i, BasicEvidence<kNoted>& evidence,
                         LinkChooser& chooser) {
  links_[i] = chooser.Choose(i, evidence.Of(i, vote_));
  evidence.Note(i, links_[i]);
}

// Lets the rules say what the figure is.
void LinkSession::Vote(size_t i) {
  vote_.fits.clear();
  vote_.borrowed = false;
  vote_.repeats_whole = false;
  beside_.MoveTo(i, memory_.hits());
  body_end_ = EndOfBody(readings_[i]);
  vote_.chosen = ByRules(i);
}

Link LinkSession::ByRules(size_t i) {
  const Reading& reading = readings_[i];
  const auto [best, second] = BestFits(reading);
  const bool change = reading.kind == v1::KIND_CHANGE;
  vote_.borrowed = reading.bare || (change && best.indicator < 0);
  if (change && vote_.borrowed) return borrowed_.OfWhatChanged(i);
  if (best.indicator < 0) {
    return reading.bare ? borrowed_.OfSame(i) : Link{};
  }
  vote_.borrowed = false;
  vote_.repeats_whole = borrowed_.RepeatsWhole(i, best.indicator);
  if (vote_.repeats_whole) return {};
  return {best.indicator, Confidence(best, second)};
}

void LinkSession::NoteFit(const Fit& fit) {
  for (RuleVote::Fit& known : vote_.fits) {
    if (known.indicator == fit.indicator) {
      known.score = std::max(known.score, fit.score);
      return;
    }
  }
  vote_.fits.push_back({fit.indicator, fit.score});
}

// False for ranks, averages (人均3件), figures of other bodies and the classes
// of a breakdown in a table, which are values of no indicator.
bool LinkSession::CanLink(const Reading& reading) const {
  return !outline_.sentences[reading.sentence].part &&
         reading.kind != v1::KIND_RANK && reading.scope != v1::SCOPE_OTHER &&
         !lexicon_.averages.In(
             text_.substr(reading.left, reading.left_end - reading.left));
}

// The best fit, and the best one of another indicator; the indicator is -1
// where there is none.
std::pair<LinkSession::Fit, LinkSession::Fit> LinkSession::BestFits(
    const Reading& reading) {
  const bool change = reading.kind == v1::KIND_CHANGE;
  Fit best, second;
  for (const int rule : beside_.candidates()) {
    const std::optional<Fit> fit = FitRule(rules_.rules[rule], reading);
    if (!fit.has_value() || (change && !fit->own)) continue;
    NoteFit(*fit);
    if (fit->score > best.score) {
      if (best.indicator != fit->indicator) second = best;
      best = *fit;
    } else if (fit->indicator != best.indicator && fit->score > second.score) {
      second = *fit;
    }
  }
  return {best, second};
}

std::optional<LinkSession::Fit> LinkSession::FitRule(
    const LinkRule& rule, const Reading& reading) const {
  if (!TakesUnit(rule, reading)) return std::nullopt;
  if (body_end_ > reading.figure.end && !CountsBodies(rule, reading)) {
    return std::nullopt;
  }
  if (IsExcluded(rule)) return std::nullopt;
  Fit fit = rule.actions.empty() ? FitTopic(rule, reading)
                                 : FitActions(rule, reading);
  if (fit.score <= 0 || !HasContext(rule)) return std::nullopt;
  fit.score += rule.weight;
  return fit;
}

// For a rule without actions: a topic must be one of the figure's own words. A
// score of 0 when none is.
LinkSession::Fit LinkSession::FitTopic(const LinkRule& rule,
                                       const Reading& reading) const {
  Fit fit{rule.indicator, 0, false};
  const double topic = TopicScore(rule, reading, nullptr, fit);
  if (fit.own) fit.score = topic;
  return fit;
}

// For a rule with actions: the best of them beside the figure, together with
// the topic, of which one must be the figure's own word. A score of 0 when
// there is none.
LinkSession::Fit LinkSession::FitActions(const LinkRule& rule,
                                         const Reading& reading) const {
  Fit best{rule.indicator, 0, false};
  for (int word : rule.actions) {
    const BesideWord* action = beside_.Find(word);
    if (action == nullptr || action->apart) continue;
    Fit fit{rule.indicator, action->score, action->own};
    const double topic = TopicScore(rule, reading, action, fit);
    fit.score += topic;
    if (topic > 0 && fit.own && fit.score > best.score) best = fit;
  }
  return best;
}

// One of the figure's own words forbids the rule.
bool LinkSession::IsExcluded(const LinkRule& rule) const {
  return std::any_of(rule.excludes.begin(), rule.excludes.end(), [&](int word) {
    const BesideWord* place = beside_.Find(word);
    return place != nullptr && place->own;
  });
}

// The context that the rule wants, if any, stands near.
bool LinkSession::HasContext(const LinkRule& rule) const {
  return rule.context.empty() ||
         std::any_of(rule.context.begin(), rule.context.end(), [&](int word) {
           return beside_.Find(word) != nullptr || memory_.SeenNearby(word);
         });
}

// The end of the word for bodies that the figure counts: 36个部门.
size_t LinkSession::EndOfBody(const Reading& reading) const {
  const Figure& figure = reading.figure;
  if (figure.unit != u"个" && figure.unit != u"家") return 0;
  const View right = text_.substr(figure.end, reading.right - figure.end);
  return figure.end + lexicon_.counted_bodies.At(right, 0);
}

// 36个部门 are no value of what is counted in 件 or 项, unless the rule speaks
// of them.
bool LinkSession::CountsBodies(const LinkRule& rule,
                               const Reading& reading) const {
  if (lexicon_.SameClass(u"家", rules_.units[rule.indicator])) return true;
  const auto counted = [&](int word) {
    const BesideWord* place = beside_.Find(word);
    return place != nullptr && place->begin < body_end_ &&
           place->begin + place->length > reading.figure.end;
  };
  return std::any_of(rule.topics.begin(), rule.topics.end(), counted) ||
         std::any_of(rule.actions.begin(), rule.actions.end(), counted);
}

bool LinkSession::TakesUnit(const LinkRule& rule,
                            const Reading& reading) const {
  const std::u16string& unit = reading.figure.unit;
  if (reading.kind == v1::KIND_CHANGE && MeasuresAnyChange(unit)) {
    // A count grows by percent, only a rate by points.
    const bool rate = rules_.units[rule.indicator] == u"%";
    return unit != u"百分点" || rate;
  }
  if (rule.units.empty()) {
    return lexicon_.SameClass(unit, rules_.units[rule.indicator]);
  }
  return std::find(rule.units.begin(), rule.units.end(), unit) !=
         rule.units.end();
}

// The score of the rule's best topic beside the figure or carried to it; 0 when
// none reaches it. `action` is the one it stands with, null for none. Notes in
// `fit` when the topic is one of the figure's own words.
double LinkSession::TopicScore(const LinkRule& rule, const Reading& reading,
                               const BesideWord* action, Fit& fit) const {
  double best = 0;
  for (int word : rule.topics) {
    if (const BesideWord* place = beside_.Find(word);
        place != nullptr && !place->apart) {
      if (!place->own && rule.reach == v1::REACH_CLAUSE && action == nullptr) {
        continue;
      }
      fit.own |= place->own;
      const bool twice = action != nullptr && place->Overlaps(*action);
      best =
          std::max(best, twice ? kOverlapShare * place->score : place->score);
      continue;
    }
    if (rule.reach == v1::REACH_CLAUSE) continue;
    if (rule.actions.empty()) {
      // Without an action the topic only carries to a figure that says nothing
      // of its own, within the sentence.
      if (!reading.bare || !memory_.SeenInSentence(word)) continue;
      fit.own = true;
    }
    best = std::max(best, memory_.CarriedScore(word, rule, reading));
  }
  return best;
}

double LinkSession::Confidence(const Fit& best, const Fit& second) {
  const double lead = second.indicator < 0
                          ? kLargestLead
                          : std::min(best.score - second.score, kLargestLead);
  const double z =
      kScoreWeight * (best.score - kUsualScore) + kLeadWeight * lead - kDoubt;
  return 1.0 / (1.0 + std::exp(-z));
}

}  // namespace nianbao::extractor
