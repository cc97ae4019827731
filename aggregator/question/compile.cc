#include "aggregator/question/compile.h"

#include <cmath>
#include <iterator>
#include <optional>
#include <string>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "aggregator/question/resource_names.h"
#include "aggregator/question/selection_token.h"
#include "common/base/status.h"

namespace nianbao::aggregator {
namespace {

absl::Status TooMany(absl::string_view field, int limit) {
  return BadRequest(field, absl::StrCat("has more than ", limit, " items"));
}

absl::Status ValidateNotNegative(absl::string_view field, int value) {
  return value < 0 ? BadRequest(field, "must not be negative")
                   : absl::OkStatus();
}

template <typename Request>
absl::StatusOr<Grouping> CompileGrouping(const Request& request) {
  Grouping grouping{.mix_levels = request.mix_levels()};
  if (request.group_by_size() > kMaxDimensions) {
    return TooMany("group_by", kMaxDimensions);
  }
  for (int i = 0; i < request.group_by_size(); ++i) {
    const int dimension = request.group_by(i);
    if (dimension == v1::DIMENSION_UNSPECIFIED ||
        !v1::Dimension_IsValid(dimension)) {
      return BadRequest(IndexedField("group_by", i), "is no dimension");
    }
    if (absl::c_count(request.group_by(), dimension) > 1) {
      return BadRequest(IndexedField("group_by", i), "is there twice");
    }
    grouping.dimensions.push_back(static_cast<v1::Dimension>(dimension));
  }
  return grouping;
}

// Newest values are of several years whether or not these are mixed.
template <typename Request>
bool MixesYears(const Request& request) {
  return request.mix_years() || request.selection().latest_year();
}

absl::Status ValidateProbabilities(const v1::QueryStatisticsRequest& request) {
  if (request.probabilities_size() > kMaxProbabilities) {
    return TooMany("probabilities", kMaxProbabilities);
  }
  for (int i = 0; i < request.probabilities_size(); ++i) {
    if (!(request.probabilities(i) >= 0 && request.probabilities(i) <= 1)) {
      return BadRequest(IndexedField("probabilities", i),
                        "must be from 0 to 1");
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
      return BadRequest(IndexedField("edges", i), "must be a finite number");
    }
    if (i > 0 && request.edges(i) <= request.edges(i - 1)) {
      return BadRequest(IndexedField("edges", i),
                        "is not above the one before");
    }
  }
  return absl::OkStatus();
}

// Those named, in their order; see Compile for none.
absl::StatusOr<std::vector<CheckCode>> CompileCodes(
    const v1::QueryChecksRequest& request) {
  std::vector<CheckCode> codes;
  for (int i = 0; i < request.codes_size(); ++i) {
    const std::string field = IndexedField("codes", i);
    const std::optional<CheckCode> code = FindCheckCode(request.codes(i));
    if (!code.has_value()) {
      return BadRequest(field, absl::StrCat("'", request.codes(i),
                                            "' is no check; there are ",
                                            absl::StrJoin(kCheckCodes, ", ")));
    }
    if (absl::c_linear_search(codes, *code)) {
      return BadRequest(field, "is there twice");
    }
    codes.push_back(*code);
  }
  absl::c_sort(codes);
  if (!codes.empty()) return codes;
  const v1::Selection& selection = request.selection();
  const bool of_figures =
      !selection.indicators().empty() || !selection.filter().empty();
  for (size_t i = 0; i < std::size(kCheckCodes); ++i) {
    const CheckCode code = static_cast<CheckCode>(i);
    if (code != CheckCode::kCopiedReport || !of_figures) codes.push_back(code);
  }
  return codes;
}

// `name` is one side of a correlation.
absl::Status ValidateSide(const Catalogue& catalogue,
                          const SelectionQuestion& selection,
                          absl::string_view field, const std::string& name) {
  const bool derived = absl::c_any_of(
      selection.derived,
      [&name](const Formula& f) { return f.indicator().name() == name; });
  if (name.empty()) return BadRequest(field, "is required");
  if (!derived && catalogue.Find(name) == nullptr) {
    return BadRequest(field, absl::StrCat("'", name,
                                          "' is neither in the catalogue nor "
                                          "in selection.derived"));
  }
  return absl::OkStatus();
}

}  // namespace

Fields StatisticsQuestion::Wanted() const {
  Fields wanted = mask.row;
  for (const OrderTerm& term : order) wanted.set(term.field);
  return wanted;
}

absl::StatusOr<StatisticsQuestion> Compile(
    const Vocabulary& vocabulary, const v1::QueryStatisticsRequest& request) {
  absl::StatusOr<SelectionQuestion> selection =
      CompileSelection(vocabulary.catalogue, request.selection());
  if (!selection.ok()) return selection.status();
  absl::StatusOr<Grouping> grouping = CompileGrouping(request);
  if (!grouping.ok()) return grouping.status();
  grouping->mix_years = MixesYears(request);
  absl::Status status = ValidateProbabilities(request);
  if (!status.ok()) return status;
  absl::StatusOr<RowOrder> order =
      ParseRowOrder(request.order_by(), vocabulary.statistics);
  if (!order.ok()) return order.status();
  status = ValidateNotNegative("limit", request.limit());
  if (!status.ok()) return status;
  absl::StatusOr<StatisticsMask> mask =
      ParseStatisticsMask(request.read_mask(), vocabulary.statistics);
  if (!mask.ok()) return mask.status();
  // Without a mask rows carry what they are ordered by, even where it is made
  // by name only.
  if (request.read_mask().paths().empty()) {
    for (const OrderTerm& term : *order) mask->row.set(term.field);
  }
  return StatisticsQuestion{
      .selection = *std::move(selection),
      .grouping = *std::move(grouping),
      .probabilities = {request.probabilities().begin(),
                        request.probabilities().end()},
      .order = *std::move(order),
      .limit = request.limit(),
      .mask = *mask,
      .token_prefix = SelectionTokenPrefix(request.selection())};
}

absl::StatusOr<RankQuestion> Compile(const Vocabulary& vocabulary,
                                     const v1::RankDivisionsRequest& request) {
  absl::StatusOr<SelectionQuestion> selection =
      CompileSelection(vocabulary.catalogue, request.selection());
  if (!selection.ok()) return selection.status();
  absl::Status status =
      ValidateNotNegative("compare_year", request.compare_year());
  status.Update(ValidateNotNegative("limit", request.limit()));
  if (!status.ok()) return status;
  if (request.divisions_size() > kMaxRankedDivisions) {
    return TooMany("divisions", kMaxRankedDivisions);
  }
  RankQuestion question{.selection = *std::move(selection),
                        .ascending = request.ascending(),
                        .compare_year = request.compare_year(),
                        .limit = request.limit()};
  for (int i = 0; i < request.divisions_size(); ++i) {
    const std::string field = IndexedField("divisions", i);
    if (request.divisions(i).empty()) return BadRequest(field, "is empty");
    const absl::StatusOr<const DivisionEntry*> division =
        ParseDivision(field, request.divisions(i));
    if (!division.ok()) return division.status();
    question.divisions.push_back(*division);
  }
  return question;
}

absl::StatusOr<TrendQuestion> Compile(const Vocabulary& vocabulary,
                                      const v1::QueryTrendsRequest& request) {
  absl::StatusOr<SelectionQuestion> selection =
      CompileSelection(vocabulary.catalogue, request.selection());
  if (!selection.ok()) return selection.status();
  absl::StatusOr<Grouping> grouping = CompileGrouping(request);
  if (!grouping.ok()) return grouping.status();
  absl::Status status = ValidateNotNegative("lag", request.lag());
  status.Update(ValidateNotNegative("limit", request.limit()));
  if (!status.ok()) return status;
  return TrendQuestion{.selection = *std::move(selection),
                       .grouping = *std::move(grouping),
                       .lag = request.lag() == 0 ? 1 : request.lag()};
}

absl::StatusOr<DistributionQuestion> Compile(
    const Vocabulary& vocabulary,
    const v1::QueryDistributionsRequest& request) {
  absl::StatusOr<SelectionQuestion> selection =
      CompileSelection(vocabulary.catalogue, request.selection());
  if (!selection.ok()) return selection.status();
  absl::StatusOr<Grouping> grouping = CompileGrouping(request);
  if (!grouping.ok()) return grouping.status();
  grouping->mix_years = MixesYears(request);
  if (request.bin_count() < 0 || request.bin_count() > kMaxBins) {
    return BadRequest("bin_count",
                      absl::StrCat("must be from 0 to ", kMaxBins));
  }
  absl::Status status = ValidateEdges(request);
  status.Update(ValidateNotNegative("limit", request.limit()));
  if (!status.ok()) return status;
  return DistributionQuestion{
      .selection = *std::move(selection),
      .grouping = *std::move(grouping),
      .bin_count = request.bin_count(),
      .edges = {request.edges().begin(), request.edges().end()}};
}

absl::StatusOr<CorrelationQuestion> Compile(
    const Vocabulary& vocabulary, const v1::QueryCorrelationsRequest& request) {
  absl::StatusOr<SelectionQuestion> selection =
      CompileSelection(vocabulary.catalogue, request.selection());
  if (!selection.ok()) return selection.status();
  if (!selection->indicators.empty()) {
    return BadRequest("selection.indicators",
                      "must be empty; x and y name the indicators");
  }
  absl::Status status =
      ValidateSide(vocabulary.catalogue, *selection, "x", request.x());
  status.Update(
      ValidateSide(vocabulary.catalogue, *selection, "y", request.y()));
  status.Update(ValidateNotNegative("limit", request.limit()));
  if (!status.ok()) return status;
  absl::StatusOr<Grouping> grouping = CompileGrouping(request);
  if (!grouping.ok()) return grouping.status();
  grouping->mix_years = MixesYears(request);
  return CorrelationQuestion{.selection = *std::move(selection),
                             .grouping = *std::move(grouping),
                             .x = request.x(),
                             .y = request.y()};
}

absl::StatusOr<CheckQuestion> Compile(const Vocabulary& vocabulary,
                                      const v1::QueryChecksRequest& request) {
  absl::StatusOr<SelectionQuestion> selection =
      CompileSelection(vocabulary.catalogue, request.selection());
  if (!selection.ok()) return selection.status();
  if (!selection->derived.empty()) {
    return BadRequest("selection.derived",
                      "must be empty; checks look at printed figures");
  }
  if (selection->kind != v1::KIND_LEVEL) {
    return BadRequest("selection.kind",
                      "must be KIND_LEVEL or unspecified; checks look at no "
                      "changes, ranks and targets");
  }
  const absl::Status limit = ValidateNotNegative("limit", request.limit());
  if (!limit.ok()) return limit;
  absl::StatusOr<std::vector<CheckCode>> codes = CompileCodes(request);
  if (!codes.ok()) return codes.status();
  return CheckQuestion{.selection = *std::move(selection),
                       .codes = *std::move(codes)};
}

absl::StatusOr<AnyObservationQuestion> Compile(
    const Vocabulary& vocabulary, const v1::QueryObservationsRequest& request) {
  const absl::Status limit = ValidateNotNegative("limit", request.limit());
  if (!limit.ok()) return limit;
  const bool by_token = !request.selection_token().empty();
  if (by_token && request.has_selection()) {
    return BadRequest("selection", "cannot be given beside selection_token");
  }
  if (by_token) {
    absl::StatusOr<RowObservationsQuestion> question =
        ReadSelectionToken(vocabulary.catalogue, request.selection_token());
    if (!question.ok()) return question.status();
    question->observations.include_uncounted = request.include_uncounted();
    return *std::move(question);
  }
  absl::StatusOr<SelectionQuestion> selection =
      CompileSelection(vocabulary.catalogue, request.selection());
  if (!selection.ok()) return selection.status();
  return ObservationQuestion{
      .selection = *std::move(selection),
      .include_uncounted = request.include_uncounted(),
      .all_kinds = request.include_uncounted() &&
                   request.selection().kind() == v1::KIND_UNSPECIFIED};
}

absl::StatusOr<StatisticsQuestion> Compile(
    const Vocabulary& vocabulary, const v1::WatchStatisticsRequest& request) {
  const v1::QueryStatisticsRequest& query = request.query();
  absl::StatusOr<StatisticsQuestion> question = Compile(vocabulary, query);
  if (!question.ok()) return InField("query", question.status());
  if (!query.order_by().empty()) {
    return BadRequest("query.order_by", "must be empty in a watch");
  }
  if (query.limit() != 0) {
    return BadRequest("query.limit", "must be 0 in a watch");
  }
  if (!query.resume_token().empty()) {
    return BadRequest("query.resume_token",
                      "must be empty in a watch, which has its own");
  }
  if (query.selection().has_as_of()) {
    return BadRequest("query.selection.as_of",
                      "never changes; query it instead");
  }
  return question;
}

}  // namespace nianbao::aggregator
