#include "aggregator/watch/channel.h"

#include <algorithm>

#include "common/rpc/wire/message_bytes.h"

namespace nianbao::aggregator {

bool WatchChannel::MayComplete(const WatchStream& stream) const {
  return !running && rounds >= stream.first_round;
}

bool WatchChannel::HasNewsFor(const WatchStream& stream) const {
  if (goes_back) return false;
  return stream.seen < rows.newest() ||
         (!stream.complete && MayComplete(stream));
}

absl::Status WatchChannel::MakeMessageFor(const WatchStream& stream) {
  const bool may_complete = MayComplete(stream);
  if (message != nullptr && message_from == stream.seen &&
      message_may_complete == may_complete) {
    return absl::OkStatus();
  }
  v1::WatchStatisticsResponse response;
  message_from = stream.seen;
  message_to = rows.Read(stream.seen, response);
  message_may_complete = may_complete;
  message_completes = may_complete && message_to == rows.newest();
  response.set_complete(message_completes);
  if (message_completes) {
    response.set_resume_token(watched.tokens.Make({.moment = moment}));
  }
  auto bytes = std::make_shared<grpc::ByteBuffer>();
  const absl::Status serialized = SerializeMessage(response, *bytes);
  if (serialized.ok()) message = std::move(bytes);
  return serialized;
}

int64_t WatchChannel::SeenByAll() const {
  int64_t seen = rows.newest();
  for (const WatchStream* stream : streams) seen = std::min(seen, stream->seen);
  return seen;
}

}  // namespace nianbao::aggregator
