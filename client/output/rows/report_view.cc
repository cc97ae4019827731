#include "client/output/rows/report_view.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "absl/time/time.h"
#include "client/output/formats/json.h"
#include "client/output/numbers.h"
#include "client/output/paths.h"
#include "client/output/printable.h"
#include "client/output/rows/observation_cells.h"
#include "client/output/rows/report_type.h"

namespace nianbao::client {
namespace {

// An observation with its index, by which diagnostics name it.
struct IndexedObservation {
  int index;
  const v1::Observation* observation;
};

std::vector<RowColumn<IndexedObservation>> ObservationColumns() {
  using Row = IndexedObservation;
  return {
      {{"#", "", Need::kMost},
       kRight,
       [](const Row& row) { return Text(absl::StrCat(row.index)); }},
      {{"indicator", "指标", Need::kMost},
       kLeft,
       [](const Row& row) {
         return Text(
             absl::StripPrefix(row.observation->indicator(), "indicators/"));
       }},
      {{"value", "数值", Need::kMost},
       kRight,
       [](const Row& row) {
         return QuantityCell(row.observation->quantity());
       }},
      {{"unit", "单位", Need::kMost},
       kLeft,
       [](const Row& row) { return Text(row.observation->quantity().unit()); }},
      {{"kind", "类别"},
       kLeft,
       [](const Row& row) {
         return Word(EnumLabel(v1::Kind_Name(row.observation->kind())));
       }},
      {{"year", "年份"},
       kRight,
       [](const Row& row) { return Year(row.observation->year()); }},
      {{"headline", "主要"},
       kLeft,
       [](const Row& row) {
         return Word(row.observation->headline() ? "yes" : "");
       }},
      {{"subject", "主题", Need::kMost}, kLeft, [](const Row& row) {
         return Text(row.observation->subject());
       }}};
}

std::vector<RowColumn<v1::Diagnostic>> DiagnosticColumns() {
  using Row = v1::Diagnostic;
  return {{{"severity", "程度"},
           kLeft,
           [](const Row& row) {
             Cell cell = Word(EnumLabel(Row::Severity_Name(row.severity())));
             cell.is_warning = true;
             return cell;
           }},
          {{"diagnostic", "诊断", Need::kMost},
           kLeft,
           [](const Row& row) { return Text(row.code()); }},
          {{"of", "所涉数字"},
           kLeft,
           [](const Row& row) {
             return Text(absl::StrJoin(row.observations(), ", "));
           }},
          {{"message", "说明", Need::kMost}, kLeft, [](const Row& row) {
             return Text(Told(row.message().c_str(), row.message_zh().c_str()));
           }}};
}

// "2020", "2019-2020" of a report on two years.
std::string YearsReportedOn(const v1::Report& report) {
  if (report.year() == 0) return "";
  if (report.first_year() == 0) return absl::StrCat(report.year());
  return absl::StrCat(report.first_year(), "-", report.year());
}

// "北京市海淀区人民政府, 110108, county".
std::string IssuerLine(const v1::Issuer& issuer, Language language) {
  std::string line = issuer.name();
  for (const std::string& detail :
       {issuer.division_code(),
        WordIn(language, EnumLabel(v1::Level_Name(issuer.level())))}) {
    if (detail.empty()) continue;
    absl::StrAppend(&line, line.empty() ? "" : ", ", detail);
  }
  return line;
}

// "2024-05-01 04:00:00" in UTC; empty when it is not there.
Cell Moment(bool is_there, const google::protobuf::Timestamp& time) {
  if (!is_there) return Text("");
  return Text(absl::FormatTime("%Y-%m-%d %H:%M:%S",
                               absl::FromUnixSeconds(time.seconds()),
                               absl::UTCTimeZone()));
}

std::vector<RowColumn<v1::Correction>> CorrectionColumns() {
  using Row = v1::Correction;
  return {{{"corrected", "更正字段", Need::kMost},
           kLeft,
           [](const Row& row) { return Text(row.field()); }},
          {{"read", "原读"},
           kLeft,
           [](const Row& row) { return Text(row.read_value()); }},
          {{"value", "更正为", Need::kMost},
           kLeft,
           [](const Row& row) { return Text(row.value()); }},
          {{"by", "更正人"},
           kLeft,
           [](const Row& row) { return Text(row.author()); }},
          {{"from (utc)", "起(UTC)"},
           kLeft,
           [](const Row& row) { return Moment(true, row.correct_time()); }},
          {{"until", "止"}, kLeft, [](const Row& row) {
             return Moment(row.has_end_time(), row.end_time());
           }}};
}

// As wide as the longest of the names below.
constexpr int kNameWidth = 10;

}  // namespace

ReportPrinter::ReportPrinter(std::ostream& out, const Screen& screen,
                             const OutputOptions& options)
    : out_(out),
      format_(options.format),
      look_{.screen = screen,
            .language = ResolveLanguage(options.language, screen.is_terminal)} {
}

void ReportPrinter::PrintProperty(const ColumnName& name,
                                  absl::string_view value) {
  if (value.empty()) return;
  const bool chinese = look_.language == Language::kChinese;
  out_ << Padded(chinese ? name.chinese : name.id, kLeft, kNameWidth) << " "
       << Printable(value) << "\n";
}

void ReportPrinter::PrintProperties(const v1::Report& report) {
  PrintProperty({"report", "报告"}, report.name());
  PrintProperty({"source", "来源"}, ReadableSource(report.source_uri()));
  PrintProperty({"title", "标题"}, report.title());
  PrintProperty({"type", "类型"},
                WordIn(look_.language, ReportTypeCell(report.type()).readable));
  PrintProperty({"issuer", "发布机关"},
                IssuerLine(report.issuer(), look_.language));
  PrintProperty({"year", "年份"}, YearsReportedOn(report));
  PrintProperty({"published", "发布日期"}, report.publish_date());
}

template <typename Row, typename Rows>
void ReportPrinter::PrintTable(const std::vector<RowColumn<Row>>& columns,
                               const Rows& rows) {
  TableWriter table(out_, Heads(columns), look_);
  // Writing a table never fails.
  for (const Row& row : rows) (void)table.Add({Cells(columns, row), ""});
  (void)table.Finish();
}

void ReportPrinter::PrintObservations(const v1::Report& report) {
  std::vector<IndexedObservation> rows;
  rows.reserve(report.observations_size());
  for (int i = 0; i < report.observations_size(); ++i) {
    rows.push_back({i, &report.observations(i)});
  }
  PrintTable(ObservationColumns(), rows);
}

void ReportPrinter::PrintDiagnostics(const v1::Report& report) {
  if (report.diagnostics().empty()) return;
  out_ << "\n";
  PrintTable(DiagnosticColumns(), report.diagnostics());
}

void ReportPrinter::PrintCorrections(const v1::Report& report) {
  if (report.corrections().empty()) return;
  out_ << "\n";
  PrintTable(CorrectionColumns(), report.corrections());
}

void ReportPrinter::Print(const v1::Report& report) {
  ++size_;
  switch (format_) {
    case Format::kJson:
      out_ << (size_ == 1 ? "[\n" : ",\n") << ToJson(report);
      break;
    case Format::kJsonLines:
      out_ << ToJson(report) << "\n";
      break;
    default:
      PrintProperties(report);
      out_ << "\n";
      PrintObservations(report);
      PrintDiagnostics(report);
      PrintCorrections(report);
      out_ << "\n";
  }
}

void ReportPrinter::Finish() {
  // An array without reports still has its brackets.
  if (format_ == Format::kJson) out_ << (size_ == 0 ? "[]\n" : "\n]\n");
}

}  // namespace nianbao::client
