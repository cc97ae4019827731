// Answers the queries of the statistics benchmark with DuckDB, in memory and
// with two threads:
//
//   node serve.js ROWS.csv INDICATOR YEAR P1,P2,...
//
// The rows are indicator, year, province, division and value, in the order of
// these. Prints "ready" once they are loaded; then for each line of input
//   ask QUERY    the number of rows, and each row: key, year, figures
//   time QUERY   milliseconds until the last chunk of rows is here
'use strict';

const readline = require('readline');
const {DuckDBInstance} = require('@duckdb/node-api');

const [rows, indicator, year, probabilities] = process.argv.slice(2);

const summary =
    'count(*)::INTEGER, sum(value), avg(value), stddev_samp(value), ' +
    'min(value), max(value)';

const queries = {
  summary: `SELECT province, year, ${summary} FROM observation
            WHERE indicator = $1 GROUP BY province, year`,
  quantiles: `SELECT province, year, ${summary},
                     quantile_cont(value, [${probabilities}])
              FROM observation WHERE indicator = $1 GROUP BY province, year`,
  all_by_year: `SELECT indicator, year, ${summary} FROM observation
                GROUP BY indicator, year`,
  rank: `SELECT division, 0, rank() OVER (ORDER BY value DESC)::INTEGER, value
         FROM observation WHERE indicator = $1 AND year = $2`,
};

async function main() {
  const instance = await DuckDBInstance.create(':memory:', {threads: '2'});
  const connection = await instance.connect();
  await connection.run(`
      CREATE TABLE observation (
        indicator SMALLINT NOT NULL, year SMALLINT NOT NULL,
        province INTEGER NOT NULL, division INTEGER NOT NULL,
        value DOUBLE NOT NULL)`);
  await connection.run(`COPY observation FROM '${rows}' (HEADER false)`);
  const statements = {};
  for (const [name, sql] of Object.entries(queries)) {
    statements[name] = await connection.prepare(sql);
    const parameters = [Number(indicator), Number(year)];
    for (let i = 0; i < statements[name].parameterCount; ++i) {
      statements[name].bindSmallInt(i + 1, parameters[i]);
    }
  }
  console.log('ready');
  for await (const line of readline.createInterface({input: process.stdin})) {
    const [command, query] = line.split(' ');
    const begin = process.hrtime.bigint();
    const reader = await statements[query].runAndReadAll();
    const milliseconds = Number(process.hrtime.bigint() - begin) / 1e6;
    if (command === 'time') {
      console.log(milliseconds);
      continue;
    }
    const answer = reader.getRows().map(
        row => row.map(v => v.items ? v.items.join(' ') : v).join(' '));
    console.log([answer.length, ...answer].join('\n'));
  }
}

main();
