#!/usr/bin/env node
// Reads documents, stores their reports and prints medians over counties.
//
//     stats.js [FILE|FOLDER]...
//
// The services are those of NIANBAO_EXTRACTOR and NIANBAO_AGGREGATOR
// (host:port). NIANBAO_PROTO is the folder of the protos, proto/ of the
// repository if not set.
// Exits with 1 when a document failed or a service does not answer.

const fs = require('node:fs');
const path = require('node:path');
const {promisify} = require('node:util');
const grpc = require('@grpc/grpc-js');
const protoLoader = require('@grpc/proto-loader');

const proto = process.env.NIANBAO_PROTO ??
    path.join(__dirname, '..', '..', '..', 'proto');
const {v1} = grpc.loadPackageDefinition(protoLoader.loadSync(
    ['nianbao/v1/extractor_service.proto',
     'nianbao/v1/aggregator_service.proto'],
    {includeDirs: [proto], longs: Number, enums: String, defaults: true,
     oneofs: true})).nianbao;
const extractor = new v1.ExtractorService(
    process.env.NIANBAO_EXTRACTOR ?? '127.0.0.1:7701',
    grpc.credentials.createInsecure());
const aggregator = new v1.AggregatorService(
    process.env.NIANBAO_AGGREGATOR ?? '127.0.0.1:7702',
    grpc.credentials.createInsecure());
const extractReport = promisify(extractor.extractReport).bind(extractor);
const uploadReport = promisify(aggregator.uploadReport).bind(aggregator);
const deadline = () => ({deadline: Date.now() + 60_000});

// The files of `file`: itself, or all that is below a folder.
function filesOf(file) {
  if (!fs.statSync(file).isDirectory()) return [file];
  return fs.readdirSync(file).sort()
      .flatMap((name) => filesOf(path.join(file, name)));
}

// Reads one document (text or a web page) and stores its report.
async function store(file) {
  const document = {sourceUri: file, content: fs.readFileSync(file)};
  const {report} = await extractReport({document}, deadline());
  await uploadReport({report}, deadline());
}

async function printMedians() {
  console.log(['indicator', 'year', 'level', 'count', 'median'].join('\t'));
  const answers = aggregator.queryStatistics(
      {selection: {levels: ['LEVEL_COUNTY']}}, deadline());
  for await (const {statistics} of answers) {
    for (const {group, count, median} of statistics) {
      // The median is absent where all values of the row were left out.
      console.log([group.indicator.replace('indicators/', ''), group.year,
        group.level.replace('LEVEL_', '').toLowerCase(), count,
        median?.toFixed(2) ?? ''].join('\t'));
    }
  }
}

async function main() {
  for (const file of process.argv.slice(2).flatMap(filesOf)) {
    try {
      await store(file);
    } catch (error) {
      // The document is at fault, and the others may still be read.
      if (error.code !== grpc.status.INVALID_ARGUMENT) throw error;
      console.error(`${file}: ${error.details}`);
      process.exitCode = 1;
    }
  }
  await printMedians();
}

main().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
