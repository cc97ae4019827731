// A stream of uploads: reports from the wire to the store, acknowledgements
// back.
#ifndef NIANBAO_AGGREGATOR_SERVICE_UPLOADS_H_
#define NIANBAO_AGGREGATOR_SERVICE_UPLOADS_H_

#include "aggregator/store/store.h"
#include "common/base/worker_pool.h"
#include "common/rpc/access/call_gate.h"
#include "grpcpp/grpcpp.h"

namespace nianbao::aggregator {

// The reactor of an UploadReports call that `gate` has let in with `ticket`.
// Reports are parsed and checked on `pool`, 256 of them or 4 MiB unacknowledged
// at most. All but the ticket must outlive the call.
grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>* StreamUploads(
    grpc::CallbackServerContext& context, CallGate::Ticket ticket,
    CallGate& gate, WorkerPool& pool, Store& store);

}  // namespace nianbao::aggregator

#endif  // NIANBAO_AGGREGATOR_SERVICE_UPLOADS_H_
