// kill -9 at any moment: what was acknowledged is there, whole and once.
#include <signal.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "aggregator/store/sqlite/upkeep/integrity.h"
#include "common/domain/report_identity.h"
#include "gmock/gmock.h"
#include "google/protobuf/util/message_differencer.h"
#include "gtest/gtest.h"
#include "nianbao/v1/aggregator_service.grpc.pb.h"
#include "tests/integration/aggregator/corpus.h"
#include "tests/integration/program.h"
#include "tests/temporary_folder.h"

namespace nianbao::aggregator {
namespace crash_test {

using google::protobuf::util::MessageDifferencer;

// On a database of its own each.
constexpr int kKillsARun = 20;
constexpr int kMaxAcknowledgedBeforeKill = 80;

// By source.
using Reports = std::map<std::string, v1::Report>;

// How many runs there are, of so many kills each: NIANBAO_CRASH_RUNS, or one.
unsigned Runs() {
  const char* const runs = std::getenv("NIANBAO_CRASH_RUNS");
  return runs == nullptr ? 1 : std::max(1, std::atoi(runs));
}

// By the seed of its run.
class CrashTest : public ::testing::TestWithParam<unsigned> {
 protected:
  std::unique_ptr<Program> Start() const {
    return std::make_unique<Program>(
        "nianbao-aggregator",
        std::vector<std::string>{"--db", folder_.path() + "/nianbao.db"},
        folder_.path() + "/port");
  }

  // Uploads from the corpus on, kills the program once `kill_after` are
  // acknowledged, and goes on reading what had been acknowledged by then.
  void UploadAndKill(Program& program, int kill_after) {
    const auto stub = v1::AggregatorService::NewStub(program.Connect());
    grpc::ClientContext context;
    const auto stream = stub->UploadReports(&context);
    const size_t begin = next_;
    std::thread writer([this, &stream, begin] {
      for (size_t i = begin; i < corpus_.reports.size(); ++i) {
        v1::UploadReportsRequest request;
        request.set_request_id(absl::StrCat(i));
        *request.mutable_report() = corpus_.reports[i].report;
        if (!stream->Write(request)) return;
      }
    });
    v1::UploadReportsResponse response;
    for (int n = 0; stream->Read(&response);) {
      ASSERT_FALSE(response.has_error()) << response.DebugString();
      ASSERT_EQ(response.request_id(), absl::StrCat(next_));
      const v1::Report& sent = corpus_.reports[next_].report;
      // It takes the place of the same document from another source.
      const std::string& document = digests_[next_++];
      std::string& source = source_of_document_[document];
      const auto earlier = acknowledged_.find(source);
      if (earlier != acknowledged_.end() &&
          ReportDigest(earlier->second) == document) {
        acknowledged_.erase(earlier);
      }
      source = sent.source_uri();
      acknowledged_[source] = sent;
      if (++n == kill_after) program.Signal(SIGKILL);
    }
    writer.join();
    EXPECT_FALSE(stream->Finish().ok());
    EXPECT_EQ(program.Wait(), -SIGKILL);
  }

  // Everything stored, by listing and getting.
  Reports Stored(const Program& program, std::set<std::string>& names) {
    const auto stub = v1::AggregatorService::NewStub(program.Connect());
    Reports reports;
    v1::ListReportsRequest list;
    list.set_page_size(1000);
    do {
      grpc::ClientContext context;
      v1::ListReportsResponse page;
      EXPECT_TRUE(stub->ListReports(&context, list, &page).ok());
      for (const v1::ReportSummary& summary : page.reports()) {
        EXPECT_TRUE(names.insert(summary.report().name()).second);
        v1::GetReportRequest get;
        get.set_name(summary.report().name());
        grpc::ClientContext get_context;
        v1::GetReportResponse got;
        EXPECT_TRUE(stub->GetReport(&get_context, get, &got).ok());
        EXPECT_EQ(got.report().observations_size(),
                  summary.observation_count());
        EXPECT_TRUE(
            reports.emplace(got.report().source_uri(), got.report()).second)
            << "twice: " << got.report().source_uri();
      }
      list.set_page_token(page.next_page_token());
    } while (!list.page_token().empty());
    return reports;
  }

  // Observations stored by report name, as queries see them.
  std::map<std::string, int> QueriedObservations(const Program& program) {
    const auto stub = v1::AggregatorService::NewStub(program.Connect());
    std::map<std::string, int> counts;
    for (int type = v1::Report::TYPE_RULE_OF_LAW; type <= v1::Report::Type_MAX;
         ++type) {
      for (const v1::Kind kind :
           {v1::KIND_LEVEL, v1::KIND_CHANGE, v1::KIND_RANK, v1::KIND_TARGET}) {
        v1::QueryObservationsRequest request;
        request.set_include_uncounted(true);
        request.mutable_selection()->set_kind(kind);
        request.mutable_selection()->set_report_type(
            static_cast<v1::Report::Type>(type));
        grpc::ClientContext context;
        const auto stream = stub->QueryObservations(&context, request);
        v1::QueryObservationsResponse row;
        while (stream->Read(&row)) ++counts[row.report()];
        EXPECT_TRUE(stream->Finish().ok());
      }
    }
    return counts;
  }

  // True when `stored` is `sent` but for what the aggregator sets.
  static bool IsSame(v1::Report stored, v1::Report sent) {
    for (v1::Report* report : {&stored, &sent}) {
      report->clear_name();
      report->clear_upload_time();
    }
    return MessageDifferencer::Equals(stored, sent);
  }

  void Check(const Program& program) {
    std::set<std::string> names;
    const Reports stored = Stored(program, names);
    for (const auto& [source, sent] : acknowledged_) {
      ASSERT_TRUE(stored.contains(source) || IsSentAgain(sent))
          << "lost: " << source;
    }
    const std::map<std::string, int> counts = QueriedObservations(program);
    for (const auto& [source, report] : stored) {
      ASSERT_TRUE(WasSent(report)) << "not what was sent: " << source;
      const auto count = counts.find(report.name());
      ASSERT_EQ(count == counts.end() ? 0 : count->second,
                report.observations_size())
          << "half: " << source;
    }
  }

  // True when the same document from another source may have been on its way
  // when the program died, and have taken the place of this one.
  bool IsSentAgain(const v1::Report& sent) const {
    return std::find(digests_.begin() + next_, digests_.end(),
                     ReportDigest(sent)) != digests_.end();
  }

  // A stored report is the one acknowledged last of its source, or one that
  // was on its way when the program died.
  bool WasSent(const v1::Report& stored) const {
    const auto it = acknowledged_.find(stored.source_uri());
    if (it != acknowledged_.end() && IsSame(stored, it->second)) return true;
    for (size_t i = next_; i < corpus_.reports.size(); ++i) {
      if (corpus_.reports[i].report.source_uri() == stored.source_uri() &&
          IsSame(stored, corpus_.reports[i].report)) {
        return true;
      }
    }
    return false;
  }

  TemporaryFolder folder_;
  static std::vector<std::string> DigestsOf(const Corpus& corpus) {
    std::vector<std::string> digests;
    for (const CorpusReport& entry : corpus.reports) {
      digests.push_back(ReportDigest(entry.report));
    }
    return digests;
  }

  const Corpus corpus_ = GenerateCorpus(GetParam(), 300000);
  // Of the documents of corpus_.
  const std::vector<std::string> digests_ = DigestsOf(corpus_);
  size_t next_ = 0;
  Reports acknowledged_;
  // Of acknowledged reports, by the digest of their documents.
  std::map<std::string, std::string> source_of_document_;
};

TEST_P(CrashTest, NothingAcknowledgedIsLost) {
  std::mt19937 random(GetParam());
  std::unique_ptr<Program> program = Start();
  for (int i = 0; i < kKillsARun; ++i) {
    UploadAndKill(*program, 1 + random() % kMaxAcknowledgedBeforeKill);
    if (HasFatalFailure()) return;
    program = Start();
    Check(*program);
    if (HasFatalFailure()) return;
  }
  EXPECT_GE(next_, kKillsARun);
  EXPECT_LT(next_, corpus_.reports.size()) << "the corpus ran out";
  program.reset();
  const absl::StatusOr<Verification> found =
      Verify(folder_.path() + "/nianbao.db", [](const std::string&) {});
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_THAT(found->problems, ::testing::IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(, CrashTest, ::testing::Range(9u, 9 + Runs()));

}  // namespace crash_test
}  // namespace nianbao::aggregator
