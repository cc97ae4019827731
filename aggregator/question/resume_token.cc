// A token is, in base64url, the moment in nanoseconds since the epoch, the
// rows, and a digest of both and of everything that must stay the same:
//
//   1732935600000000000 1280 5f3a09c1e77d2b64
//
// Read takes the moment and the rows out and makes the token of them anew. If
// that is not the one it was given, then something else was different: another
// request, another catalogue, or a letter of the token.
#include "aggregator/question/resume_token.h"

#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/base/fingerprint.h"
#include "common/base/status.h"
#include "common/base/version.h"

namespace nianbao::aggregator {
namespace {

std::optional<ResumePlace> Parse(absl::string_view token) {
  std::string text;
  if (!absl::WebSafeBase64Unescape(token, &text)) return std::nullopt;
  const std::vector<absl::string_view> parts = absl::StrSplit(text, ' ');
  ResumePlace place;
  int64_t moment = 0;
  if (parts.size() != 3 || !absl::SimpleAtoi(parts[0], &moment) ||
      !absl::SimpleAtoi(parts[1], &place.rows)) {
    return std::nullopt;
  }
  place.moment = absl::FromUnixNanos(moment);
  return place;
}

}  // namespace

uint64_t EditionOf(const Catalogue& catalogue) {
  std::string all = kVersion;
  for (const v1::Indicator& indicator : catalogue.indicators()) {
    indicator.AppendToString(&all);
  }
  for (const v1::Body& body : catalogue.bodies().list()) {
    body.AppendToString(&all);
  }
  return Fingerprint(all);
}

ResumeTokens::ResumeTokens(uint64_t edition,
                           const google::protobuf::Message& lasting)
    : digest_(Fingerprint(absl::StrCat(edition, lasting.GetTypeName(), " ",
                                       lasting.SerializeAsString()))) {}

std::string ResumeTokens::Make(const ResumePlace& place) const {
  std::string text =
      absl::StrCat(absl::ToUnixNanos(place.moment), " ", place.rows);
  const uint64_t digest = Fingerprint(absl::StrCat(digest_, " ", text));
  absl::StrAppend(&text, " ", absl::Hex(digest, absl::kZeroPad16));
  return absl::WebSafeBase64Escape(text);
}

absl::StatusOr<std::optional<ResumePlace>> ResumeTokens::Read(
    absl::string_view token) const {
  if (token.empty()) return std::nullopt;
  const std::optional<ResumePlace> place = Parse(token);
  if (!place.has_value() || Make(*place) != token) {
    return BadRequest("resume_token",
                      "is not that of an answer to this request; its other "
                      "fields must stay the same");
  }
  return place;
}

}  // namespace nianbao::aggregator
