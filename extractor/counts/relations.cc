// What the stages before found, put into one word for each figure:
//
//     受理187件,网上144件、信函43件     144件: part of 187件, by the sum
//     受理187件,其中网上144件           144件: part, by 其中, of what is unsaid
//     1186件,占19.1%                    19.1%: share of 1186件
//     900件,同比增长3%                  3%: change of 900件
//     由60天缩至20天                    60天: base of 20天
//     去年同期120件                     120件: base, of what is unsaid
//
// A sum may meet a figure of another year by chance, and 上年结转12件 is no
// figure of last year: so parts are of the year of their total, and what 上年
// says to be a base is of an earlier year than the report's.
#include "extractor/counts/relations.h"

namespace nianbao::extractor {
namespace {

bool IsPercentage(const Reading& reading) {
  return reading.figure.unit == u"%";
}

// By the total that it adds up to, by words like 其中, or by its place in a
// table.
FigureRelation PartOf(size_t i, const Outline& outline,
                      const std::vector<Reading>& readings,
                      const std::vector<Counted>& counted) {
  const int total = counted[i].total;
  if (total >= 0 && readings[total].year == readings[i].year) {
    return {v1::RELATION_PART, total};
  }
  const bool said =
      readings[i].is_part || outline.sentences[readings[i].sentence].part;
  if (said && !IsPercentage(readings[i])) return {v1::RELATION_PART, -1};
  return {};
}

FigureRelation ShareOf(size_t i, const std::vector<Reading>& readings,
                       const std::vector<Counted>& counted) {
  if (!IsPercentage(readings[i]) ||
      (counted[i].constructions & kShareOf) == 0) {
    return {};
  }
  const bool follows = i > 0 && (counted[i - 1].constructions & kShared) != 0;
  return {v1::RELATION_SHARE, follows ? static_cast<int>(i) - 1 : -1};
}

}  // namespace

FigureRelation RelationOf(size_t i, const Outline& outline,
                          const std::vector<Reading>& readings,
                          const std::vector<Counted>& counted,
                          int report_year) {
  const Reading& reading = readings[i];
  if (reading.kind == v1::KIND_CHANGE && counted[i].changed >= 0) {
    return {v1::RELATION_CHANGE, counted[i].changed};
  }
  if (reading.kind != v1::KIND_LEVEL) return {};
  if (reading.is_start && i + 1 < readings.size()) {
    return {v1::RELATION_BASE, static_cast<int>(i) + 1};
  }
  if ((counted[i].constructions & kBase) != 0 && reading.year < report_year) {
    return {v1::RELATION_BASE, -1};
  }
  const FigureRelation part = PartOf(i, outline, readings, counted);
  if (part.relation != v1::RELATION_UNSPECIFIED) return part;
  return ShareOf(i, readings, counted);
}

}  // namespace nianbao::extractor
