// nianbao doctor: whether both services are there, and agree.

#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "client/asking/command.h"
#include "client/calls/listings.h"
#include "client/calls/probes.h"
#include "client/commands/running/diagnosis.h"
#include "client/commands/running/running.h"
#include "client/output/numbers.h"
#include "common/base/version.h"

namespace nianbao::client {
namespace {

constexpr char kDoctorFooter[] =
    R"(A line for each check: whether both services answer and serve, until when their
certificates hold, their version, whether they may be asked, clocks, and whether
both know the same indicators, of which each is tried on an example of its own.
Under what is wrong stands what to do. The exit code is 1 when something is.

Examples:
  nianbao doctor
  nianbao --aggregator reports.example.org:7702 --tls doctor)";

// How long a service is waited for.
constexpr absl::Duration kPatience = absl::Seconds(3);
// Any text will do that is a document.
constexpr char kSampleText[] = "2020年,全区受理行政复议申请3件。";

constexpr char kExtractorProgram[] = "nianbao-extractor";
constexpr char kAggregatorProgram[] = "nianbao-aggregator";

// Prints findings as they come.
class Examination {
 public:
  void Add(const Finding& finding) {
    std::cout << FindingLine(finding) << std::flush;
    is_well_ &= finding.ok;
  }
  bool is_well() const { return is_well_; }

 private:
  bool is_well_ = true;
};

// The error of asking for health, as Session explains those of calls.
absl::Status NoAnswer(const absl::Status& status, const char* program,
                      const std::string& address) {
  if (!absl::IsUnavailable(status) && !absl::IsDeadlineExceeded(status)) {
    return status;
  }
  return absl::UnavailableError(absl::StrCat(
      "no answer from ", address, "; is ", program, " running there?"));
}

// Whether the service answers, so that it may be asked more.
bool ExamineHealth(const Channel& service, const char* program,
                   const std::string& address, Examination& examination) {
  const absl::StatusOr<Peer> peer = AskHealth(service, kPatience);
  if (!peer.ok()) {
    examination.Add(OfError(NoAnswer(peer.status(), program, address)));
    return false;
  }
  Finding finding = {.ok = peer->serves,
                     .what = absl::StrCat(
                         program, peer->serves ? " answers" : " does not serve",
                         " at ", address)};
  if (!peer->serves) finding.next = "look at its log: it is about to end";
  examination.Add(finding);
  if (peer->certificate_end) {
    examination.Add(
        OfCertificate(program, *peer->certificate_end, absl::Now()));
  }
  return true;
}

bool ExamineExtractor(const Session& session, const Channel& extractor,
                      Examination& examination) {
  if (!ExamineHealth(extractor, kExtractorProgram, session.extractor_address,
                     examination)) {
    return false;
  }
  const absl::StatusOr<v1::Report> report =
      ExtractText(session, extractor, kSampleText);
  examination.Add(report.ok() ? OfVersion(kExtractorProgram,
                                          report->extractor_version(), kVersion)
                              : OfError(report.status()));
  return report.ok();
}

bool ExamineAggregator(const Session& session, const Channel& aggregator,
                       Examination& examination) {
  if (!ExamineHealth(aggregator, kAggregatorProgram, session.aggregator_address,
                     examination)) {
    return false;
  }
  v1::ListReportsRequest request;
  request.set_order_by("upload_time desc");
  absl::Time newest = absl::InfinitePast();
  const absl::Status listed = ForEachReport(
      session, aggregator, request, [&](const v1::ReportSummary& summary) {
        newest =
            absl::FromUnixSeconds(summary.report().upload_time().seconds());
        return false;
      });
  if (!listed.ok()) {
    examination.Add(OfError(listed));
    return false;
  }
  examination.Add(
      newest == absl::InfinitePast()
          ? Finding{.what = absl::StrCat(kAggregatorProgram,
                                         " may be asked, and has "
                                         "no reports yet")}
          : Finding{.what = absl::StrCat(kAggregatorProgram, " may be asked")});
  examination.Add(OfClock(newest, absl::Now()));
  return true;
}

// Whether the extractor links the first example of the indicator to it; true
// where there is none.
absl::StatusOr<bool> KnowsExample(const Session& session,
                                  const Channel& extractor,
                                  const v1::Indicator& indicator) {
  for (const v1::LinkExample& example : indicator.examples()) {
    if (example.negative()) continue;
    const absl::StatusOr<v1::Report> report =
        ExtractText(session, extractor, example.text());
    if (!report.ok()) return report.status();
    return absl::c_any_of(report->observations(),
                          [&](const v1::Observation& observation) {
                            return observation.indicator() == indicator.name();
                          });
  }
  return true;
}

absl::StatusOr<Finding> CompareCatalogues(const Session& session,
                                          const Channel& extractor,
                                          const Channel& aggregator) {
  const absl::StatusOr<std::vector<v1::Indicator>> indicators =
      ListIndicators(session);
  if (!indicators.ok()) return indicators.status();
  std::string unknown;
  for (const v1::Indicator& brief : *indicators) {
    const absl::StatusOr<v1::Indicator> indicator =
        GetIndicator(session, aggregator, brief.name());
    if (!indicator.ok()) return indicator.status();
    const absl::StatusOr<bool> known =
        KnowsExample(session, extractor, *indicator);
    if (!known.ok()) return known.status();
    if (!*known) {
      absl::StrAppend(&unknown, unknown.empty() ? "" : ", ",
                      absl::StripPrefix(brief.name(), "indicators/"));
    }
  }
  if (unknown.empty()) {
    return Finding{.what = absl::StrCat(
                       "both know the same ",
                       ReadableNumber(static_cast<double>(indicators->size())),
                       " indicators")};
  }
  return Finding{
      .ok = false,
      .what = absl::StrCat(
          "the extractor does not know as the aggregator does: ", unknown),
      .next = "start both with the same --catalogue, of one release"};
}

ExitCode Examine(const Session& session) {
  Examination examination;
  const Channel extractor = session.ExtractorChannel();
  const Channel aggregator = session.AggregatorChannel();
  const bool extracts = ExamineExtractor(session, extractor, examination);
  const bool answers = ExamineAggregator(session, aggregator, examination);
  if (extracts && answers) {
    const absl::StatusOr<Finding> catalogues =
        CompareCatalogues(session, extractor, aggregator);
    examination.Add(catalogues.ok() ? *catalogues
                                    : OfError(catalogues.status()));
  }
  return examination.is_well() ? ExitCode::kOk : ExitCode::kSomeFailed;
}

}  // namespace

void AddDoctor(CLI::App& app, Session& session) {
  Command command(app, "doctor", "Check that both services are well");
  command.Run(kDoctorFooter,
              [&session] { session.outcome = Examine(session); });
}

}  // namespace nianbao::client
