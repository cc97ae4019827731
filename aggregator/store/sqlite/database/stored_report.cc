// From a report to the rows that it becomes, and back.
//
// A report is stored twice over. Whole, as the message that was uploaded: that
// is what GetReport gives out, and what everything else can be made from again.
// And taken apart, as one row an observation with the few numbers that
// statistics need, since reading a million messages for each start would take
// minutes. For example
//
//   observations: [{indicator: "indicators/hotline.cases", year: 2020, ...},
//                  {indicator: "", year: 2020, ...},
//                  {indicator: "indicators/hotline.cases", year: 2019, ...}]
//
// becomes indicators ["indicators/hotline.cases", ""] and rows (0, LEVEL, 2020,
// position 0), (1, LEVEL, 2020, position 1), (0, LEVEL, 2019, position 2): each
// name is told once, for the store looks its number up once.
//
// The name, the moment of upload and corrections are taken out of the message
// before it is serialized, with maps in order. They are the store's, and two
// uploads of the same report must give equal bytes: that is how an upload that
// changes nothing is found out. So the message stays what was read; the rows
// are of the report as corrected.
//
// Cost: one pass over the observations and two serializations, on the caller's
// thread, so that uploads are made ready side by side before they queue.

#include "aggregator/store/sqlite/database/stored_report.h"

#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "aggregator/columns/stratum.h"
#include "aggregator/correction/correction.h"
#include "aggregator/election/rivalry.h"
#include "common/domain/report_identity.h"
#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"

namespace nianbao::aggregator {

namespace {

using IndexMap = absl::flat_hash_map<absl::string_view, int>;

// The index of `text` in `texts`, to which it is added when it is not there.
// `indices` has those of all of them.
int IndexIn(const std::string& text, IndexMap& indices,
            std::vector<std::string>& texts) {
  const auto [it, fresh] =
      indices.try_emplace(text, static_cast<int>(texts.size()));
  if (fresh) texts.push_back(text);
  return it->second;
}

// SQLite keeps no sign of 0: what it would give back.
double WithoutSignOfZero(double value) { return value == 0 ? 0 : value; }

// Equal bytes for equal messages.
std::string Serialize(const v1::Report& report) {
  std::string bytes;
  {
    google::protobuf::io::StringOutputStream stream(&bytes);
    google::protobuf::io::CodedOutputStream coded(&stream);
    coded.SetSerializationDeterministic(true);
    report.SerializeToCodedStream(&coded);
  }
  return bytes;
}

}  // namespace

ObservationRows RowsOf(const v1::Report& report) {
  ObservationRows result;
  result.rows.reserve(report.observations_size());
  const std::vector<ObservationFlags> flags = FlagsOf(report);
  IndexMap indicators, units;
  for (const v1::Observation& observation : report.observations()) {
    result.rows.push_back(
        {.indicator =
             IndexIn(observation.indicator(), indicators, result.indicators),
         .unit = IndexIn(observation.quantity().unit(), units, result.units),
         .kind = observation.kind() == v1::KIND_UNSPECIFIED
                     ? v1::KIND_LEVEL
                     : observation.kind(),
         .year = observation.year(),
         .position = static_cast<int32_t>(result.rows.size()),
         .value = WithoutSignOfZero(observation.quantity().value()),
         .confidence = WithoutSignOfZero(observation.confidence()),
         .flags = flags[result.rows.size()]});
  }
  return result;
}

StoredReport::StoredReport(v1::Report report,
                           absl::Span<const v1::Correction> corrections)
    : name(ReportName(report)),
      digest(ReportDigest(report)),
      source_uri(report.source_uri()),
      diagnostic_count(report.diagnostics_size()) {
  // The order matters: each step serializes what the steps before have left.
  report.clear_name();
  report.clear_upload_time();
  report.clear_corrections();
  content = Serialize(report);
  // The lists are put aside, since the rows are made of them.
  v1::Report lists;
  lists.mutable_observations()->Swap(report.mutable_observations());
  lists.mutable_diagnostics()->Swap(report.mutable_diagnostics());
  report.clear_sections();
  brief = Serialize(report);
  lists.mutable_observations()->Swap(report.mutable_observations());
  lists.mutable_diagnostics()->Swap(report.mutable_diagnostics());

  ApplyCorrections(corrections, report);
  issuer_key = IssuerKey(report);
  issuer_name = report.issuer().name();
  division_code = report.issuer().division_code();
  level = report.issuer().level();
  year = report.year();
  first_year = FirstOfSeveralYears(report);
  type = KnownType(report.type());
  observations = RowsOf(report);
}

google::protobuf::Timestamp ToTimestamp(int64_t micros) {
  google::protobuf::Timestamp timestamp;
  timestamp.set_seconds(micros / 1'000'000);
  timestamp.set_nanos(static_cast<int32_t>(micros % 1'000'000 * 1'000));
  return timestamp;
}

absl::StatusOr<v1::Report> RestoreReport(
    absl::string_view content, absl::string_view name, int64_t uploaded_at,
    absl::Span<const v1::Correction> corrections) {
  v1::Report report;
  if (!report.ParseFromArray(content.data(),
                             static_cast<int>(content.size()))) {
    return absl::DataLossError(absl::StrCat("content of ", name));
  }
  report.set_name(std::string(name));
  *report.mutable_upload_time() = ToTimestamp(uploaded_at);
  ApplyCorrections(corrections, report);
  return report;
}

}  // namespace nianbao::aggregator
