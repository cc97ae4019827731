#include "common/rpc/channelz_service.h"

#include <cstdint>
#include <memory>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "common/base/status.h"
#include "common/rpc/wire/wire_status.h"
#include "google/protobuf/util/json_util.h"
#include "grpc/grpc.h"
#include "grpc/support/alloc.h"

namespace nianbao {
namespace {

namespace channelz = grpc::channelz::v1;

// Fills `response` from the JSON.
absl::Status Read(const std::unique_ptr<char, decltype(&gpr_free)>& json,
                  google::protobuf::Message& response) {
  google::protobuf::util::JsonParseOptions options;
  // A newer gRPC may tell more than the copy of the proto here knows.
  options.ignore_unknown_fields = true;
  return google::protobuf::util::JsonStringToMessage(json.get(), &response,
                                                     options)
                 .ok()
             ? absl::OkStatus()
             : absl::InternalError("what gRPC tells of itself is not JSON");
}

// Answers a call of `method` with what gRPC knows of the object with that
// number. `tell` gives it as JSON, or null when there is no such object; the
// core library gives no other form.
grpc::ServerUnaryReactor* Answer(grpc::CallbackServerContext* context,
                                 CallGate& gate, absl::string_view method,
                                 int64_t number,
                                 google::protobuf::Message& response,
                                 absl::FunctionRef<char*(intptr_t)> tell) {
  absl::Status status =
      gate.Admit(context, absl::StrCat("grpc.channelz.v1.Channelz.", method));
  if (status.ok()) {
    char* const json = tell(number);
    status = json == nullptr
                 ? ResourceNotFound("object of channelz", absl::StrCat(number))
                 : Read({json, gpr_free}, response);
  }
  grpc::ServerUnaryReactor* const reactor = context->DefaultReactor();
  reactor->Finish(ToGrpcStatus(status));
  return reactor;
}

}  // namespace

grpc::ServerUnaryReactor* ChannelzService::GetTopChannels(
    grpc::CallbackServerContext* context,
    const channelz::GetTopChannelsRequest* request,
    channelz::GetTopChannelsResponse* response) {
  return Answer(context, gate_, "GetTopChannels", request->start_channel_id(),
                *response, grpc_channelz_get_top_channels);
}

grpc::ServerUnaryReactor* ChannelzService::GetServers(
    grpc::CallbackServerContext* context,
    const channelz::GetServersRequest* request,
    channelz::GetServersResponse* response) {
  return Answer(context, gate_, "GetServers", request->start_server_id(),
                *response, grpc_channelz_get_servers);
}

grpc::ServerUnaryReactor* ChannelzService::GetServer(
    grpc::CallbackServerContext* context,
    const channelz::GetServerRequest* request,
    channelz::GetServerResponse* response) {
  return Answer(context, gate_, "GetServer", request->server_id(), *response,
                grpc_channelz_get_server);
}

grpc::ServerUnaryReactor* ChannelzService::GetServerSockets(
    grpc::CallbackServerContext* context,
    const channelz::GetServerSocketsRequest* request,
    channelz::GetServerSocketsResponse* response) {
  return Answer(context, gate_, "GetServerSockets", request->server_id(),
                *response, [request](intptr_t number) {
                  return grpc_channelz_get_server_sockets(
                      number, request->start_socket_id(),
                      request->max_results());
                });
}

grpc::ServerUnaryReactor* ChannelzService::GetChannel(
    grpc::CallbackServerContext* context,
    const channelz::GetChannelRequest* request,
    channelz::GetChannelResponse* response) {
  return Answer(context, gate_, "GetChannel", request->channel_id(), *response,
                grpc_channelz_get_channel);
}

grpc::ServerUnaryReactor* ChannelzService::GetSubchannel(
    grpc::CallbackServerContext* context,
    const channelz::GetSubchannelRequest* request,
    channelz::GetSubchannelResponse* response) {
  return Answer(context, gate_, "GetSubchannel", request->subchannel_id(),
                *response, grpc_channelz_get_subchannel);
}

grpc::ServerUnaryReactor* ChannelzService::GetSocket(
    grpc::CallbackServerContext* context,
    const channelz::GetSocketRequest* request,
    channelz::GetSocketResponse* response) {
  return Answer(context, gate_, "GetSocket", request->socket_id(), *response,
                grpc_channelz_get_socket);
}

}  // namespace nianbao
