#!/usr/bin/env python3
"""Attacks of HTTP/2 on a real service, through the proxy that is shipped.

After each attack, and while its connections are still open, the service
answers others, and its memory is what it needs for them. Without the proxy the
first three take a gigabyte and more. Exits with 77 where HAProxy is missing.
"""

import os
import pathlib
import re
import resource
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BIN = pathlib.Path(os.environ["NIANBAO_BUILD"]) / "bin"
# More than a service with a handful of calls takes, and half of its limit.
MEMORY_MIB = int(os.environ.get("NIANBAO_MEMORY_MIB", "512"))
PATIENCE = 60  # seconds

sys.dont_write_bytecode = True
sys.path.insert(0, str(ROOT / "tests/overload"))
import http2_attacks  # noqa: E402


def haproxy():
    return shutil.which("haproxy", path=os.environ["PATH"] + ":/usr/sbin")


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def await_until(true, what):
    deadline = time.monotonic() + PATIENCE
    while not true():
        if time.monotonic() > deadline:
            raise RuntimeError(f"{what} did not happen")
        time.sleep(0.02)


def accepts(port):
    with socket.socket() as peer:
        return peer.connect_ex(("127.0.0.1", port)) == 0


class ProxyTest(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = pathlib.Path(temporary.name)
        self.processes = []
        port_file = self.folder / "port"
        self.service = self.start("service", BIN / "nianbao-extractor",
                                  "--port", "0", "--port-file", port_file)
        await_until(port_file.exists, "the start of the service")
        self.port = free_port()
        environment = {
            "NIANBAO_PROXY_LISTEN": "127.0.0.1",
            "NIANBAO_PROXY_EXTRACTOR_PORT": str(self.port),
            "NIANBAO_PROXY_AGGREGATOR_PORT": str(free_port()),
            "NIANBAO_PROXY_EXTRACTOR":
                f"127.0.0.1:{port_file.read_text().strip()}",
        }
        self.start("proxy", haproxy(), "-db", "-f",
                   ROOT / "deploy/haproxy/haproxy.cfg", **environment)
        await_until(lambda: accepts(self.port), "the start of the proxy")

    def tearDown(self):
        for process in self.processes:
            process.kill()
            process.wait()

    def start(self, name, *command, **environment):
        with (self.folder / f"{name}.log").open("wb") as log:
            process = subprocess.Popen([str(part) for part in command],
                                       stdin=subprocess.DEVNULL, stdout=log,
                                       stderr=log,
                                       env=os.environ | environment)
        self.processes.append(process)
        return process

    def expect_answer(self):
        document = self.folder / "document.txt"
        document.write_text("受理行政复议案件5件。\n")
        asked = subprocess.run(
            [BIN / "nianbao", "extract", "--extractor",
             f"127.0.0.1:{self.port}", document],
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
            timeout=PATIENCE)
        self.assertEqual(asked.returncode, 0, asked.stderr)

    def most_memory(self):
        status = pathlib.Path(f"/proc/{self.service.pid}/status").read_text()
        return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) >> 10

    def test_attacks_reach_nobody(self):
        self.expect_answer()
        for attack in http2_attacks.ATTACKS:
            with self.subTest(attack.__name__):
                peers = attack(self.port)
                self.expect_answer()
                for peer in peers:
                    peer.close()
                self.expect_answer()
                self.assertLess(self.most_memory(), MEMORY_MIB)

    def test_what_is_no_call_is_refused(self):
        answer = subprocess.run(
            ["curl", "--silent", "--http2-prior-knowledge", "--output",
             os.devnull, "--write-out", "%{http_code}",
             f"http://127.0.0.1:{self.port}/"],
            stdout=subprocess.PIPE, timeout=PATIENCE, check=True)
        self.assertEqual(answer.stdout, b"405")


if __name__ == "__main__":
    if haproxy() is None or shutil.which("curl") is None:
        print("skipped: haproxy or curl is not installed")
        sys.exit(77)
    # As many connections as attacks open.
    files = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(files, 8192), files))
    unittest.main(argv=sys.argv[:1])
