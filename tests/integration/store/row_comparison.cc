#include "tests/integration/store/row_comparison.h"

#include <cmath>

#include "absl/strings/str_cat.h"
#include "google/protobuf/util/message_differencer.h"

namespace nianbao::aggregator {
namespace {

std::string Compare(const google::protobuf::Message& expected,
                    const google::protobuf::Message& actual,
                    double tolerance = 1e-12) {
  google::protobuf::util::DefaultFieldComparator comparator;
  comparator.set_float_comparison(
      google::protobuf::util::DefaultFieldComparator::APPROXIMATE);
  comparator.SetDefaultFractionAndMargin(tolerance, 1e-9);
  google::protobuf::util::MessageDifferencer differencer;
  differencer.set_field_comparator(&comparator);
  std::string difference;
  differencer.ReportDifferencesToString(&difference);
  return differencer.Compare(expected, actual)
             ? ""
             : absl::StrCat(difference, "expected:\n", expected.DebugString());
}

void ClearDisplayNames(v1::Group& group) {
  group.clear_division_display_name();
  group.clear_body_display_name();
}

void KeepValue(v1::Extreme& extreme) {
  const double value = extreme.value();
  extreme.Clear();
  extreme.set_value(value);
}

// Removes the changes of both rows, and says where they differ.
std::string CompareChanges(v1::Trend& expected, v1::Trend& actual) {
  const double scale =
      std::abs(expected.has_sum() ? expected.sum() : expected.mean()) +
      std::abs(expected.has_previous_sum() ? expected.previous_sum()
                                           : expected.previous_mean());
  const double margin = 1e-12 * scale + 1e-9;
  std::string difference;
  if (expected.has_change() != actual.has_change() ||
      std::abs(expected.change() - actual.change()) > margin) {
    absl::StrAppend(&difference, "change: ", expected.change(), " -> ",
                    actual.change(), "\n");
  }
  const double previous = expected.has_previous_sum()
                              ? expected.previous_sum()
                              : expected.previous_mean();
  if (expected.has_change_percent() != actual.has_change_percent() ||
      std::abs(expected.change_percent() - actual.change_percent()) >
          100 * margin / std::abs(previous) + 1e-9) {
    absl::StrAppend(&difference, "change_percent: ", expected.change_percent(),
                    " -> ", actual.change_percent(), "\n");
  }
  for (v1::Trend* trend : {&expected, &actual}) {
    trend->clear_change();
    trend->clear_change_percent();
  }
  return difference;
}

}  // namespace

std::string Difference(const v1::Statistics& expected, v1::Statistics actual) {
  ClearDisplayNames(*actual.mutable_group());
  actual.clear_selection_token();
  if (actual.has_min()) KeepValue(*actual.mutable_min());
  if (actual.has_max()) KeepValue(*actual.mutable_max());
  return Compare(expected, actual);
}

std::string Difference(const v1::RankedDivision& expected,
                       v1::RankedDivision actual) {
  ClearDisplayNames(*actual.mutable_group());
  const int32_t year = actual.entry().year();
  KeepValue(*actual.mutable_entry());
  actual.mutable_entry()->set_year(year);
  return Compare(expected, actual);
}

std::string Difference(v1::Trend expected, v1::Trend actual) {
  ClearDisplayNames(*actual.mutable_group());
  const std::string changes = CompareChanges(expected, actual);
  return absl::StrCat(changes, Compare(expected, actual));
}

std::string Difference(const v1::Distribution& expected,
                       v1::Distribution actual) {
  ClearDisplayNames(*actual.mutable_group());
  for (v1::Extreme& outlier : *actual.mutable_box()->mutable_outliers()) {
    KeepValue(outlier);
  }
  return Compare(expected, actual);
}

std::string Difference(const v1::Correlation& expected,
                       v1::Correlation actual) {
  ClearDisplayNames(*actual.mutable_group());
  return Compare(expected, actual, 1e-9);
}

}  // namespace nianbao::aggregator
