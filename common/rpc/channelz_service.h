// gRPC's channelz, kept by the gate: what the process knows of its servers,
// their sockets and the calls on them.
#ifndef NIANBAO_COMMON_RPC_CHANNELZ_SERVICE_H_
#define NIANBAO_COMMON_RPC_CHANNELZ_SERVICE_H_

#include "common/rpc/access/call_gate.h"
#include "grpc/channelz/v1/channelz.grpc.pb.h"

namespace nianbao {

// gRPC's own implementation asks nobody who calls. Answers come from memory at
// once, on gRPC's threads and beside the limit of calls in progress, so that a
// server with all hands full can be looked into. Numbers that nothing has are
// NOT_FOUND. Thread-safe.
class ChannelzService final
    : public grpc::channelz::v1::Channelz::CallbackService {
 public:
  // `gate` must outlive the service.
  explicit ChannelzService(CallGate& gate) : gate_(gate) {}

  grpc::ServerUnaryReactor* GetTopChannels(
      grpc::CallbackServerContext* context,
      const grpc::channelz::v1::GetTopChannelsRequest* request,
      grpc::channelz::v1::GetTopChannelsResponse* response) override;
  grpc::ServerUnaryReactor* GetServers(
      grpc::CallbackServerContext* context,
      const grpc::channelz::v1::GetServersRequest* request,
      grpc::channelz::v1::GetServersResponse* response) override;
  grpc::ServerUnaryReactor* GetServer(
      grpc::CallbackServerContext* context,
      const grpc::channelz::v1::GetServerRequest* request,
      grpc::channelz::v1::GetServerResponse* response) override;
  grpc::ServerUnaryReactor* GetServerSockets(
      grpc::CallbackServerContext* context,
      const grpc::channelz::v1::GetServerSocketsRequest* request,
      grpc::channelz::v1::GetServerSocketsResponse* response) override;
  grpc::ServerUnaryReactor* GetChannel(
      grpc::CallbackServerContext* context,
      const grpc::channelz::v1::GetChannelRequest* request,
      grpc::channelz::v1::GetChannelResponse* response) override;
  grpc::ServerUnaryReactor* GetSubchannel(
      grpc::CallbackServerContext* context,
      const grpc::channelz::v1::GetSubchannelRequest* request,
      grpc::channelz::v1::GetSubchannelResponse* response) override;
  grpc::ServerUnaryReactor* GetSocket(
      grpc::CallbackServerContext* context,
      const grpc::channelz::v1::GetSocketRequest* request,
      grpc::channelz::v1::GetSocketResponse* response) override;

 private:
  CallGate& gate_;
};

}  // namespace nianbao

#endif  // NIANBAO_COMMON_RPC_CHANNELZ_SERVICE_H_
