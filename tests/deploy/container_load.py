"""Calls that go on while containers are stopped, started and killed."""

import collections
import hashlib
import json
import threading

import grpc
from nianbao.v1 import aggregator_service_pb2 as aggregator_pb2
from nianbao.v1 import aggregator_service_pb2_grpc as aggregator_grpc
from nianbao.v1 import extractor_service_pb2 as extractor_pb2
from nianbao.v1 import extractor_service_pb2_grpc as extractor_grpc

DEADLINE = 30  # seconds


def connect(ports, service, secrets, service_config):
    """A channel as the README has clients make it."""
    credentials = grpc.composite_channel_credentials(
        grpc.ssl_channel_credentials(
            (secrets / "client/ca.crt").read_bytes()),
        grpc.access_token_call_credentials(
            (secrets / "client/token").read_text().strip()))
    addresses = ",".join(f"127.0.0.1:{port}" for port in ports)
    return grpc.secure_channel(f"ipv4:{addresses}", credentials, options=[
        ("grpc.service_config", json.dumps(service_config)),
        ("grpc.ssl_target_name_override", service),
        ("grpc.initial_reconnect_backoff_ms", 100),
    ])


class Load:
    """Threads that do something again and again until they are stopped."""

    def __init__(self, *repeated):
        self.counts = collections.Counter()
        self.failures = []
        self._wrong = []
        self._stopped = threading.Event()
        self._threads = [
            threading.Thread(target=self._repeat, args=(f,), daemon=True)
            for f in repeated]
        for thread in self._threads:
            thread.start()

    def _repeat(self, function):
        while not self._stopped.is_set():
            try:
                self.counts[function(self)] += 1
            except grpc.RpcError as error:
                self.failures.append(f"{error.code()}: {error.details()}")
            except AssertionError as error:
                self._wrong.append(error)

    def stop(self):
        self._stopped.set()
        for thread in self._threads:
            thread.join(DEADLINE)
            assert not thread.is_alive(), "a call has not ended"
        assert not self._wrong, self._wrong


class Extraction(Load):
    """Documents read one by one and by streams of all of them."""

    def __init__(self, channel, documents):
        stub = extractor_grpc.ExtractorServiceStub(channel)

        def extract_one(load):
            document = documents[load.counts["calls"] % len(documents)]
            response = stub.ExtractReport(
                extractor_pb2.ExtractReportRequest(document=document),
                timeout=DEADLINE)
            assert response.report.observations
            return "calls"

        def extract_all(_):
            responses = list(stub.ExtractReports(
                iter([extractor_pb2.ExtractReportsRequest(
                    request_id=document.source_uri, document=document)
                    for document in documents]),
                timeout=DEADLINE))
            assert len(responses) == len(documents)
            return "streams"

        super().__init__(extract_one, extract_one, extract_one, extract_all)


class Upload(Load):
    """One stream of reports after another, each of a document of its own.

    `acknowledged` tells the name and the sentences of those that were said to
    be stored; a stream that breaks is followed by the next, and so is one
    that comes before the store is loaded.
    """

    def __init__(self, channel, report):
        stub = aggregator_grpc.AggregatorServiceStub(channel)
        self.acknowledged = {}
        self._sent = 0

        def requests():
            for _ in range(200):
                self._sent += 1
                request = aggregator_pb2.UploadReportsRequest(
                    request_id=str(self._sent), report=report)
                request.report.source_uri = f"upload/{self._sent}"
                request.report.content_sha256 = hashlib.sha256(
                    request.report.source_uri.encode()).hexdigest()
                request.report.issuer.name = f"第{self._sent}号镇人民政府"
                yield request

        def upload(load):
            for response in stub.UploadReports(requests(), timeout=DEADLINE,
                                               wait_for_ready=True):
                if response.error.code == grpc.StatusCode.UNAVAILABLE.value[0]:
                    return "refused streams"
                assert not response.HasField("error"), response
                load.acknowledged[response.name] = response.request_id
            return "streams"

        super().__init__(upload)
