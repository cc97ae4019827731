#include "aggregator/store/sqlite/reading/observation_reader.h"

#include <cstdint>

#include "absl/strings/str_cat.h"
#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/wire_format_lite.h"

namespace nianbao::aggregator {

using google::protobuf::internal::WireFormatLite;
using google::protobuf::io::CodedInputStream;

// A serialized message is a sequence of fields, each a tag and what the tag
// says follows (docs/FORMAT.md). Observations are fields of one tag, in their
// order: so the fields are counted off and skipped by their lengths, and only
// the one asked for is parsed. A report of 150 observations with their
// sentences has 60 KB; parsing all of it for each row of an answer would take
// most of its time.
absl::StatusOr<v1::Observation> ReadObservation(absl::string_view serialized,
                                                int index) {
  constexpr uint32_t kTag =
      WireFormatLite::MakeTag(v1::Report::kObservationsFieldNumber,
                              WireFormatLite::WIRETYPE_LENGTH_DELIMITED);
  const absl::Status broken =
      absl::DataLossError("the stored content is no report");
  CodedInputStream input(reinterpret_cast<const uint8_t*>(serialized.data()),
                         static_cast<int>(serialized.size()));
  int seen = 0;
  while (const uint32_t tag = input.ReadTag()) {
    if (tag != kTag || seen++ != index) {
      if (!WireFormatLite::SkipField(&input, tag)) return broken;
      continue;
    }
    // The length is not to be trusted: the file may be damaged.
    uint32_t size = 0;
    v1::Observation observation;
    if (!input.ReadVarint32(&size) ||
        size > serialized.size() - input.CurrentPosition() ||
        !observation.ParseFromArray(serialized.data() + input.CurrentPosition(),
                                    static_cast<int>(size))) {
      return broken;
    }
    return observation;
  }
  if (!input.ConsumedEntireMessage()) return broken;
  return absl::OutOfRangeError(
      absl::StrCat("the report has no observation ", index));
}

}  // namespace nianbao::aggregator
