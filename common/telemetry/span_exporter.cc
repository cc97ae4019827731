// Spans travel as OTLP over HTTP in JSON: one POST a batch. Calls put their
// records into a bounded queue; a thread of the exporter's own takes up to 512
// of them, or what has come within a second, and posts them. A collector that
// is busy or away is asked again:
//
//   attempt   1      2      3      4      5
//   at        0 s    0.1 s  0.3 s  0.7 s  1.5 s, then the batch is lost
//
// Meanwhile new spans wait in the queue, and are dropped and counted when it is
// full; calls never wait. When the program ends each batch is tried once and
// sending stops at the first failure or after two seconds, so that a collector
// that hangs delays the end by about ten seconds at the very most: a request
// that is under way (5 s), its successor, and the pauses.
#include "common/telemetry/span_exporter.h"

#include <curl/curl.h>

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/telemetry/span_json.h"

namespace nianbao {
namespace {

// How long a batch may wait for more spans.
constexpr absl::Duration kSpanLinger = absl::Seconds(1);
// The pause after the first failure; each further one is twice as long.
constexpr absl::Duration kFirstPause = absl::Milliseconds(100);
// How long what is queued may still be sent after the end has begun.
constexpr absl::Duration kSpanFarewell = absl::Seconds(2);
// How long a request may take, before and after the end has begun. A collector
// beside the service answers within milliseconds.
constexpr long kTimeoutMs = 5000;
constexpr long kFarewellTimeoutMs = 1000;

size_t Discard(char*, size_t size, size_t count, void*) { return size * count; }

bool IsHttpUrl(const std::string& url) {
  CURLU* const parsed = curl_url();
  char* scheme = nullptr;
  const bool http =
      curl_url_set(parsed, CURLUPART_URL, url.c_str(), 0) == CURLUE_OK &&
      curl_url_get(parsed, CURLUPART_SCHEME, &scheme, 0) == CURLUE_OK &&
      (absl::string_view(scheme) == "http" ||
       absl::string_view(scheme) == "https");
  curl_free(scheme);
  curl_url_cleanup(parsed);
  return http;
}

}  // namespace

// Posts JSON to one URL. For one thread.
class SpanExporter::Poster {
 public:
  explicit Poster(const std::string& url) : curl_(curl_easy_init()) {
    headers_ = curl_slist_append(nullptr, "Content-Type: application/json");
    // Without this libcurl asks before it sends a large body, and waits a
    // second for servers that do not answer that.
    headers_ = curl_slist_append(headers_, "Expect:");
    curl_easy_setopt(curl_, CURLOPT_URL, url.c_str());
    curl_easy_setopt(curl_, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl_, CURLOPT_HTTPHEADER, headers_);
    curl_easy_setopt(curl_, CURLOPT_WRITEFUNCTION, &Discard);
    curl_easy_setopt(curl_, CURLOPT_NOSIGNAL, 1L);
  }
  ~Poster() {
    curl_easy_cleanup(curl_);
    curl_slist_free_all(headers_);
  }
  Poster(const Poster&) = delete;
  Poster& operator=(const Poster&) = delete;

  // The HTTP status; 0 when there was no answer.
  long Post(const std::string& body, long timeout_ms) {
    curl_easy_setopt(curl_, CURLOPT_POSTFIELDS, body.data());
    curl_easy_setopt(curl_, CURLOPT_POSTFIELDSIZE_LARGE,
                     static_cast<curl_off_t>(body.size()));
    curl_easy_setopt(curl_, CURLOPT_TIMEOUT_MS, timeout_ms);
    long status = 0;
    if (curl_easy_perform(curl_) != CURLE_OK) return 0;
    curl_easy_getinfo(curl_, CURLINFO_RESPONSE_CODE, &status);
    return status;
  }

 private:
  CURL* const curl_;
  curl_slist* headers_ = nullptr;
};

absl::StatusOr<std::unique_ptr<SpanExporter>> SpanExporter::Create(
    const std::string& endpoint, absl::string_view service, Counts counts) {
  if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
    return absl::InternalError("libcurl cannot be used");
  }
  if (!IsHttpUrl(endpoint)) {
    return absl::InvalidArgumentError("not a URL of http or https");
  }
  return std::unique_ptr<SpanExporter>(new SpanExporter(
      std::make_unique<Poster>(endpoint), service, std::move(counts)));
}

SpanExporter::SpanExporter(std::unique_ptr<Poster> poster,
                           absl::string_view service, Counts counts)
    : poster_(std::move(poster)),
      service_(service),
      counts_(std::move(counts)),
      thread_([this] { Run(); }) {}

SpanExporter::~SpanExporter() {
  queue_.Close();
  thread_.join();
}

void SpanExporter::Export(CallRecordPtr call) {
  if (!call->trace.sampled) return;
  if (!queue_.TryPush(std::move(call))) counts_.dropped(1);
}

void SpanExporter::Run() {
  absl::Time farewell = absl::InfiniteFuture();
  while (true) {
    const std::vector<CallRecordPtr> calls = queue_.Take(kBatch, kSpanLinger);
    if (calls.empty()) return;
    const bool sent =
        absl::Now() < farewell && Send(FormatSpans(service_, calls));
    (sent ? counts_.exported : counts_.dropped)(calls.size());
    if (queue_.AwaitClose(absl::ZeroDuration())) {
      farewell = sent ? std::min(farewell, absl::Now() + kSpanFarewell)
                      : absl::InfinitePast();
    }
  }
}

bool SpanExporter::Send(const std::string& body) {
  absl::Duration pause = kFirstPause;
  for (int attempt = 1;; ++attempt, pause *= 2) {
    const bool closing = queue_.AwaitClose(absl::ZeroDuration());
    const long status =
        poster_->Post(body, closing ? kFarewellTimeoutMs : kTimeoutMs);
    if (status >= 200 && status < 300) return true;
    counts_.failed();
    // What OTLP/HTTP names as worth another attempt.
    const bool again = status == 0 || status == 429 || status == 502 ||
                       status == 503 || status == 504;
    if (!again || closing || attempt == kAttempts) return false;
    queue_.AwaitClose(pause);
  }
}

}  // namespace nianbao
