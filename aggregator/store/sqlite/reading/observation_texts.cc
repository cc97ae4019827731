// A serialized message is a sequence of fields, each a tag and what the tag
// says follows (docs/FORMAT.md). FieldReader goes through the fields of one
// message and hands out numbers and bytes where they lie; a message within a
// message is bytes that another FieldReader goes through.
#include "aggregator/store/sqlite/reading/observation_texts.h"

#include <cstdint>
#include <cstring>

namespace nianbao::aggregator {
namespace {

using v1::Evidence;
using v1::Observation;
using v1::Quantity;
using v1::Report;

// The kinds of what follows a tag, its lowest three bits.
constexpr uint32_t kVarint = 0;
constexpr uint32_t kFixed64 = 1;
constexpr uint32_t kBytes = 2;
constexpr uint32_t kBeginGroup = 3;
constexpr uint32_t kEndGroup = 4;
constexpr uint32_t kFixed32 = 5;

class FieldReader {
 public:
  explicit FieldReader(absl::string_view message) : rest_(message) {}

  // Goes to the next field; false at the end, and where no field can be read.
  // Groups, which no message of ours has, are skipped.
  bool Next() {
    do {
      if (rest_.empty()) return groups_ > 0 ? Fail() : false;
      if (!ReadField()) return false;
    } while (groups_ > 0 || wire_type_ == kEndGroup);
    return true;
  }

  // Of the field read last: its number, and what it holds.
  int field() const { return field_; }
  absl::string_view bytes() const { return bytes_; }
  uint64_t number() const { return number_; }
  double real() const {
    double value = 0;
    if (bytes_.size() == sizeof(value)) {
      std::memcpy(&value, bytes_.data(), sizeof(value));
    }
    return value;
  }

  bool failed() const { return failed_; }

 private:
  bool Fail() {
    failed_ = true;
    return false;
  }

  bool ReadField() {
    uint64_t tag = 0;
    if (!ReadVarint(tag)) return false;
    field_ = static_cast<int>(tag >> 3);
    wire_type_ = static_cast<uint32_t>(tag & 7);
    bytes_ = {};
    number_ = 0;
    switch (wire_type_) {
      case kVarint:
        return ReadVarint(number_);
      case kFixed64:
        return ReadFixed(8);
      case kFixed32:
        return ReadFixed(4);
      case kBytes:
        return ReadVarint(number_) && ReadFixed(number_);
      case kBeginGroup:
        ++groups_;
        return true;
      case kEndGroup:
        return groups_-- > 0 || Fail();
      default:
        return Fail();
    }
  }

  bool ReadVarint(uint64_t& value) {
    value = 0;
    for (int shift = 0; shift < 64 && !rest_.empty(); shift += 7) {
      const uint8_t byte = static_cast<uint8_t>(rest_.front());
      rest_.remove_prefix(1);
      value |= uint64_t{byte & 0x7fu} << shift;
      if (byte < 0x80) return true;
    }
    return Fail();
  }

  // The length is not to be trusted: the file may be damaged.
  bool ReadFixed(uint64_t size) {
    if (size > rest_.size()) return Fail();
    bytes_ = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return true;
  }

  absl::string_view rest_;
  int field_ = 0;
  uint32_t wire_type_ = kVarint;
  // Groups that have begun and not ended.
  int groups_ = 0;
  absl::string_view bytes_;
  uint64_t number_ = 0;
  bool failed_ = false;
};

bool ReadQuantity(absl::string_view message, ObservationText& text) {
  FieldReader quantity(message);
  while (quantity.Next()) {
    if (quantity.field() == Quantity::kValueFieldNumber) {
      text.value = quantity.real();
    } else if (quantity.field() == Quantity::kUnitFieldNumber) {
      text.unit = quantity.bytes();
    }
  }
  return !quantity.failed();
}

bool ReadEvidence(absl::string_view message, ObservationText& text) {
  FieldReader evidence(message);
  while (evidence.Next()) {
    if (evidence.field() == Evidence::kSentenceFieldNumber) {
      text.sentence = evidence.bytes();
    }
  }
  return !evidence.failed();
}

bool ReadObservation(absl::string_view message, ObservationText& text) {
  FieldReader observation(message);
  bool sound = true;
  while (sound && observation.Next()) {
    switch (observation.field()) {
      case Observation::kQuantityFieldNumber:
        sound = ReadQuantity(observation.bytes(), text);
        break;
      case Observation::kEvidenceFieldNumber:
        sound = ReadEvidence(observation.bytes(), text);
        break;
      case Observation::kSubjectFieldNumber:
        text.subject = observation.bytes();
        break;
      case Observation::kScopeFieldNumber:
        text.scope = static_cast<v1::Scope>(observation.number());
        break;
      default:
        break;
    }
  }
  return sound && !observation.failed();
}

}  // namespace

absl::Status ReadObservationTexts(absl::string_view serialized,
                                  std::vector<ObservationText>& observations) {
  observations.clear();
  FieldReader report(serialized);
  bool sound = true;
  while (sound && report.Next()) {
    if (report.field() != Report::kObservationsFieldNumber) continue;
    sound = ReadObservation(report.bytes(), observations.emplace_back());
  }
  return sound && !report.failed()
             ? absl::OkStatus()
             : absl::DataLossError("the stored content is no report");
}

}  // namespace nianbao::aggregator
