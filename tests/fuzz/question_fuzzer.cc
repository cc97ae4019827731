// The small languages of requests: tokens that clients hand back, filters,
// formulas, orders and masks. Any text is read, or refused with
// INVALID_ARGUMENT; what has been read as a token means the same when it is
// made anew.
//
// A digest in a page token binds it to its request, which no mutation hits, and
// a selection token begins with a message: so inputs are also what stands
// behind both.
#include <cstdint>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "aggregator/query/statistics/statistic_list.h"
#include "aggregator/question/filter.h"
#include "aggregator/question/formula.h"
#include "aggregator/question/resume_token.h"
#include "aggregator/question/row_order.h"
#include "aggregator/question/selection_token.h"
#include "aggregator/question/statistics_mask.h"
#include "aggregator/service/page_token.h"
#include "common/domain/catalogue.h"
#include "common/text/utf8.h"
#include "tests/fuzz/require_readable.h"

namespace nianbao {
namespace {

constexpr uint64_t kEdition = 7;

const Catalogue& BuiltIn() {
  static const Catalogue* const catalogue =
      new Catalogue(Catalogue::Parse().value());
  return *catalogue;
}

// True when there is a result.
bool Taken(const absl::Status& status) {
  Require(status.ok() || absl::IsInvalidArgument(status),
          absl::StrCat("an error is the caller's: ", status.ToString()));
  RequireReadable(status);
  return status.ok();
}

void ReadPage(const std::string& token) {
  v1::ListReportsRequest request;
  request.set_page_token(token);
  const absl::StatusOr<std::string> position =
      aggregator::ReadPageToken(request);
  if (!Taken(position.status()) || position->empty()) return;
  request.set_page_token(aggregator::MakePageToken(request, *position));
  Require(aggregator::ReadPageToken(request).value() == *position,
          "a page token holds its position");
}

void ReadPlace(const std::string& token) {
  const auto tokens =
      aggregator::ResumeTokens::For(kEdition, v1::QueryStatisticsRequest());
  const auto place = tokens.Read(token);
  if (!Taken(place.status()) || !place->has_value()) return;
  const auto again = tokens.Read(tokens.Make(**place)).value();
  Require(again->moment == (*place)->moment && again->rows == (*place)->rows,
          "a resume token holds its place");
}

void ReadTokens(const std::string& text) {
  ReadPage(text);
  v1::ListReportsRequest request;
  ReadPage(aggregator::MakePageToken(request, text));
  ReadPlace(text);
  Taken(aggregator::ReadSelectionToken(BuiltIn(), text).status());
  // The first line as the filter of a selection, the rest as its row.
  const std::pair<std::string, std::string> parts =
      absl::StrSplit(text, absl::MaxSplits('\n', 1));
  v1::Selection selection;
  selection.set_filter(parts.first);
  Taken(aggregator::ReadSelectionToken(
            BuiltIn(), absl::StrCat(aggregator::SelectionTokenPrefix(selection),
                                    "~", parts.second))
            .status());
}

void ReadExpressions(const std::string& text) {
  Taken(aggregator::Filter::Parse(text).status());
  Taken(aggregator::ParseRowOrder(text, aggregator::StatisticNames()).status());
  v1::DerivedIndicator derived;
  derived.set_name("indicators/a.b");
  derived.set_formula(text);
  Taken(aggregator::Formula::Parse("derived", BuiltIn(), derived).status());
  google::protobuf::FieldMask mask;
  for (const absl::string_view path : absl::StrSplit(text, ',')) {
    mask.add_paths(std::string(path));
  }
  Taken(aggregator::ParseStatisticsMask(mask, aggregator::StatisticNames())
            .status());
}

}  // namespace
}  // namespace nianbao

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  // Fields of messages are UTF-8 when they have been parsed.
  if (nianbao::ToUtf8(nianbao::FromUtf8(text)) != text) return 0;
  nianbao::ReadTokens(text);
  nianbao::ReadExpressions(text);
  return 0;
}
