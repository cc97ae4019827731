#include "aggregator/service/page_token.h"

#include <algorithm>
#include <memory>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/base/fingerprint.h"
#include "common/base/status.h"

namespace nianbao::aggregator {
namespace {

using google::protobuf::Message;

// A digest of everything that must stay the same from page to page.
std::string RequestDigest(const Message& request) {
  std::unique_ptr<Message> rest(request.New());
  rest->CopyFrom(request);
  for (const char* const field : {"page_size", "page_token"}) {
    rest->GetReflection()->ClearField(
        rest.get(), rest->GetDescriptor()->FindFieldByName(field));
  }
  return absl::StrCat(
      absl::Hex(Fingerprint(rest->SerializeAsString()), absl::kZeroPad16));
}

}  // namespace

absl::StatusOr<int> PageSize(int size, int default_size) {
  if (size < 0) return BadRequest("page_size", "must not be negative");
  return size == 0 ? default_size : std::min(size, kMaxPageSize);
}

std::string MakePageToken(const Message& request, absl::string_view position) {
  return absl::WebSafeBase64Escape(
      absl::StrCat(RequestDigest(request), position));
}

absl::StatusOr<std::string> ReadPageToken(const Message& request) {
  const std::string token = request.GetReflection()->GetString(
      request, request.GetDescriptor()->FindFieldByName("page_token"));
  if (token.empty()) return "";
  const std::string digest = RequestDigest(request);
  std::string content;
  if (!absl::WebSafeBase64Unescape(token, &content) ||
      content.size() <= digest.size()) {
    return BadRequest("page_token", "is not a token of an earlier page");
  }
  if (!absl::StartsWith(content, digest)) {
    return BadRequest("page_token",
                      "belongs to a request with other fields; repeat them "
                      "from page to page");
  }
  return content.substr(digest.size());
}

}  // namespace nianbao::aggregator
