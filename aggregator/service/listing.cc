#include "aggregator/service/listing.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "aggregator/question/resource_names.h"
#include "aggregator/question/selection_question.h"
#include "aggregator/service/page_token.h"
#include "common/base/status.h"
#include "common/domain/gazetteer.h"

namespace nianbao::aggregator {
namespace {

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

}  // namespace

absl::Status ListReports(Store& store, const v1::ListReportsRequest& request,
                         v1::ListReportsResponse& response) {
  const absl::StatusOr<int> size = PageSize(request.page_size(), 100);
  if (!size.ok()) return size.status();
  const absl::StatusOr<const DivisionEntry*> within =
      ParseDivision("within", request.within());
  if (!within.ok()) return within.status();
  const absl::Status level = ValidateLevel("level", request.level());
  if (!level.ok()) return level;
  const absl::StatusOr<absl::Time> updated_after = ParseTime(
      "updated_after",
      request.has_updated_after() ? &request.updated_after() : nullptr);
  if (!updated_after.ok()) return updated_after.status();
  const absl::StatusOr<std::string> after = ReadPageToken(request);
  if (!after.ok()) return after.status();
  absl::StatusOr<std::vector<v1::ReportSummary>> reports =
      store.List({.after = *after,
                  .within = *within,
                  .year = request.year(),
                  .level = request.level(),
                  .updated_after = *updated_after,
                  .limit = *size + 1});
  if (!reports.ok()) return reports.status();
  const bool more = static_cast<int>(reports->size()) > *size;
  if (more) reports->pop_back();
  for (v1::ReportSummary& report : *reports) {
    *response.add_reports() = std::move(report);
  }
  if (more) {
    response.set_next_page_token(
        MakePageToken(request, response.reports(*size - 1).report().name()));
  }
  return absl::OkStatus();
}

absl::Status ListIndicators(const Catalogue& catalogue,
                            const v1::ListIndicatorsRequest& request,
                            v1::ListIndicatorsResponse& response) {
  const absl::StatusOr<Page> page = PageOf(request, kMaxPageSize);
  if (!page.ok()) return page.status();
  if (!request.family().empty() &&
      !absl::StartsWith(request.family(), kIndicatorPrefix)) {
    return BadRequest("family", "is not indicators/{family}.*");
  }
  const std::vector<v1::Indicator>& all = catalogue.indicators();
  for (size_t i = page->begin; i < all.size(); ++i) {
    if (!request.family().empty() &&
        !MatchesFamily(all[i].name(), request.family())) {
      continue;
    }
    if (response.indicators_size() == page->size) {
      response.set_next_page_token(MakePageToken(request, absl::StrCat(i)));
      break;
    }
    v1::Indicator& indicator = *response.add_indicators();
    indicator = all[i];
    indicator.clear_rules();
    indicator.clear_examples();
  }
  return absl::OkStatus();
}

absl::Status ListDivisions(const v1::ListDivisionsRequest& request,
                           v1::ListDivisionsResponse& response) {
  const absl::StatusOr<Page> page = PageOf(request, 100);
  if (!page.ok()) return page.status();
  const absl::StatusOr<const DivisionEntry*> within =
      ParseDivision("within", request.within());
  if (!within.ok()) return within.status();
  const absl::Status level = ValidateLevel("level", request.level());
  if (!level.ok()) return level;
  const std::vector<DivisionEntry>& all = Gazetteer::Get().divisions();
  for (size_t i = page->begin; i < all.size(); ++i) {
    if ((*within != nullptr && !Gazetteer::IsWithin(all[i], **within)) ||
        (request.level() != v1::LEVEL_UNSPECIFIED &&
         request.level() != all[i].level) ||
        !absl::StrContains(all[i].name, request.text())) {
      continue;
    }
    if (response.divisions_size() == page->size) {
      response.set_next_page_token(MakePageToken(request, absl::StrCat(i)));
      break;
    }
    *response.add_divisions() = ToMessage(all[i]);
  }
  return absl::OkStatus();
}

}  // namespace nianbao::aggregator
