// What a figure counts, before any indicator is thought of: the noun at its
// head, the construction it stands in, and how it adds up with its neighbours.
//
//     招录8名社区矫正协理员          the noun right of it: 协理员
//     受理窗口39个                   the noun left of it: 窗口
//     以镇政府为被申请人的11件       kRespondent
//     (其中信函9件)                  kAmong, kBracket
//     收到187件,网上144件、信函43件  144 and 43 add up to the first figure
#ifndef NIANBAO_EXTRACTOR_COUNTS_COUNTED_H_
#define NIANBAO_EXTRACTOR_COUNTS_COUNTED_H_

#include <cstddef>
#include <cstdint>

namespace nianbao::extractor {

// Constructions that a figure may stand in; a set of bits.
enum Construction : uint16_t {
  // 其中, 包括 since the last semicolon.
  kAmong = 1 << 0,
  // 占 among the figure's own words, or 占比 right before it.
  kShareOf = 1 << 1,
  // 按领域分, 从类型看 earlier in the sentence.
  kBreakdown = 1 << 2,
  // 为被申请人, 作为被告: whose cases they are.
  kRespondent = 1 << 3,
  // 上年, 去年, 同期 among the own words: what is compared with.
  kBase = 1 << 4,
  // A colon right before the own words: 处罚类:5件.
  kLabelled = 1 << 5,
  // In parentheses.
  kBracket = 1 << 6,
  // 涉及, 涉 among the own words.
  kInvolving = 1 << 7,
  // 类 or 领域 at the end of the own words: 治安类5件.
  kKindOf = 1 << 8,
  // 代理, 为…提供 among the own words: what counsel does for others.
  kForOthers = 1 << 9,
  // The next figure says which share of something it is: 1186件,占19.1%.
  kShared = 1 << 10,
  // 每, 人均 among the own words.
  kPer = 1 << 11,
  // The own words name a body: 区县政府收到1680件.
  kOfBody = 1 << 12,
};
inline constexpr int kConstructions = 13;

// A noun right of a figure is no longer than this.
inline constexpr size_t kLongestNoun = 16;

// Positions are UTF-16 units.
struct Counted {
  // The own words left of the figure without the light ones at either end (共,
  // 达到, 为): [noun_begin, noun_end); empty where nothing is left.
  size_t left_begin = 0;
  size_t left_end = 0;
  // The noun right of it, empty where there is none.
  size_t right_begin = 0;
  size_t right_end = 0;
  // Bits of Construction.
  uint16_t constructions = 0;
  // The earlier figure that this one and its neighbours add up to; -1 for none.
  int total = -1;
  // Later figures add up to it.
  bool is_total = false;
  // For a change: the level before it in the sentence that it is the change of,
  // when as many changes follow as there are levels: 900件,300次,分别增长3%、
  // 减少4%; -1 for none.
  int changed = -1;
  // Of the figures of its unit that stand one after the other in its sentence:
  // how many there are, and how many before it.
  int run = 1;
  int place_in_run = 0;
};

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_COUNTS_COUNTED_H_
