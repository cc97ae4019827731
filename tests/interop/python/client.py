"""Reports in, statistics out, over the generated stubs."""

import os
import pathlib
import sys
import unittest

import grpc
from google.rpc import error_details_pb2, status_pb2
from nianbao.v1 import aggregator_service_pb2 as aggregator_pb2
from nianbao.v1 import aggregator_service_pb2_grpc as aggregator_grpc
from nianbao.v1 import division_pb2, extractor_service_pb2, statistics_pb2
from nianbao.v1 import extractor_service_pb2_grpc as extractor_grpc

REPORTS = pathlib.Path(sys.argv.pop())
DEADLINE = 30  # seconds


called = set()


class Recorder(grpc.UnaryUnaryClientInterceptor,
               grpc.UnaryStreamClientInterceptor,
               grpc.StreamStreamClientInterceptor):
    """Keeps the methods that were called."""

    def record(self, continuation, details, request):
        called.add(details.method)
        return continuation(details, request)

    intercept_unary_unary = record
    intercept_unary_stream = record
    intercept_stream_stream = record


def stub(of, variable):
    channel = grpc.insecure_channel(os.environ[variable])
    return of(grpc.intercept_channel(channel, Recorder()))


def tearDownModule():
    every = {f"/{service.full_name}/{method.name}"
             for file in (aggregator_pb2, extractor_service_pb2)
             for service in file.DESCRIPTOR.services_by_name.values()
             for method in service.methods}
    assert called == every, f"never called: {every - called}"


class InteropTest(unittest.TestCase):

    def setUp(self):
        self.extractor = stub(extractor_grpc.ExtractorServiceStub,
                              "NIANBAO_EXTRACTOR")
        self.aggregator = stub(aggregator_grpc.AggregatorServiceStub,
                               "NIANBAO_AGGREGATOR")

    def document(self, name):
        return extractor_service_pb2.Document(
            source_uri=name, content=(REPORTS / name).read_bytes())

    def extract(self, name):
        request = extractor_service_pb2.ExtractReportRequest(
            document=self.document(name))
        return self.extractor.ExtractReport(request, timeout=DEADLINE).report

    def test_reads_one_report(self):
        report = self.extract("beijing/haidian-2020.txt")
        self.assertEqual(report.issuer.division_code, "110108")
        self.assertEqual(report.issuer.level, division_pb2.LEVEL_COUNTY)
        self.assertEqual(report.year, 2020)
        values = {o.quantity.value for o in report.observations}
        self.assertLessEqual({560.0, 530.0}, values)

    def test_spans_point_into_the_document(self):
        name = "sichuan/chengdu-2020.txt"
        content = (REPORTS / name).read_bytes()
        report = self.extract(name)
        self.assertTrue(report.observations)
        for observation in report.observations:
            span = observation.evidence.span
            self.assertEqual(content[span.begin:span.end].decode(),
                             observation.quantity.text)

    def test_tells_what_is_wrong_with_a_document(self):
        request = extractor_service_pb2.ExtractReportRequest()
        with self.assertRaises(grpc.RpcError) as caught:
            self.extractor.ExtractReport(request, timeout=DEADLINE)
        error = caught.exception
        self.assertEqual(error.code(), grpc.StatusCode.INVALID_ARGUMENT)
        details = dict(error.trailing_metadata())["grpc-status-details-bin"]
        status = status_pb2.Status.FromString(details)
        bad_request = error_details_pb2.BadRequest()
        info = error_details_pb2.ErrorInfo()
        for detail in status.details:
            detail.Unpack(bad_request)
            detail.Unpack(info)
        self.assertEqual(bad_request.field_violations[0].field,
                         "document.content")
        self.assertEqual(info.reason, "FIELD_INVALID")

    def test_stream_goes_on_after_a_bad_document(self):
        documents = [self.document("beijing/haidian-2019.txt"),
                     extractor_service_pb2.Document(source_uri="empty"),
                     self.document("beijing/chaoyang-2020.txt")]
        requests = (extractor_service_pb2.ExtractReportsRequest(
            request_id=str(i), document=d) for i, d in enumerate(documents))
        answers = list(self.extractor.ExtractReports(requests,
                                                     timeout=DEADLINE))
        self.assertEqual([a.request_id for a in answers], ["0", "1", "2"])
        self.assertEqual([a.WhichOneof("result") for a in answers],
                         ["report", "error", "report"])

    def test_stores_and_answers(self):
        names = ["beijing/haidian-2020.txt", "beijing/chaoyang-2020.txt"]
        uploads = [aggregator_pb2.UploadReportsRequest(
            request_id=name, report=self.extract(name)) for name in names]
        answers = list(self.aggregator.UploadReports(iter(uploads),
                                                     timeout=DEADLINE))
        self.assertEqual([a.request_id for a in answers], names)
        for answer in answers:
            self.assertFalse(answer.HasField("error"), answer.error)
            stored = self.aggregator.GetReport(
                aggregator_pb2.GetReportRequest(name=answer.name),
                timeout=DEADLINE).report
            self.assertEqual(stored.year, 2020)

        selection = statistics_pb2.Selection(
            indicators=["indicators/sample.accepted"],
            within=["divisions/110000"], first_year=2020, last_year=2020)
        (row,) = self.aggregator.QueryStatistics(
            aggregator_pb2.QueryStatisticsRequest(
                selection=selection, group_by=[statistics_pb2.DIMENSION_YEAR],
                probabilities=[0.25]), timeout=DEADLINE)
        statistics = row.statistics[0]
        self.assertEqual(statistics.group.year, 2020)
        self.assertEqual(statistics.count, 2)
        self.assertEqual(statistics.sum, 560 + 1100)
        self.assertEqual(statistics.median, (560 + 1100) / 2)
        self.assertEqual(statistics.quantiles[0].value, 560 + 540 / 4)
        self.assertEqual(statistics.max.division, "divisions/110105")

        behind = list(self.aggregator.QueryObservations(
            aggregator_pb2.QueryObservationsRequest(
                selection_token=statistics.selection_token), timeout=DEADLINE))
        self.assertEqual({o.observation.quantity.value for o in behind},
                         {560.0, 1100.0})

        sentences = {row.observation.evidence.sentence
                     for row in self.aggregator.QueryObservations(
                         aggregator_pb2.QueryObservationsRequest(
                             selection=selection), timeout=DEADLINE)}
        self.assertTrue(any("560件" in s for s in sentences), sentences)

    def store(self, *names):
        uploads = [aggregator_pb2.UploadReportsRequest(
            request_id=name, report=self.extract(name)) for name in names]
        for answer in self.aggregator.UploadReports(iter(uploads),
                                                    timeout=DEADLINE):
            self.assertFalse(answer.HasField("error"), answer.error)

    def test_compares_divisions(self):
        self.store("beijing/haidian-2020.txt", "beijing/chaoyang-2020.txt")
        selection = statistics_pb2.Selection(
            indicators=["indicators/sample.accepted"],
            within=["divisions/110000"], first_year=2020, last_year=2020)
        (ranks,) = self.aggregator.RankDivisions(
            aggregator_pb2.RankDivisionsRequest(selection=selection),
            timeout=DEADLINE)
        self.assertEqual([(d.rank, d.group.division) for d in ranks.divisions],
                         [(1, "divisions/110105"), (2, "divisions/110108")])

        (answer,) = self.aggregator.QueryDistributions(
            aggregator_pb2.QueryDistributionsRequest(
                selection=selection, bin_count=2), timeout=DEADLINE)
        self.assertEqual([b.count for b in answer.distributions[0].bins],
                         [1, 1])

        selection.ClearField("indicators")
        (answer,) = self.aggregator.QueryCorrelations(
            aggregator_pb2.QueryCorrelationsRequest(
                selection=selection, x="indicators/sample.accepted",
                y="indicators/sample.accepted"), timeout=DEADLINE)
        self.assertEqual(answer.correlations[0].count, 2)
        self.assertFalse(answer.correlations[0].HasField("pearson"))

    def test_goes_on_where_a_stream_ended(self):
        self.store("beijing/haidian-2020.txt", "beijing/chaoyang-2020.txt")
        request = aggregator_pb2.QueryStatisticsRequest(
            selection=statistics_pb2.Selection(
                indicators=["indicators/sample.accepted"],
                within=["divisions/110000"], first_year=2020, last_year=2020),
            group_by=[statistics_pb2.DIMENSION_DIVISION])
        (whole,) = self.aggregator.QueryStatistics(request, timeout=DEADLINE)
        request.limit = 1
        rows = []
        while True:
            (answer,) = self.aggregator.QueryStatistics(request,
                                                        timeout=DEADLINE)
            rows += answer.statistics
            request.resume_token = answer.resume_token
            if not answer.resume_token:
                break
            # What is stored meanwhile does not show.
            self.store("sichuan/chengdu-2020.txt")
        self.assertEqual(rows, list(whole.statistics))

    def test_tells_how_it_moved(self):
        self.store("beijing/haidian-2019.txt", "beijing/haidian-2020.txt")
        selection = statistics_pb2.Selection(
            indicators=["indicators/sample.accepted"],
            within=["divisions/110108"], first_year=2020, last_year=2020)
        (answer,) = self.aggregator.QueryTrends(
            aggregator_pb2.QueryTrendsRequest(selection=selection),
            timeout=DEADLINE)
        trend = answer.trends[0]
        self.assertEqual((trend.matched, trend.previous_year), (1, 2019))
        self.assertEqual(trend.change, trend.sum - trend.previous_sum)

    def test_checks_reports_beside_others(self):
        self.store("beijing/haidian-2019.txt", "beijing/haidian-2020.txt")
        answers = self.aggregator.QueryChecks(
            aggregator_pb2.QueryChecksRequest(codes=["NEIGHBOUR_POWER"]),
            timeout=DEADLINE)
        self.assertEqual([list(a.checks) for a in answers], [])

    def test_lists_and_deletes(self):
        names = ["beijing/haidian-2019.txt", "beijing/haidian-2020.txt"]
        self.store(*names)
        listed, token = [], ""
        while True:
            page = self.aggregator.ListReports(
                aggregator_pb2.ListReportsRequest(page_size=1,
                                                  page_token=token),
                timeout=DEADLINE)
            listed += page.reports
            token = page.next_page_token
            if not token:
                break
        by_source = {s.report.source_uri: s.report.name for s in listed}
        self.assertLessEqual(set(names), set(by_source))

        name = by_source[names[0]]
        self.aggregator.DeleteReport(
            aggregator_pb2.DeleteReportRequest(name=name), timeout=DEADLINE)
        with self.assertRaises(grpc.RpcError) as caught:
            self.aggregator.GetReport(
                aggregator_pb2.GetReportRequest(name=name), timeout=DEADLINE)
        self.assertEqual(caught.exception.code(), grpc.StatusCode.NOT_FOUND)

    def test_stores_one_corrects_it_and_takes_that_back(self):
        name = self.aggregator.UploadReport(
            aggregator_pb2.UploadReportRequest(
                report=self.extract("sichuan/chengdu-2020.txt")),
            timeout=DEADLINE).name
        update = aggregator_pb2.UpdateReportRequest()
        update.report.name = name
        update.report.year = 2021
        update.update_mask.paths.append("year")
        corrected = self.aggregator.UpdateReport(update, timeout=DEADLINE)
        self.assertEqual(corrected.report.year, 2021)
        (report,) = self.aggregator.BatchGetReports(
            aggregator_pb2.BatchGetReportsRequest(names=[name]),
            timeout=DEADLINE).reports
        self.assertEqual(report.corrections[0].read_value, "2020")
        update.revert = True
        reverted = self.aggregator.UpdateReport(update, timeout=DEADLINE)
        self.assertEqual(reverted.report.year, 2020)

    def test_knows_names(self):
        request = aggregator_pb2.ResolveNamesRequest()
        request.queries.add(text="徐州市鼓楼区")
        (resolved,) = self.aggregator.ResolveNames(request,
                                                   timeout=DEADLINE).names
        division = self.aggregator.GetDivision(
            aggregator_pb2.GetDivisionRequest(name=resolved.candidates[0].name),
            timeout=DEADLINE).division
        self.assertEqual(division.full_name, "江苏省徐州市鼓楼区")
        indicator = self.aggregator.GetIndicator(
            aggregator_pb2.GetIndicatorRequest(
                name="indicators/sample.accepted"), timeout=DEADLINE).indicator
        self.assertEqual(indicator.unit, "件")

    def test_tells_what_there_is(self):
        indicators = self.aggregator.ListIndicators(
            aggregator_pb2.ListIndicatorsRequest(page_size=1000),
            timeout=DEADLINE).indicators
        self.assertIn("indicators/sample.accepted",
                      [indicator.name for indicator in indicators])
        divisions = self.aggregator.ListDivisions(
            aggregator_pb2.ListDivisionsRequest(within="divisions/110000",
                                               level=division_pb2.LEVEL_COUNTY),
            timeout=DEADLINE).divisions
        self.assertIn("divisions/110108",
                      [division.name for division in divisions])

    def test_watches(self):
        self.store("beijing/haidian-2020.txt")
        selection = statistics_pb2.Selection(
            indicators=["indicators/sample.accepted"],
            within=["divisions/110108"], first_year=2020, last_year=2020)
        request = aggregator_pb2.WatchStatisticsRequest(
            query=aggregator_pb2.QueryStatisticsRequest(selection=selection))

        def first_state():
            stream = self.aggregator.WatchStatistics(request, timeout=DEADLINE)
            rows = []
            for answer in stream:
                rows += answer.statistics
                if answer.complete:
                    stream.cancel()
                    request.resume_token = answer.resume_token
                    return [row.sum for row in rows]

        self.assertEqual(first_state(), [560])
        self.assertEqual(first_state(), [])


if __name__ == "__main__":
    unittest.main()
