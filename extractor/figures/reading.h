// What a quantity says: its kind, sign, year and whom it speaks of.
#ifndef NIANBAO_EXTRACTOR_FIGURES_READING_H_
#define NIANBAO_EXTRACTOR_FIGURES_READING_H_

#include <cstddef>

#include "extractor/figures/figure.h"
#include "nianbao/v1/report.pb.h"

namespace nianbao::extractor {

// A figure in its sentence. Positions are UTF-16 units.
struct Reading {
  Figure figure;
  v1::Kind kind = v1::KIND_LEVEL;
  int year = 0;
  v1::Scope scope = v1::SCOPE_ISSUER;
  // Index into Outline::sentences.
  int sentence = 0;
  // The words about this figure alone: [left, left_end) before it, usually from
  // the figure or clause before it, and up to `right` after it. In a list that
  // shares its words they are those of the list, or the figure's own item of it
  // (收到、受理分别为3件、2件).
  size_t left = 0;
  size_t left_end = 0;
  size_t right = 0;
  // The whole clause between commas.
  size_t clause_begin = 0;
  size_t clause_end = 0;
  // The figure is a part of the one before: 其中….
  bool is_part = false;
  // Nothing before the figure says what it counts: 达到, 面积, 同比增长.
  bool bare = false;
  // The next figure is what became of this one: 由20天缩至1天.
  bool is_start = false;
  // It speaks of some bodies alone: 个别部门出庭率不足80%.
  bool of_some = false;
  // Only a conjunction stands between this figure and the one before.
  bool continues = false;
};

// Who reports, for which year.
struct Reporter {
  // 0 when unknown.
  int year = 0;
  // A province speaks of itself as 全省.
  bool is_province = false;
  // The year that an account of the report speaks of as 今年, where it is later
  // than the report's; else 0.
  int told_year = 0;
};

}  // namespace nianbao::extractor

#endif  // NIANBAO_EXTRACTOR_FIGURES_READING_H_
