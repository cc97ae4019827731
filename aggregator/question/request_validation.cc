#include "aggregator/question/request_validation.h"

#include <cmath>
#include <string>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "aggregator/question/row_order.h"
#include "aggregator/question/selection_validation.h"
#include "aggregator/question/statistics_mask.h"
#include "common/base/status.h"

namespace nianbao::aggregator {
namespace {

std::string At(absl::string_view field, int index) {
  return absl::StrCat(field, "[", index, "]");
}

absl::Status TooMany(absl::string_view field, int limit) {
  return BadRequest(field, absl::StrCat("has more than ", limit, " items"));
}

absl::Status ValidateNotNegative(absl::string_view field, int value) {
  return value < 0 ? BadRequest(field, "must not be negative")
                   : absl::OkStatus();
}

template <typename Request>
absl::Status ValidateGroupBy(const Request& request) {
  if (request.group_by_size() > kMaxDimensions) {
    return TooMany("group_by", kMaxDimensions);
  }
  for (int i = 0; i < request.group_by_size(); ++i) {
    const int dimension = request.group_by(i);
    if (dimension == v1::DIMENSION_UNSPECIFIED ||
        !v1::Dimension_IsValid(dimension)) {
      return BadRequest(At("group_by", i), "is no dimension");
    }
    if (absl::c_count(request.group_by(), dimension) > 1) {
      return BadRequest(At("group_by", i), "is there twice");
    }
  }
  return absl::OkStatus();
}

absl::Status ValidateProbabilities(const v1::QueryStatisticsRequest& request) {
  if (request.probabilities_size() > kMaxProbabilities) {
    return TooMany("probabilities", kMaxProbabilities);
  }
  for (int i = 0; i < request.probabilities_size(); ++i) {
    if (!(request.probabilities(i) >= 0 && request.probabilities(i) <= 1)) {
      return BadRequest(At("probabilities", i), "must be from 0 to 1");
    }
  }
  return absl::OkStatus();
}

absl::Status ValidateEdges(const v1::QueryDistributionsRequest& request) {
  if (request.edges().empty()) return absl::OkStatus();
  if (request.bin_count() != 0) {
    return BadRequest("edges", "cannot be given beside bin_count");
  }
  if (request.edges_size() > kMaxEdges) return TooMany("edges", kMaxEdges);
  if (request.edges_size() < 2) {
    return BadRequest("edges", "needs at least two items");
  }
  for (int i = 0; i < request.edges_size(); ++i) {
    if (!std::isfinite(request.edges(i))) {
      return BadRequest(At("edges", i), "must be a finite number");
    }
    if (i > 0 && request.edges(i) <= request.edges(i - 1)) {
      return BadRequest(At("edges", i), "is not above the one before");
    }
  }
  return absl::OkStatus();
}

// One side of a correlation.
absl::Status ValidateSide(const Catalogue& catalogue,
                          const v1::Selection& selection,
                          absl::string_view field, const std::string& name) {
  const bool derived = absl::c_any_of(
      selection.derived(),
      [&name](const v1::DerivedIndicator& d) { return d.name() == name; });
  if (name.empty()) return BadRequest(field, "is required");
  if (!derived && catalogue.Find(name) == nullptr) {
    return BadRequest(field, absl::StrCat("'", name,
                                          "' is neither in the catalogue nor "
                                          "in selection.derived"));
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status ValidateRequest(const Catalogue& catalogue,
                             const v1::QueryStatisticsRequest& request) {
  absl::Status status = ValidateSelection(catalogue, request.selection());
  status.Update(ValidateGroupBy(request));
  status.Update(ValidateProbabilities(request));
  status.Update(RowOrder::Parse(request.order_by()).status());
  status.Update(ValidateNotNegative("limit", request.limit()));
  status.Update(StatisticsMask::Parse(request.read_mask()).status());
  return status;
}

absl::Status ValidateRequest(const Catalogue& catalogue,
                             const v1::QueryObservationsRequest& request) {
  if (!request.selection_token().empty() && request.has_selection()) {
    return BadRequest("selection", "cannot be given beside selection_token");
  }
  return ValidateSelection(catalogue, request.selection());
}

absl::Status ValidateRequest(const Catalogue& catalogue,
                             const v1::RankDivisionsRequest& request) {
  absl::Status status = ValidateSelection(catalogue, request.selection());
  status.Update(ValidateNotNegative("compare_year", request.compare_year()));
  status.Update(ValidateNotNegative("limit", request.limit()));
  if (!status.ok()) return status;
  if (request.divisions_size() > kMaxRankedDivisions) {
    return TooMany("divisions", kMaxRankedDivisions);
  }
  for (int i = 0; i < request.divisions_size(); ++i) {
    const std::string field = At("divisions", i);
    if (request.divisions(i).empty()) return BadRequest(field, "is empty");
    status.Update(ParseDivision(field, request.divisions(i)).status());
  }
  return status;
}

absl::Status ValidateRequest(const Catalogue& catalogue,
                             const v1::QueryTrendsRequest& request) {
  absl::Status status = ValidateSelection(catalogue, request.selection());
  status.Update(ValidateGroupBy(request));
  status.Update(ValidateNotNegative("lag", request.lag()));
  return status;
}

absl::Status ValidateRequest(const Catalogue& catalogue,
                             const v1::QueryDistributionsRequest& request) {
  absl::Status status = ValidateSelection(catalogue, request.selection());
  status.Update(ValidateGroupBy(request));
  if (!status.ok()) return status;
  if (request.bin_count() < 0 || request.bin_count() > kMaxBins) {
    return BadRequest("bin_count",
                      absl::StrCat("must be from 0 to ", kMaxBins));
  }
  return ValidateEdges(request);
}

absl::Status ValidateRequest(const Catalogue& catalogue,
                             const v1::QueryCorrelationsRequest& request) {
  const v1::Selection& selection = request.selection();
  absl::Status status = ValidateSelection(catalogue, selection);
  if (!selection.indicators().empty()) {
    status.Update(BadRequest("selection.indicators",
                             "must be empty; x and y name the indicators"));
  }
  status.Update(ValidateSide(catalogue, selection, "x", request.x()));
  status.Update(ValidateSide(catalogue, selection, "y", request.y()));
  status.Update(ValidateGroupBy(request));
  return status;
}

absl::Status ValidateRequest(const Catalogue& catalogue,
                             const v1::WatchStatisticsRequest& request) {
  const v1::QueryStatisticsRequest& query = request.query();
  absl::Status status = InField("query", ValidateRequest(catalogue, query));
  if (!query.order_by().empty()) {
    status.Update(BadRequest("query.order_by", "must be empty in a watch"));
  }
  if (query.limit() != 0) {
    status.Update(BadRequest("query.limit", "must be 0 in a watch"));
  }
  if (query.selection().has_as_of()) {
    status.Update(
        BadRequest("query.selection.as_of", "never changes; query it instead"));
  }
  return status;
}

}  // namespace nianbao::aggregator
