#include "aggregator/service/listing.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "aggregator/question/resource_names.h"
#include "aggregator/question/selection_question.h"
#include "aggregator/service/page_token.h"
#include "common/base/status.h"
#include "common/domain/gazetteer.h"
#include "google/protobuf/util/field_mask_util.h"
#include "google/protobuf/util/time_util.h"

namespace nianbao::aggregator {
namespace {

using google::protobuf::util::FieldMaskUtil;

constexpr int kMaxBatch = 100;
constexpr int kMaxWithin = 1000;

// Where a page of an indexed list begins and how long it is.
struct Page {
  size_t begin = 0;
  int size = 0;
};

template <typename Request>
absl::StatusOr<Page> PageOf(const Request& request, int default_size) {
  const absl::StatusOr<int> size = PageSize(request.page_size(), default_size);
  if (!size.ok()) return size.status();
  const absl::StatusOr<std::string> token = ReadPageToken(request);
  if (!token.ok()) return token.status();
  uint64_t begin = 0;
  if (!token->empty() && !absl::SimpleAtoi(*token, &begin)) {
    return BadRequest("page_token", "is not a token of an earlier page");
  }
  return Page{.begin = begin, .size = *size};
}

v1::Division ToMessage(const DivisionEntry& entry) {
  v1::Division division;
  division.set_name(DivisionName(entry.code));
  division.set_display_name(std::string(entry.name));
  division.set_level(entry.level);
  if (entry.parent != nullptr) {
    division.set_parent(DivisionName(entry.parent->code));
  }
  division.set_full_name(Gazetteer::FullName(entry));
  return division;
}

// What is listed of an indicator.
v1::Indicator WithoutRules(const v1::Indicator& indicator) {
  v1::Indicator brief = indicator;
  brief.clear_rules();
  brief.clear_examples();
  return brief;
}

// Answers with the page's share of the entries of `all` that `fits` lets in.
template <typename Entry, typename Request, typename Response, typename Fits,
          typename Add>
absl::Status FillPage(const std::vector<Entry>& all, int default_size,
                      const Request& request, Response& response, Fits fits,
                      Add add) {
  const absl::StatusOr<Page> page = PageOf(request, default_size);
  if (!page.ok()) return page.status();
  int total = 0;
  int on_page = 0;
  for (size_t i = 0; i < all.size(); ++i) {
    if (!fits(all[i])) continue;
    ++total;
    if (i < page->begin) continue;
    if (on_page == page->size) {
      if (response.next_page_token().empty()) {
        response.set_next_page_token(MakePageToken(request, absl::StrCat(i)));
      }
      continue;
    }
    ++on_page;
    add(all[i]);
  }
  response.set_total_size(total);
  return absl::OkStatus();
}

// Where a page of reports begins, and what the first page counted.
struct ReportPage {
  ReportListQuestion::Place after;
  int32_t total_size = 0;
};

// The position in page tokens: total, key and name.
absl::StatusOr<ReportPage> ReportPageOf(const v1::ListReportsRequest& request) {
  const absl::StatusOr<std::string> token = ReadPageToken(request);
  if (!token.ok()) return token.status();
  ReportPage page;
  if (token->empty()) return page;
  const std::vector<std::string> parts =
      absl::StrSplit(*token, absl::MaxSplits(' ', 2));
  if (parts.size() != 3 || !absl::SimpleAtoi(parts[0], &page.total_size) ||
      !absl::SimpleAtoi(parts[1], &page.after.key)) {
    return BadRequest("page_token", "is not a token of an earlier page");
  }
  page.after.name = parts[2];
  return page;
}

int64_t KeyOf(const v1::Report& report, ReportKey order) {
  if (order == ReportKey::kYear) return report.year();
  return google::protobuf::util::TimeUtil::TimestampToMicroseconds(
      report.upload_time());
}

absl::Status ParseOrder(absl::string_view order_by,
                        ReportListQuestion& question) {
  absl::string_view field = absl::StripAsciiWhitespace(order_by);
  question.descending = absl::ConsumeSuffix(&field, " desc");
  field = absl::StripAsciiWhitespace(field);
  if (field == "name" || order_by.empty()) {
    question.order = ReportKey::kName;
  } else if (field == "year") {
    question.order = ReportKey::kYear;
  } else if (field == "upload_time") {
    question.order = ReportKey::kUploadTime;
  } else {
    return BadRequest("order_by",
                      absl::StrCat("'", order_by,
                                   "' is not name, year or upload_time, with "
                                   "or without desc"));
  }
  return absl::OkStatus();
}

// What the request selects, apart from its page.
absl::StatusOr<ReportListQuestion> CompileList(
    const v1::ListReportsRequest& request) {
  ReportListQuestion question;
  if (request.within_size() > kMaxWithin) {
    return BadRequest("within", absl::StrCat("has more than ", kMaxWithin));
  }
  for (int i = 0; i < request.within_size(); ++i) {
    const std::string field = IndexedField("within", i);
    const absl::StatusOr<const DivisionEntry*> division =
        ParseDivision(field, request.within(i));
    if (!division.ok()) return division.status();
    if (*division == nullptr) return BadRequest(field, "is empty");
    question.within.push_back(*division);
  }
  if (!v1::Report::Type_IsValid(request.type())) {
    return BadRequest("type", "is no type");
  }
  question.type = request.type();
  question.year = request.year();
  question.level = request.level();
  absl::Status status = ValidateLevel("level", request.level());
  const absl::StatusOr<absl::Time> updated_after = ParseTime(
      "updated_after",
      request.has_updated_after() ? &request.updated_after() : nullptr);
  status.Update(updated_after.status());
  status.Update(ParseOrder(request.order_by(), question));
  if (!status.ok()) return status;
  question.updated_after = *updated_after;
  return question;
}

// `mask` is the request's read_mask, over messages of type `Message`.
template <typename Message>
absl::Status ValidateMask(const google::protobuf::FieldMask& mask) {
  for (int i = 0; i < mask.paths_size(); ++i) {
    if (!FieldMaskUtil::IsValidPath<Message>(mask.paths(i))) {
      return BadRequest(IndexedField("read_mask.paths", i),
                        absl::StrCat("'", mask.paths(i), "' is no field of ",
                                     Message::descriptor()->full_name()));
    }
  }
  return absl::OkStatus();
}

// Leaves of `message` what is asked for.
void Trim(const google::protobuf::FieldMask& mask,
          google::protobuf::Message& message) {
  if (!mask.paths().empty()) FieldMaskUtil::TrimMessage(mask, &message);
}

}  // namespace

absl::Status GetReport(Store& store, const v1::GetReportRequest& request,
                       v1::GetReportResponse& response) {
  const absl::Status mask = ValidateMask<v1::Report>(request.read_mask());
  if (!mask.ok()) return mask;
  absl::StatusOr<v1::Report> report = store.Get(request.name());
  if (!report.ok()) return report.status();
  *response.mutable_report() = *std::move(report);
  Trim(request.read_mask(), *response.mutable_report());
  return absl::OkStatus();
}

absl::Status BatchGetReports(Store& store,
                             const v1::BatchGetReportsRequest& request,
                             v1::BatchGetReportsResponse& response) {
  if (request.names().empty() || request.names_size() > kMaxBatch) {
    return BadRequest("names", absl::StrCat("must be 1 to ", kMaxBatch));
  }
  const absl::Status mask = ValidateMask<v1::Report>(request.read_mask());
  if (!mask.ok()) return mask;
  absl::StatusOr<std::vector<v1::Report>> reports =
      store.GetAll({request.names().begin(), request.names().end()});
  if (!reports.ok()) return reports.status();
  for (v1::Report& report : *reports) {
    Trim(request.read_mask(), report);
    *response.add_reports() = std::move(report);
  }
  return absl::OkStatus();
}

absl::Status ListReports(Store& store, const v1::ListReportsRequest& request,
                         v1::ListReportsResponse& response) {
  const absl::StatusOr<int> size = PageSize(request.page_size(), 100);
  if (!size.ok()) return size.status();
  absl::StatusOr<ReportListQuestion> question = CompileList(request);
  if (!question.ok()) return question.status();
  const absl::Status mask =
      ValidateMask<v1::ReportSummary>(request.read_mask());
  if (!mask.ok()) return mask;
  absl::StatusOr<ReportPage> page = ReportPageOf(request);
  if (!page.ok()) return page.status();
  if (request.page_token().empty()) {
    const absl::StatusOr<int64_t> count = store.Count(*question);
    if (!count.ok()) return count.status();
    page->total_size = static_cast<int32_t>(*count);
  }
  question->after = page->after;
  question->limit = *size + 1;
  absl::StatusOr<std::vector<v1::ReportSummary>> reports =
      store.List(*question);
  if (!reports.ok()) return reports.status();
  response.set_total_size(page->total_size);
  const bool more = static_cast<int>(reports->size()) > *size;
  if (more) {
    reports->pop_back();
    const v1::Report& last = reports->back().report();
    response.set_next_page_token(MakePageToken(
        request, absl::StrCat(page->total_size, " ",
                              KeyOf(last, question->order), " ", last.name())));
  }
  for (v1::ReportSummary& report : *reports) {
    Trim(request.read_mask(), report);
    *response.add_reports() = std::move(report);
  }
  return absl::OkStatus();
}

absl::Status GetIndicator(const Catalogue& catalogue,
                          const v1::GetIndicatorRequest& request,
                          v1::GetIndicatorResponse& response) {
  const v1::Indicator* const indicator = catalogue.Find(request.name());
  if (indicator == nullptr) {
    return ResourceNotFound("indicator", request.name());
  }
  *response.mutable_indicator() = *indicator;
  return absl::OkStatus();
}

absl::Status ListIndicators(const Catalogue& catalogue,
                            const v1::ListIndicatorsRequest& request,
                            v1::ListIndicatorsResponse& response) {
  if (!request.family().empty() &&
      !absl::StartsWith(request.family(), kIndicatorPrefix)) {
    return BadRequest("family", "is not indicators/{family}.*");
  }
  const std::string text = absl::AsciiStrToLower(request.text());
  return FillPage(
      catalogue.indicators(), kMaxPageSize, request, response,
      [&](const v1::Indicator& indicator) {
        return (request.family().empty() ||
                MatchesFamily(indicator.name(), request.family())) &&
               (absl::StrContains(indicator.name(), text) ||
                absl::StrContains(indicator.display_name_zh(), text) ||
                absl::StrContains(
                    absl::AsciiStrToLower(indicator.display_name_en()), text));
      },
      [&](const v1::Indicator& indicator) {
        *response.add_indicators() = WithoutRules(indicator);
      });
}

absl::Status GetDivision(const v1::GetDivisionRequest& request,
                         v1::GetDivisionResponse& response) {
  absl::string_view code = request.name();
  const DivisionEntry* const division =
      ConsumeDivisionPrefix(code) ? Gazetteer::Get().Find(code) : nullptr;
  if (division == nullptr) return ResourceNotFound("division", request.name());
  *response.mutable_division() = ToMessage(*division);
  return absl::OkStatus();
}

absl::Status ListDivisions(const v1::ListDivisionsRequest& request,
                           v1::ListDivisionsResponse& response) {
  const absl::StatusOr<const DivisionEntry*> within =
      ParseDivision("within", request.within());
  if (!within.ok()) return within.status();
  const absl::Status level = ValidateLevel("level", request.level());
  if (!level.ok()) return level;
  return FillPage(
      Gazetteer::Get().divisions(), 100, request, response,
      [&](const DivisionEntry& entry) {
        return (*within == nullptr || Gazetteer::IsWithin(entry, **within)) &&
               (request.level() == v1::LEVEL_UNSPECIFIED ||
                request.level() == entry.level) &&
               absl::StrContains(entry.name, request.text());
      },
      [&](const DivisionEntry& entry) {
        *response.add_divisions() = ToMessage(entry);
      });
}

}  // namespace nianbao::aggregator
