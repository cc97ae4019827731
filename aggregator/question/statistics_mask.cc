#include "aggregator/question/statistics_mask.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "aggregator/question/resource_names.h"
#include "common/base/status.h"
#include "google/protobuf/descriptor.h"
#include "nianbao/v1/statistics.pb.h"

namespace nianbao::aggregator {
namespace {

using google::protobuf::FieldDescriptor;

// The field that `names` lead to, through one message at most; null when there
// is none.
const FieldDescriptor* Find(const std::vector<std::string>& names) {
  const FieldDescriptor* const field =
      v1::Statistics::descriptor()->FindFieldByName(names[0]);
  if (field == nullptr || names.size() == 1) return field;
  if (names.size() > 2 || field->is_repeated() ||
      field->message_type() == nullptr) {
    return nullptr;
  }
  return field->message_type()->FindFieldByName(names[1]);
}

// Adds `field` of a message in a row, or all of the message when it is that.
void Add(const FieldDescriptor& field, Fields& fields) {
  if (field.containing_type() == v1::Statistics::descriptor()) {
    fields.set();
  } else {
    fields.set(field.number());
  }
}

}  // namespace

absl::StatusOr<StatisticsMask> ParseStatisticsMask(
    const google::protobuf::FieldMask& read_mask,
    absl::Span<const StatisticName> statistics) {
  StatisticsMask mask;
  for (int i = 0; i < read_mask.paths_size(); ++i) {
    const std::string& path = read_mask.paths(i);
    const std::vector<std::string> names = absl::StrSplit(path, '.');
    const FieldDescriptor* const field = Find(names);
    if (field == nullptr) {
      return BadRequest(
          IndexedField("read_mask.paths", i),
          absl::StrCat("'", path, "' is no field of nianbao.v1.Statistics"));
    }
    const int of_row =
        v1::Statistics::descriptor()->FindFieldByName(names[0])->number();
    mask.row.set(of_row);
    if (of_row == v1::Statistics::kGroupFieldNumber) Add(*field, mask.group);
    if (of_row == v1::Statistics::kMinFieldNumber) Add(*field, mask.min);
    if (of_row == v1::Statistics::kMaxFieldNumber) Add(*field, mask.max);
  }
  if (mask.group.none()) mask.group.set();
  if (read_mask.paths().empty()) {
    mask.row.set();
    for (const StatisticName& statistic : statistics) {
      if (statistic.by_name_only) mask.row.reset(statistic.field);
    }
    mask.min.set();
    mask.max.set();
  }
  return mask;
}

}  // namespace nianbao::aggregator
