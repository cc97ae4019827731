"""container_test.py ROOT PROGRAMS FOLDER: images and compose file, end to end.

Run by container_test, which has made the base image.
"""

import json
import os
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request

import grpc
from nianbao.v1 import aggregator_service_pb2 as aggregator_pb2
from nianbao.v1 import aggregator_service_pb2_grpc as aggregator_grpc
from nianbao.v1 import extractor_service_pb2 as extractor_pb2
from nianbao.v1 import extractor_service_pb2_grpc as extractor_grpc

import container_load

ROOT, PROGRAMS, WORK = map(pathlib.Path, sys.argv[1:])
SECRETS = WORK / "secrets"
REPORTS = ROOT / "tests/testdata/reports"
MOST_BYTES = 120_000_000
ROUNDS = 3
KILLS = 5
# Seconds for a container to serve.
PATIENCE = 60
QUERY = ["stats", "--level", "county", "--indicator",
         "reconsideration.accepted,litigation.cases,enforcement.penalties"]
SERVICES = ["nianbao-extractor", "nianbao-aggregator"]


def run(*command, **options):
    """What the command writes to standard output; it must succeed."""
    done = subprocess.run([str(c) for c in command], stdout=subprocess.PIPE,
                          text=True, **options)
    assert done.returncode == 0, f"{command} exits with {done.returncode}"
    return done.stdout


def inspect(name, template):
    return run("podman", "inspect", "--format", "{{" + template + "}}",
               name).strip()


def wait_until(what, happened):
    deadline = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < deadline, f"never: {what}"
        time.sleep(0.05)


def free_ports(count):
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [s.getsockname()[1] for s in sockets]
    for s in sockets:
        s.close()
    return ports


def layers(image):
    return inspect(image, ".RootFS.Layers")


def build_images():
    environment = os.environ | {"NIANBAO_BUILDER": "podman",
                                "NIANBAO_PROGRAMS": str(PROGRAMS),
                                "SOURCE_DATE_EPOCH": "1700000000"}
    run(ROOT / "deploy/images", env=environment)
    before = layers("nianbao-extractor")
    run(ROOT / "deploy/images", "extractor", "--", "--no-cache",
        env=environment)
    assert layers("nianbao-extractor") == before, "another build differs"
    print("ok: two builds make the same layers")


def check_images(version):
    for image in ["nianbao", *SERVICES]:
        size = int(inspect(image, ".Size"))
        print(f"ok: {image} has {size / 1e6:.1f} MB")
        assert image == "nianbao" or size < MOST_BYTES
        assert inspect(image, ".User") == "10001:10001"
        labels = json.loads(inspect(image, "json .Labels"))
        assert labels["org.opencontainers.image.version"] == version
        assert run("podman", "run", "--rm", "--network", "none", image,
                   "--version").strip() == version
        shell = subprocess.run(
            ["podman", "run", "--rm", "--network", "none", "--entrypoint",
             "/bin/sh", image, "-c", "true"], stderr=subprocess.DEVNULL)
        assert shell.returncode == 127, f"{image} has a shell"
        check_packages(image)


def check_packages(image):
    """Each package is listed, with its record and its licence."""
    folder = WORK / "exported"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    container = run("podman", "create", image).strip()
    run("podman", "export", "-o", folder / "image.tar", container)
    run("podman", "rm", container)
    run("tar", "-C", folder, "-xf", folder / "image.tar", "usr/share/doc",
        "usr/share/common-licenses", "var/lib/dpkg")
    rows = (folder / "usr/share/doc/nianbao/packages.tsv").read_text()
    packages = [row.split("\t")[0] for row in rows.splitlines()[1:]]
    assert {"libc6", "libgrpc29", "libprotobuf32"} <= set(packages)
    for package in packages:
        record = folder / "var/lib/dpkg/status.d" / package
        assert f"Package: {package}\n" in record.read_text()
        licence = folder / "usr/share/doc" / package / "copyright"
        assert licence.stat().st_size > 0


class Project:
    """What one `compose up` of deploy/compose.yaml has started."""

    def __init__(self, name, extractor_port, aggregator_port):
        self.name = name
        self._environment = os.environ | {
            "NIANBAO_SECRETS": str(SECRETS),
            "NIANBAO_EXTRACTOR_PORT": str(extractor_port),
            "NIANBAO_AGGREGATOR_PORT": str(aggregator_port)}

    def up(self, *services):
        run("podman-compose", "-p", self.name, "-f",
            ROOT / "deploy/compose.yaml", "up", "-d", *services,
            env=self._environment, stderr=subprocess.DEVNULL)
        for service in services:
            self.wait_until_healthy(service)

    def container(self, service):
        return f"{self.name}_{service}_1"

    def wait_until_healthy(self, service):
        wait_until(f"{service} serves", lambda: subprocess.run(
            ["podman", "healthcheck", "run", self.container(service)],
            capture_output=True).returncode == 0)

    def metrics(self, service, port):
        address = inspect(self.container(service),
                          "range .NetworkSettings.Networks}}{{.IPAddress}}"
                          "{{end")
        with urllib.request.urlopen(f"http://{address}:{port}/metrics",
                                    timeout=10) as response:
            return response.read().decode()

    def calls(self):
        """Documents that this extractor has been called for one by one."""
        found = re.search(
            r'^grpc_server_started_total\{grpc_method="ExtractReport",.*'
            r"\} (\d+)", self.metrics("extractor", 9701), re.MULTILINE)
        return int(found[1]) if found else 0

    def restart(self, service):
        """Stops it as an orchestrator does, and starts it again."""
        container = self.container(service)
        run("podman", "stop", "--time", 20, container,
            stderr=subprocess.DEVNULL)
        assert inspect(container, ".State.ExitCode") == "0"
        run("podman", "start", container, stderr=subprocess.DEVNULL)
        self.wait_until_healthy(service)


def check_access(command, environment):
    """TLS and a token are asked for."""
    for missing in "NIANBAO_TOKEN_FILE", "NIANBAO_TLS":
        without = {k: v for k, v in environment.items() if k != missing}
        if missing == "NIANBAO_TLS":
            del without["NIANBAO_CA"]
        refused = subprocess.run([*command, "reports"], env=without,
                                 capture_output=True)
        assert refused.returncode in (3, 5), refused
    print("ok: no answer without TLS or without a token")


def check_answers(command, environment):
    """The same as from services outside of containers."""
    ingested = run(*command, "ingest", REPORTS, env=environment).strip()
    assert ingested.endswith(" 0 failed"), ingested
    answer = run(*command, *QUERY, env=environment)
    expected = run(
        ROOT / "deploy/with-services", "sh", "-c",
        'nianbao ingest "$0" >/dev/null && nianbao "$@"', REPORTS, *QUERY)
    assert answer == expected, answer
    print("ok:", ingested)
    in_container = run(
        "podman", "run", "--rm", "--read-only", "--network", "host",
        "--volume", f"{SECRETS}/client:/client:ro",
        "--env", "NIANBAO_TLS=1", "--env", "NIANBAO_CA=/client/ca.crt",
        "--env", "NIANBAO_TOKEN_FILE=/client/token",
        "--env", f"NIANBAO_AGGREGATOR={environment['NIANBAO_AGGREGATOR']}",
        "nianbao", *QUERY)
    assert in_container == expected, in_container
    print("ok: the same statistics within and without containers")


def roll_restart(replicas, channel, documents):
    load = container_load.Extraction(channel, documents)
    for _ in range(ROUNDS):
        for replica in replicas:
            replica.restart("extractor")
            wait_until("the new replica is called",
                       lambda r=replica: r.calls() > 0)
    load.stop()
    assert not load.failures, load.failures
    print(f"ok: {ROUNDS * len(replicas)} restarts under {load.counts['calls']} "
          f"calls and {load.counts['streams']} streams, none failed")


def kill_and_reattach(project, channel, report):
    load = container_load.Upload(channel, report)
    for _ in range(KILLS):
        acknowledged = len(load.acknowledged)
        wait_until("uploads are acknowledged",
                   lambda a=acknowledged: len(load.acknowledged) > a + 100)
        run("podman", "rm", "--force", "--time", 0,
            project.container("aggregator"), stderr=subprocess.DEVNULL)
        project.up("aggregator")
    load.stop()
    stub = aggregator_grpc.AggregatorServiceStub(channel)
    for name, request in load.acknowledged.items():
        stored = stub.GetReport(aggregator_pb2.GetReportRequest(name=name),
                                timeout=container_load.DEADLINE).report
        assert stored.source_uri == f"upload/{request}"
        assert len(stored.observations) == len(report.observations)
    print(f"ok: {KILLS} kills, {len(load.acknowledged)} reports acknowledged, "
          f"none lost; {len(load.failures)} streams broke")


def check_compose(version):
    shutil.rmtree(SECRETS, ignore_errors=True)
    run(ROOT / "deploy/compose/make-secrets", SECRETS)
    first, second, aggregator = free_ports(3)
    project = Project("nianbao-e2e", first, aggregator)
    replica = Project("nianbao-e2e-replica", second, aggregator)
    project.up("extractor", "aggregator")
    replica.up("extractor")
    for service, port in (("extractor", 9701), ("aggregator", 9702)):
        assert (f'nianbao_build_info{{service="nianbao-{service}",'
                f'version="{version}"}} 1' in project.metrics(service, port))

    command = [PROGRAMS / "nianbao"]
    environment = os.environ | {
        "NIANBAO_TLS": "1", "NIANBAO_CA": str(SECRETS / "client/ca.crt"),
        "NIANBAO_TOKEN_FILE": str(SECRETS / "client/token"),
        "NIANBAO_EXTRACTOR": f"localhost:{first}",
        "NIANBAO_AGGREGATOR": f"localhost:{aggregator}"}
    check_access(command, environment)
    check_answers(command, environment)

    config = json.loads(
        (ROOT / "deploy/config/service_config.json").read_text())
    documents = [extractor_pb2.Document(source_uri=str(path),
                                        content=path.read_bytes())
                 for path in sorted(REPORTS.rglob("*.txt"))]
    channel = container_load.connect([first, second], "extractor", SECRETS,
                                     config)
    roll_restart([project, replica], channel, documents)
    report = extractor_grpc.ExtractorServiceStub(channel).ExtractReport(
        extractor_pb2.ExtractReportRequest(document=documents[0]),
        timeout=container_load.DEADLINE).report
    kill_and_reattach(
        project,
        container_load.connect([aggregator], "aggregator", SECRETS, config),
        report)


def check_prometheus():
    """Prometheus accepts what compose has it read."""
    if not shutil.which("promtool"):
        print("not looked at: promtool is not installed")
        return
    folder = WORK / "prometheus"
    folder.mkdir(exist_ok=True)
    shutil.copy(ROOT / "deploy/compose/prometheus.yml", folder)
    shutil.copy(ROOT / "deploy/prometheus/rules.yml", folder)
    run("promtool", "check", "config", folder / "prometheus.yml")
    print("ok: promtool accepts the configuration")


def clean_up():
    """Leaves the images in this test's own storage, and nothing else."""
    # One that is about to be restarted is removed on another try.
    wait_until("no container is left", lambda: subprocess.run(
        ["podman", "rm", "--all", "--force", "--time", "5"],
        capture_output=True).returncode == 0)
    run("podman", "volume", "prune", "--force")
    run("podman", "network", "prune", "--force")
    run("podman", "image", "prune", "--force")


def main():
    version = run(ROOT / "deploy/version").strip()
    check_prometheus()
    clean_up()
    build_images()
    check_images(version)
    try:
        check_compose(version)
    finally:
        clean_up()


main()
