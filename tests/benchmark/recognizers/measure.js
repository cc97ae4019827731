// Speed of Recognizers-Text's number recognizer for Chinese on the lines of
// standard input, the first of which is the speed to compare with.
'use strict';

const fs = require('fs');
const recognizers = require('@microsoft/recognizers-text-number');

const MOST_SECONDS = 10;

const input = fs.readFileSync(0, 'utf8');
const firstLine = input.indexOf('\n');
const ours = Number(input.slice(0, firstLine));
const lines = input.slice(firstLine + 1).split('\n');

const culture = recognizers.Culture.Chinese;
recognizers.recognizeNumber('受理12件', culture);  // loads its tables
let bytes = 0;
let numbers = 0;
const begin = process.hrtime.bigint();
let seconds = 0;
for (const line of lines) {
  numbers += recognizers.recognizeNumber(line, culture).length;
  bytes += Buffer.byteLength(line) + 1;
  seconds = Number(process.hrtime.bigint() - begin) / 1e9;
  if (seconds > MOST_SECONDS) break;
}
const speed = bytes / seconds;
console.log(
    `Recognizers-Text (numbers alone): ${(speed / 1e6).toFixed(2)} MB/s, ` +
    `${numbers} numbers; the pipeline is ${(ours / speed).toFixed(0)} times ` +
    'as fast');
