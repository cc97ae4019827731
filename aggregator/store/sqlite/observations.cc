#include "aggregator/store/sqlite/observations.h"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

#include "absl/algorithm/container.h"
#include "aggregator/election/eligibility.h"
#include "aggregator/query/selection/filter_match.h"
#include "aggregator/store/sqlite/database/damage.h"
#include "aggregator/store/sqlite/database/stored_flags.h"
#include "aggregator/store/sqlite/reading/observation_reader.h"
#include "common/base/cancelled.h"
#include "common/domain/gazetteer.h"

namespace nianbao::aggregator {
namespace {

using Response = v1::QueryObservationsResponse;

// Observations found between two looks at `stopped`: well below a millisecond.
constexpr int kFoundBetweenPolls = 2048;
// Observations given at once, each with its sentence: some 200 KB.
constexpr int kBatchObservations = 256;

bool Selects(const SelectionQuestion& selection, const std::string& name) {
  return selection.NamesAll() || selection.Names(name);
}

bool IsOperand(const SelectionQuestion& selection, const std::string& name) {
  return absl::c_any_of(selection.derived, [&name](const Formula& formula) {
    return absl::c_linear_search(formula.operands(), name);
  });
}

// Those of the catalogue in its order, then others by name. With what derived
// indicators are computed from; for the store has no observations of those.
std::vector<std::string> NamesOf(const SelectionPlan& plan) {
  std::vector<std::pair<const v1::Indicator*, std::string>> found;
  for (const auto& columns : plan.snapshot().indicators) {
    if (columns != nullptr && (Selects(plan.selection(), columns->name) ||
                               IsOperand(plan.selection(), columns->name))) {
      found.emplace_back(plan.catalogue().Find(columns->name), columns->name);
    }
  }
  absl::c_sort(found, [](const auto& a, const auto& b) {
    return std::tuple(a.first == nullptr, a.first, a.second) <
           std::tuple(b.first == nullptr, b.first, b.second);
  });
  std::vector<std::string> names;
  names.reserve(found.size());
  for (auto& [indicator, name] : found) names.push_back(std::move(name));
  return names;
}

// The kinds that the question speaks of, each with a plan of its own.
std::vector<SelectionPlan> PlansOf(const Catalogue& catalogue,
                                   const SnapshotPtr& snapshot,
                                   const ObservationQuestion& question) {
  std::vector<v1::Kind> kinds = {question.selection.kind};
  if (question.all_kinds) {
    kinds = {v1::KIND_LEVEL, v1::KIND_CHANGE, v1::KIND_RANK, v1::KIND_TARGET,
             v1::KIND_UNSPECIFIED};
  }
  std::vector<SelectionPlan> plans;
  for (const v1::Kind kind : kinds) {
    SelectionQuestion selection = question.selection;
    selection.kind = kind;
    plans.emplace_back(catalogue, snapshot, std::move(selection));
  }
  return plans;
}

// What is known of a report without its content.
absl::Status AddReport(Statement& reports, int64_t id, Response& response) {
  const absl::StatusOr<bool> found = reports.Bind(1, id).Step();
  if (!found.ok()) return found.status();
  if (!*found) return absl::DataLossError("a report has no content");
  response.set_report(std::string(reports.Bytes(0)));
  response.set_source_uri(std::string(reports.Bytes(1)));
  v1::Issuer& issuer = *response.mutable_issuer();
  issuer.set_name(std::string(reports.Bytes(2)));
  issuer.set_division_code(std::string(reports.Bytes(3)));
  issuer.set_level(static_cast<v1::Level>(reports.Int(4)));
  absl::StatusOr<v1::Observation> observation =
      ReadObservation(reports.Bytes(5), response.index());
  reports.Reset();
  if (!observation.ok()) {
    return absl::DataLossError(observation.status().message());
  }
  *response.mutable_observation() = *std::move(observation);
  return absl::OkStatus();
}

}  // namespace

SqliteObservations::SqliteObservations(ConnectionPool& pool,
                                       const Catalogue& catalogue,
                                       const SnapshotPtr& snapshot,
                                       const ObservationQuestion& question)
    : pool_(pool),
      plans_(PlansOf(catalogue, snapshot, question)),
      include_uncounted_(question.include_uncounted),
      names_(NamesOf(plan())) {
  // Those of no indicator come last.
  if (include_uncounted_ && question.selection.NamesAll()) {
    names_.emplace_back();
  }
}

absl::StatusOr<bool> SqliteObservations::Next(Messages<Response>& rows,
                                              Stopped stopped) {
  if (stopped()) return Cancelled();
  absl::StatusOr<ConnectionPool::ReadTransaction> connection = pool_.Read();
  if (!connection.ok()) return connection.status();
  absl::Status status;
  if (next_found_ < found_.size()) {
    status = Give(**connection, rows, stopped);
  } else if (!selected_.has_value()) {
    if (next_name_ == names_.size()) return false;
    status = OpenIndicator(stopped);
  } else if (include_uncounted_) {
    status = FindAll(**connection, stopped);
  } else {
    status = FindCounted(stopped);
  }
  if (!status.ok()) return status;
  return true;
}

absl::Status SqliteObservations::OpenIndicator(Stopped stopped) {
  plan_ = next_plan_;
  absl::StatusOr<SelectedValues> selected =
      plan().Load({.name = names_[next_name_]}, stopped);
  if (!selected.ok()) return selected.status();
  if (++next_plan_ == plans_.size()) {
    next_plan_ = 0;
    ++next_name_;
  }
  selected_ = *std::move(selected);
  next_chunk_ = 0;
  year_.reset();
  return absl::OkStatus();
}

absl::Status SqliteObservations::FindCounted(Stopped stopped) {
  found_.clear();
  next_found_ = 0;
  if (next_chunk_ == selected_->chunks.size()) {
    selected_.reset();
    return absl::OkStatus();
  }
  const ObservationFlags left_out =
      LeftOut(plan().selection().include_erroneous);
  const int32_t year = selected_->chunks[next_chunk_]->year;
  found_year_ = year;
  for (; next_chunk_ < selected_->chunks.size() &&
         selected_->chunks[next_chunk_]->year == year;
       ++next_chunk_) {
    const Chunk& chunk = *selected_->chunks[next_chunk_];
    for (uint32_t i = 0; i < chunk.elected; ++i) {
      if (i % kFoundBetweenPolls == 0 && stopped()) return Cancelled();
      if (!SelectsPlace(chunk.places[i]) || (chunk.flags[i] & left_out) != 0) {
        continue;
      }
      found_.push_back(
          {.report_id = plan().snapshot().reports[chunk.reports[i]].id,
           .position = static_cast<int32_t>(chunk.positions[i]),
           .standing = Response::STANDING_COUNTED});
    }
  }
  absl::c_sort(found_,
               [](const FoundObservation& a, const FoundObservation& b) {
                 return std::pair(a.report_id, a.position) <
                        std::pair(b.report_id, b.position);
               });
  return absl::OkStatus();
}

absl::Status SqliteObservations::FindAll(Connection& connection,
                                         Stopped stopped) {
  found_.clear();
  next_found_ = 0;
  const absl::StatusOr<std::optional<int32_t>> year = NextYear(connection);
  if (!year.ok()) return year.status();
  year_ = *year;
  if (year_.has_value()) return FindAllOfYear(connection, *year_, stopped);
  selected_.reset();
  return absl::OkStatus();
}

absl::StatusOr<std::optional<int32_t>> SqliteObservations::NextYear(
    Connection& connection) {
  absl::StatusOr<Statement> next = connection.Prepare(
      "SELECT year FROM observation "
      "WHERE indicator_id = (SELECT id FROM indicator WHERE name = ?) "
      "AND kind = ? AND year >= ? ORDER BY year LIMIT 1");
  if (!next.ok()) return next.status();
  const int64_t from =
      year_.has_value() ? int64_t{*year_} + 1 : plan().selection().first_year;
  const absl::StatusOr<bool> found =
      next->BindText(1, selected_->name)
          .Bind(2, int64_t{plan().selection().kind})
          .Bind(3, from)
          .Step();
  if (!found.ok()) return found.status();
  std::optional<int32_t> year;
  if (*found && next->Int(0) <= plan().selection().last_year) {
    year = static_cast<int32_t>(next->Int(0));
  }
  return year;
}

absl::Status SqliteObservations::FindAllOfYear(Connection& connection,
                                               int32_t year, Stopped stopped) {
  found_year_ = year;
  const Snapshot& snapshot = plan().snapshot();
  const SelectionQuestion& selection = plan().selection();
  std::vector<ChunkPtr> elected, selected;
  const IndicatorColumns* const columns = snapshot.Find(selected_->name);
  if (columns != nullptr) {
    for (const auto& [key, chunks] : columns->chunks) {
      if (key.first != selection.kind ||
          key.second.type != selection.report_type) {
        continue;
      }
      absl::c_copy(Years(chunks, year, year), std::back_inserter(elected));
    }
  }
  absl::c_copy_if(
      selected_->chunks, std::back_inserter(selected),
      [year](const ChunkPtr& chunk) { return chunk->year == year; });
  const Standings standings(snapshot, selected_->indicator, elected, selected,
                            selection);
  absl::StatusOr<Statement> rows = connection.Prepare(
      "SELECT o.report_id, o.position, o.flags, r.division_code, r.level, "
      "r.year, r.issuer_name, o.value, o.confidence "
      "FROM observation o CROSS JOIN report r ON r.id = o.report_id "
      "WHERE o.indicator_id = (SELECT id FROM indicator WHERE name = ?1) "
      "AND o.kind = ?2 AND o.year = ?3 "
      "AND r.stored_at > ?4 AND r.stored_at <= ?5 "
      "AND (r.superseded_at IS NULL OR r.superseded_at > ?5) "
      "AND r.type = ?6 "
      "ORDER BY o.report_id, o.position");
  if (!rows.ok()) return rows.status();
  rows->BindText(1, selected_->name)
      .Bind(2, int64_t{selection.kind})
      .Bind(3, int64_t{year})
      .Bind(4, plan().updated_after())
      .Bind(5, snapshot.moment)
      .Bind(6, int64_t{selection.report_type});
  absl::StatusOr<bool> row;
  for (int n = 0; (row = rows->Step()).ok() && *row; ++n) {
    if (n % kFoundBetweenPolls == 0 && stopped()) return Cancelled();
    const ReportHead head = {.division_code = rows->Bytes(3),
                             .level = static_cast<v1::Level>(rows->Int(4)),
                             .issuer_name = rows->Bytes(6),
                             .type = selection.report_type,
                             .year = static_cast<int32_t>(rows->Int(5))};
    const Located located = Locate(plan().catalogue(), head);
    const BodyNumber body = located.stratum.body;
    const FilteredObservation observation = {
        .value = rows->Real(7),
        .year = year,
        .report_year = head.year,
        .confidence = static_cast<float>(rows->Real(8)),
        .place = located.place,
        .flags = FromStoredInt(rows->Int(2)),
        .issuer_name = head.issuer_name};
    if (!SelectsPlace(located.place) ||
        !(body == kUnidentified || selection.SelectsBody(body)) ||
        observation.confidence < static_cast<float>(selection.min_confidence) ||
        (selection.filter.has_value() &&
         !Matches(*selection.filter, observation))) {
      continue;
    }
    found_.push_back(standings.Judge(rows->Int(0),
                                     static_cast<int32_t>(rows->Int(1)),
                                     observation.flags, body));
  }
  return row.status();
}

absl::Status SqliteObservations::Give(Connection& connection,
                                      Messages<Response>& rows,
                                      Stopped stopped) {
  absl::StatusOr<Statement> reports = connection.Prepare(
      "SELECT name, source_uri, issuer_name, division_code, level, content "
      "FROM report JOIN report_content ON report_id = upload_id "
      "WHERE id = ?");
  if (!reports.ok()) return reports.status();
  absl::StatusOr<Statement> names =
      connection.Prepare("SELECT name FROM report WHERE id = ?");
  if (!names.ok()) return names.status();
  for (int n = 0; n < kBatchObservations && next_found_ < found_.size(); ++n) {
    if (stopped()) return Cancelled();
    const FoundObservation& found = found_[next_found_++];
    Response& response = *rows.Add();
    response.set_index(found.position);
    const absl::Status added = AddReport(*reports, found.report_id, response);
    if (!added.ok()) return OfReport(connection, found.report_id, added);
    // The content has the year as it was read.
    response.mutable_observation()->set_year(found_year_);
    response.set_counted(found.standing == Response::STANDING_COUNTED);
    response.set_standing(found.standing != Response::STANDING_UNSPECIFIED
                              ? found.standing
                              : StandingOf(response.observation()));
    if (found.taken_report_id == 0) continue;
    const absl::StatusOr<bool> taken =
        names->Bind(1, found.taken_report_id).Step();
    response.set_taken_report(std::string(names->Bytes(0)));
    response.set_taken_index(found.taken_position);
    names->Reset();
    if (!taken.ok()) return taken.status();
  }
  return absl::OkStatus();
}

bool SqliteObservations::SelectsPlace(Place place) const {
  const SelectionQuestion& selection = plan().selection();
  const v1::Level level = LevelOf(place);
  if (!selection.levels.empty() &&
      !absl::c_linear_search(selection.levels, level)) {
    return false;
  }
  if (level == v1::LEVEL_DEPARTMENT && !selection.government_levels.empty() &&
      !absl::c_linear_search(selection.government_levels,
                             GovernmentLevelOfTier(TierOf(place)))) {
    return false;
  }
  const std::vector<DivisionEntry>& divisions = Gazetteer::Get().divisions();
  const uint32_t division = DivisionOf(place);
  return IsWithinAny(
      division < divisions.size() ? &divisions[division] : nullptr,
      selection.within);
}

}  // namespace nianbao::aggregator
