#!/usr/bin/env python3
"""Reads documents, stores their reports and prints medians over counties.

    stats.py [FILE|FOLDER]...

The services are those of NIANBAO_EXTRACTOR and NIANBAO_AGGREGATOR (host:port).
Exits with 1 when a document failed or a service does not answer.
"""

import os
import pathlib
import sys

import grpc
from nianbao.v1 import aggregator_service_pb2 as aggregator_pb2
from nianbao.v1 import aggregator_service_pb2_grpc as aggregator_grpc
from nianbao.v1 import division_pb2, statistics_pb2
from nianbao.v1 import extractor_service_pb2 as extractor_pb2
from nianbao.v1 import extractor_service_pb2_grpc as extractor_grpc

DEADLINE = 60  # seconds, of each call


def channel(variable, address):
    return grpc.insecure_channel(os.environ.get(variable, address))


def files_of(paths):
    """The files of `paths`, folders with all that is below them."""
    for path in map(pathlib.Path, paths):
        if path.is_dir():
            yield from sorted(p for p in path.rglob("*") if p.is_file())
        else:
            yield path


def store(extractor, aggregator, file):
    """Reads one document (text or a web page) and stores its report."""
    document = extractor_pb2.Document(source_uri=str(file),
                                      content=file.read_bytes())
    report = extractor.ExtractReport(
        extractor_pb2.ExtractReportRequest(document=document),
        timeout=DEADLINE).report
    aggregator.UploadReport(aggregator_pb2.UploadReportRequest(report=report),
                            timeout=DEADLINE)


def print_medians(aggregator):
    request = aggregator_pb2.QueryStatisticsRequest(
        selection=statistics_pb2.Selection(levels=["LEVEL_COUNTY"]))
    print("indicator", "year", "level", "count", "median", sep="\t")
    for answer in aggregator.QueryStatistics(request, timeout=DEADLINE):
        for row in answer.statistics:
            level = division_pb2.Level.Name(row.group.level)
            # Absent where all values of the row were left out.
            median = f"{row.median:.2f}" if row.HasField("median") else ""
            print(row.group.indicator.removeprefix("indicators/"),
                  row.group.year, level.removeprefix("LEVEL_").lower(),
                  row.count, median, sep="\t")


def main():
    extractor = extractor_grpc.ExtractorServiceStub(
        channel("NIANBAO_EXTRACTOR", "127.0.0.1:7701"))
    aggregator = aggregator_grpc.AggregatorServiceStub(
        channel("NIANBAO_AGGREGATOR", "127.0.0.1:7702"))
    failed = False
    for file in files_of(sys.argv[1:]):
        try:
            store(extractor, aggregator, file)
        except grpc.RpcError as error:
            # The document is at fault, and the others may still be read.
            if error.code() != grpc.StatusCode.INVALID_ARGUMENT:
                raise
            print(f"{file}: {error.details()}", file=sys.stderr)
            failed = True
    print_medians(aggregator)
    return 1 if failed else 0


try:
    sys.exit(main())
except grpc.RpcError as error:
    sys.exit(f"{error.code().name}: {error.details()}")
except OSError as error:
    sys.exit(str(error))
