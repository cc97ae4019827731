// A client that watches, without a thread of its own.
#ifndef NIANBAO_TESTS_INTEGRATION_AGGREGATOR_WATCHER_H_
#define NIANBAO_TESTS_INTEGRATION_AGGREGATOR_WATCHER_H_

#include <map>
#include <string>
#include <utility>

#include "absl/synchronization/mutex.h"
#include "grpcpp/grpcpp.h"
#include "nianbao/v1/aggregator_service.grpc.pb.h"

namespace nianbao::aggregator {

// Rows by serialized group.
using RowsByGroup = std::map<std::string, v1::Statistics>;

inline void Apply(const v1::WatchStatisticsResponse& response,
                  RowsByGroup& rows) {
  for (const v1::Statistics& row : response.statistics()) {
    rows[row.group().SerializeAsString()] = row;
  }
  for (const v1::Group& group : response.removed()) {
    rows.erase(group.SerializeAsString());
  }
}

class Watcher final
    : public grpc::ClientReadReactor<v1::WatchStatisticsResponse> {
 public:
  // With a token it begins with `rows`, which the token stands for.
  Watcher(v1::AggregatorService::Stub& stub,
          const v1::QueryStatisticsRequest& query,
          const std::string& resume_token = "", RowsByGroup rows = {})
      : rows_(std::move(rows)) {
    *request_.mutable_query() = query;
    request_.set_resume_token(resume_token);
    stub.async()->WatchStatistics(&context_, &request_, this);
    StartRead(&response_);
    StartCall();
  }

  // Ends the call if it has not ended.
  ~Watcher() override {
    Cancel();
    AwaitEnd();
  }

  void Cancel() { context_.TryCancel(); }

  // Waits until the whole of a state for which `condition(rows)` holds is
  // there; false when the call ended before.
  template <typename Condition>
  bool Await(Condition condition) {
    absl::MutexLock lock(&mutex_);
    const auto ready = [&] {
      return ended_ || (complete_ && condition(rows_));
    };
    mutex_.Await(absl::Condition(&ready));
    return !ended_;
  }
  bool AwaitComplete() {
    return Await([](const RowsByGroup&) { return true; });
  }

  grpc::Status AwaitEnd() {
    absl::MutexLock lock(&mutex_);
    mutex_.Await(absl::Condition(&ended_));
    return status_;
  }

  RowsByGroup rows() {
    absl::MutexLock lock(&mutex_);
    return rows_;
  }

  // That of the last complete state.
  std::string resume_token() {
    absl::MutexLock lock(&mutex_);
    return resume_token_;
  }

  // Rows received, and groups removed, so far.
  int received() {
    absl::MutexLock lock(&mutex_);
    return received_;
  }

  void OnReadDone(bool ok) override {
    if (!ok) return;
    {
      absl::MutexLock lock(&mutex_);
      Apply(response_, rows_);
      received_ += response_.statistics_size() + response_.removed_size();
      complete_ = response_.complete();
      if (complete_) resume_token_ = response_.resume_token();
    }
    StartRead(&response_);
  }

  void OnDone(const grpc::Status& status) override {
    absl::MutexLock lock(&mutex_);
    status_ = status;
    ended_ = true;
  }

 private:
  grpc::ClientContext context_;
  v1::WatchStatisticsRequest request_;
  v1::WatchStatisticsResponse response_;
  absl::Mutex mutex_;
  RowsByGroup rows_;
  std::string resume_token_;
  int received_ = 0;
  bool complete_ = false;
  bool ended_ = false;
  grpc::Status status_;
};

}  // namespace nianbao::aggregator

#endif  // NIANBAO_TESTS_INTEGRATION_AGGREGATOR_WATCHER_H_
