#include "tests/integration/telemetry/http.h"

#include <curl/curl.h>

#include "absl/strings/str_cat.h"

namespace nianbao {
namespace {

size_t Append(char* text, size_t size, size_t count, void* body) {
  static_cast<std::string*>(body)->append(text, size * count);
  return size * count;
}

}  // namespace

std::string Get(const std::string& url) {
  CURL* const curl = curl_easy_init();
  std::string body;
  curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
  curl_easy_setopt(curl, CURLOPT_NOPROXY, "*");
  curl_easy_setopt(curl, CURLOPT_FAILONERROR, 1L);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT, 20L);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, &Append);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &body);
  const CURLcode code = curl_easy_perform(curl);
  curl_easy_cleanup(curl);
  return code == CURLE_OK ? body : "";
}

Collector::Collector()
    : server_(std::vector<std::string>{"listening_ports", "127.0.0.1:0",
                                       "num_threads", "2"}) {
  server_.addHandler("/v1/traces", this);
}

std::string Collector::Url() {
  return absl::StrCat("http://127.0.0.1:", server_.getListeningPorts().front(),
                      "/v1/traces");
}

void Collector::AnswerWith(std::vector<int> statuses) {
  absl::MutexLock lock(&mutex_);
  statuses_ = std::move(statuses);
}

std::vector<std::string> Collector::Bodies() {
  absl::MutexLock lock(&mutex_);
  return bodies_;
}

void Collector::AwaitPosts(size_t count) {
  const auto enough = [this, count]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    return bodies_.size() >= count;
  };
  absl::MutexLock lock(&mutex_);
  mutex_.Await(absl::Condition(&enough));
}

bool Collector::handlePost(CivetServer*, mg_connection* connection) {
  std::string body = CivetServer::getPostData(connection);
  int status = 200;
  {
    absl::MutexLock lock(&mutex_);
    bodies_.push_back(std::move(body));
    if (!statuses_.empty()) {
      status = statuses_.front();
      statuses_.erase(statuses_.begin());
    }
  }
  mg_printf(connection,
            "HTTP/1.1 %d Status\r\nContent-Length: 2\r\n"
            "Content-Type: application/json\r\n\r\n{}",
            status);
  return true;
}

}  // namespace nianbao
