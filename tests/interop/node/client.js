// Reports in, statistics out, over stubs made from proto/.

const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');
const test = require('node:test');
const {promisify} = require('node:util');
const grpc = require('@grpc/grpc-js');
const protoLoader = require('@grpc/proto-loader');

const [proto, reports] = process.argv.slice(2);
const {v1} = grpc.loadPackageDefinition(protoLoader.loadSync(
    ['nianbao/v1/extractor_service.proto', 'nianbao/v1/aggregator_service.proto'],
    {includeDirs: [proto], longs: Number, enums: String, defaults: true,
     oneofs: true})).nianbao;
const credentials = grpc.credentials.createInsecure();
const called = new Set();
const interceptors = [(options, nextCall) => {
  called.add(options.method_definition.path);
  return new grpc.InterceptingCall(nextCall(options));
}];
const extractor = new v1.ExtractorService(
    process.env.NIANBAO_EXTRACTOR, credentials, {interceptors});
const aggregator = new v1.AggregatorService(
    process.env.NIANBAO_AGGREGATOR, credentials, {interceptors});
const deadline = () => ({deadline: Date.now() + 30_000});
const extractReport = promisify(extractor.extractReport).bind(extractor);
const getReport = promisify(aggregator.getReport).bind(aggregator);
const deleteReport = promisify(aggregator.deleteReport).bind(aggregator);
const listReports = promisify(aggregator.listReports).bind(aggregator);
const listIndicators = promisify(aggregator.listIndicators).bind(aggregator);
const listDivisions = promisify(aggregator.listDivisions).bind(aggregator);
const uploadReport = promisify(aggregator.uploadReport).bind(aggregator);
const batchGetReports = promisify(aggregator.batchGetReports).bind(aggregator);
const updateReport = promisify(aggregator.updateReport).bind(aggregator);
const getIndicator = promisify(aggregator.getIndicator).bind(aggregator);
const getDivision = promisify(aggregator.getDivision).bind(aggregator);
const resolveNames = promisify(aggregator.resolveNames).bind(aggregator);

const document = (name) => ({
  sourceUri: name,
  content: fs.readFileSync(path.join(reports, name)),
});

// Sends all requests over a bidirectional stream and gathers the answers.
function exchange(stream, requests = []) {
  return new Promise((resolve, reject) => {
    const answers = [];
    stream.on('data', (answer) => answers.push(answer));
    stream.on('error', reject);
    stream.on('end', () => resolve(answers));
    for (const request of requests) stream.write(request);
    stream.end?.();
  });
}

test('reads one report', async () => {
  const {report} = await extractReport(
      {document: document('beijing/haidian-2020.txt')}, deadline());
  assert.equal(report.issuer.divisionCode, '110108');
  assert.equal(report.issuer.level, 'LEVEL_COUNTY');
  assert.equal(report.year, 2020);
  assert(report.observations.some((o) => o.quantity.value === 560));
});

test('tells what is wrong with a document', async () => {
  await assert.rejects(
      extractReport({document: {sourceUri: 'empty'}}, deadline()),
      {code: grpc.status.INVALID_ARGUMENT});
});

test('stores and answers', async () => {
  const names = ['beijing/haidian-2020.txt', 'beijing/chaoyang-2020.txt'];
  const extracted = await exchange(
      extractor.extractReports(deadline()),
      names.map((name) => ({requestId: name, document: document(name)})));
  assert.deepEqual(extracted.map((answer) => answer.requestId), names);

  const stored = await exchange(
      aggregator.uploadReports(deadline()),
      extracted.map(({requestId, report}) => ({requestId, report})));
  assert.deepEqual(stored.map((answer) => answer.error), [null, null]);
  const {report} = await getReport({name: stored[0].name}, deadline());
  assert.equal(report.sourceUri, names[0]);

  const rows = await exchange(aggregator.queryStatistics({
    selection: {
      indicators: ['indicators/sample.accepted'],
      within: ['divisions/110000'],
      firstYear: 2020,
      lastYear: 2020,
    },
    groupBy: ['DIMENSION_YEAR'],
  }, deadline()));
  assert.equal(rows.length, 1);
  const statistics = rows[0].statistics[0];
  assert.equal(statistics.count, 2);
  assert.equal(statistics.sum, 560 + 1100);
  assert.equal(statistics.median, (560 + 1100) / 2);
});

const selection = {
  indicators: ['indicators/sample.accepted'],
  within: ['divisions/110000'],
  firstYear: 2020,
  lastYear: 2020,
};

async function store(...names) {
  const extracted = await exchange(
      extractor.extractReports(deadline()),
      names.map((name) => ({requestId: name, document: document(name)})));
  const stored = await exchange(
      aggregator.uploadReports(deadline()),
      extracted.map(({requestId, report}) => ({requestId, report})));
  for (const {error} of stored) assert.equal(error, null);
}

test('compares divisions', async () => {
  await store('beijing/haidian-2020.txt', 'beijing/chaoyang-2020.txt');
  const [ranks] =
      await exchange(aggregator.rankDivisions({selection}, deadline()));
  assert.deepEqual(
      ranks.divisions.map(({rank, group}) => [rank, group.division]),
      [[1, 'divisions/110105'], [2, 'divisions/110108']]);

  const [spread] = await exchange(
      aggregator.queryDistributions({selection, binCount: 2}, deadline()));
  assert.deepEqual(
      spread.distributions[0].bins.map(({count}) => count), [1, 1]);

  const [together] = await exchange(aggregator.queryCorrelations({
    selection: {...selection, indicators: []},
    x: 'indicators/sample.accepted',
    y: 'indicators/sample.accepted',
  }, deadline()));
  assert.equal(together.correlations[0].count, 2);
});

test('tells how it moved', async () => {
  await store('beijing/haidian-2019.txt', 'beijing/haidian-2020.txt');
  const [answer] = await exchange(aggregator.queryTrends(
      {selection: {...selection, within: ['divisions/110108']}}, deadline()));
  const trend = answer.trends[0];
  assert.equal(trend.matched, 1);
  assert.equal(trend.change, trend.sum - trend.previousSum);
});

test('checks reports beside others', async () => {
  await store('beijing/haidian-2019.txt', 'beijing/haidian-2020.txt');
  const answers = await exchange(
      aggregator.queryChecks({codes: ['NEIGHBOUR_POWER']}, deadline()));
  assert.deepEqual(answers, []);
});

test('goes on where a stream ended', async () => {
  await store('beijing/haidian-2020.txt', 'beijing/chaoyang-2020.txt');
  const request = {selection, groupBy: ['DIMENSION_DIVISION']};
  const [whole] =
      await exchange(aggregator.queryStatistics(request, deadline()));
  const rows = [];
  let resumeToken = '';
  do {
    const [answer] = await exchange(aggregator.queryStatistics(
        {...request, limit: 1, resumeToken}, deadline()));
    rows.push(...answer.statistics);
    ({resumeToken} = answer);
    // What is stored meanwhile does not show.
    await store('sichuan/chengdu-2020.txt');
  } while (resumeToken);
  assert.deepEqual(rows, whole.statistics);
});

test('watches', async () => {
  await store('beijing/haidian-2020.txt');
  const query = {selection: {...selection, within: ['divisions/110108']}};
  let resumeToken = '';
  const firstState = async () => {
    const stream =
        aggregator.watchStatistics({query, resumeToken}, deadline());
    const rows = [];
    for await (const answer of stream) {
      rows.push(...answer.statistics);
      ({resumeToken} = answer);
      if (answer.complete) break;
    }
    stream.cancel();
    return rows.map(({sum}) => sum);
  };
  assert.deepEqual(await firstState(), [560]);
  assert.deepEqual(await firstState(), []);
});

test('finds the sentences', async () => {
  await store('beijing/haidian-2020.txt');
  const rows = await exchange(aggregator.queryObservations(
      {selection: {...selection, within: ['divisions/110108']}}, deadline()));
  assert.equal(rows.length, 1);
  assert(rows[0].observation.evidence.sentence.includes('560件'));
});

test('lists and deletes', async () => {
  const name = 'beijing/haidian-2019.txt';
  await store(name);
  const {reports} = await listReports({pageSize: 1000}, deadline());
  const {report} = reports.find(({report}) => report.sourceUri === name);
  await deleteReport({name: report.name}, deadline());
  await assert.rejects(
      getReport({name: report.name}, deadline()),
      {code: grpc.status.NOT_FOUND});
});

test('stores one, corrects it and takes that back', async () => {
  const {report} = await extractReport(
      {document: document('sichuan/chengdu-2020.txt')}, deadline());
  const {name} = await uploadReport({report}, deadline());
  const corrected = await updateReport(
      {report: {name, year: 2021}, updateMask: {paths: ['year']}}, deadline());
  assert.equal(corrected.report.year, 2021);
  const {reports} = await batchGetReports({names: [name]}, deadline());
  assert.equal(reports[0].corrections[0].readValue, '2020');
  const reverted = await updateReport(
      {report: {name}, updateMask: {paths: ['year']}, revert: true},
      deadline());
  assert.equal(reverted.report.year, 2020);
});

test('knows names', async () => {
  const {names} = await resolveNames(
      {queries: [{text: '徐州市鼓楼区'}]}, deadline());
  const {name} = names[0].candidates[0];
  const {division} = await getDivision({name}, deadline());
  assert.equal(division.fullName, '江苏省徐州市鼓楼区');
  const {indicator} = await getIndicator(
      {name: 'indicators/sample.accepted'}, deadline());
  assert.equal(indicator.unit, '件');
});

test('tells what there is', async () => {
  const {indicators} = await listIndicators({pageSize: 1000}, deadline());
  assert(indicators.some(({name}) => name === 'indicators/sample.accepted'));
  const {divisions} = await listDivisions(
      {within: 'divisions/110000', level: 'LEVEL_COUNTY'}, deadline());
  assert(divisions.some(({name}) => name === 'divisions/110108'));
});

test.after(() => {
  const every = [v1.ExtractorService, v1.AggregatorService].flatMap(
      ({service}) => Object.values(service).map(({path}) => path));
  assert.deepEqual([...called].sort(), every.sort());
});
