// A page of `nianbao review` in a real browser: review.html, and the reports it
// shows in reports.json.
'use strict';
const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');
const {after, afterEach, before, beforeEach, test} = require('node:test');
const {pathToFileURL} = require('node:url');
const {chromium} = require('playwright-core');

const ADDRESS = pathToFileURL(path.resolve('review.html')).href;
const reports = JSON.parse(fs.readFileSync('reports.json', 'utf8'));
const traditional =
    reports.findIndex(({sourceUri}) => sourceUri.endsWith('traditional.txt'));
const hostile =
    reports.findIndex(({sourceUri}) => sourceUri.includes('hostile'));

let browser;
let context;
let page;
let complaints;

before(async () => {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM,
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic',
      '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync'],
  });
});

after(() => browser.close());

async function open(options = {}) {
  context = await browser.newContext(
      {viewport: {width: 1400, height: 900}, ...options});
  page = await context.newPage();
  complaints = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    const url = request.url();
    if (url !== ADDRESS && !url.startsWith('data:')) complaints.push(url);
  });
  await page.goto(ADDRESS);
}

beforeEach(() => open());

afterEach(async () => {
  await context.close();
  assert.deepStrictEqual(complaints, []);
});

const choose = (number) => page.selectOption('#picker', String(number));
const textOf = (number) => page.$$eval(`#d${number} .line`,
    (lines) => lines.map((line) => line.textContent));
const visibleMarks = () => page.locator('article:not([hidden]) mark:not(.off)');
const currentMark = () => page.locator('mark.current');

// Observations of the document's marks, by what the mark says.
const marked = (number) => page.$$eval(`#d${number} mark`, (marks) => {
  const texts = {};
  for (const mark of marks) {
    for (const i of mark.dataset.o.split(' ')) {
      texts[i] = (texts[i] ?? '') + mark.textContent;
    }
  }
  return texts;
});

test('every observation is marked at its span', async () => {
  for (const [number, report] of reports.entries()) {
    // The text of a page is not in its file.
    if (number === hostile) continue;
    const bytes = fs.readFileSync(report.sourceUri);
    const expected = {};
    report.observations.forEach(({evidence: {span}}, i) => {
      expected[i] = bytes.subarray(span.begin ?? 0, span.end)
          .toString('utf8').replace(/[\r\n]/g, '');
    });
    assert.deepStrictEqual(await marked(number), expected);
  }
});

test('hover, focus and click show the reading', async () => {
  const {observations} = reports[0];
  const i = observations.findIndex(({indicator}) => indicator);
  const mark = page.locator(`#d0 mark[data-o="${i}"]`).first();
  await mark.hover();
  const tip = page.locator('#tip');
  await tip.waitFor({state: 'visible'});
  const told = await tip.textContent();
  assert.match(told, /数量|增减|位次|目标/);
  await page.mouse.move(5, 500);
  await tip.waitFor({state: 'hidden'});

  await mark.focus();
  await tip.waitFor({state: 'visible'});
  assert.strictEqual(await tip.textContent(), told);
  assert.strictEqual(await mark.getAttribute('aria-describedby'), 'tip');

  await mark.click();
  const reading = await page.locator('#reading').innerText();
  for (const part of [observations[i].quantity.text, observations[i].subject,
    String(observations[i].year),
    observations[i].indicator.replace('indicators/', '')]) {
    assert.ok(reading.includes(part), `${part} in ${reading}`);
  }
});

test('why a figure is linked opens on demand', async () => {
  const {observations} = reports[0];
  const i = observations.findIndex(({indicator}) => indicator);
  await page.locator(`#d0 mark[data-o="${i}"]`).first().click();
  const why = page.locator('#reading .why');
  assert.ok(!await why.locator('.candidate').first().isVisible());
  await why.locator('summary').click();
  const told = await why.innerText();
  assert.match(told, /归入/);
  assert.match(told, /其次/);
  assert.match(told, /[+−]\d+\.\d\d/);
});

test('keys move between observations', async () => {
  const last = String(reports[0].observations.length - 1);
  for (const [key, expected] of [['j', '0'], ['ArrowRight', '1'], ['k', '0'],
    ['ArrowLeft', last], ['j', '0']]) {
    await page.keyboard.press(key);
    assert.strictEqual(await currentMark().first().getAttribute('data-o'),
        expected, key);
    assert.ok(await currentMark().first().evaluate(
        (mark) => mark === document.activeElement), key);
  }
  await page.keyboard.press('Escape');
  assert.strictEqual(await currentMark().count(), 0);
  await page.keyboard.press('?');
  await page.locator('#guide').waitFor({state: 'visible'});
  await page.keyboard.press('Escape');
  await page.locator('#guide').waitFor({state: 'hidden'});
});

test('filters by indicator, kind, confidence', async () => {
  await choose(traditional);
  const {observations} = reports[traditional];
  const count = (predicate) => observations.filter(predicate).length;
  const total = observations.length;
  assert.strictEqual(await visibleMarks().count(), total);

  await page.selectOption('#family', 'reconsideration.*');
  const family = count(({indicator}) =>
    indicator?.startsWith('indicators/reconsideration.'));
  assert.ok(family > 0 && family < total);
  assert.strictEqual(await visibleMarks().count(), family);
  await page.keyboard.press('Escape');

  await page.selectOption('#family', '-');
  assert.strictEqual(await visibleMarks().count(),
      count(({indicator}) => !indicator));
  await page.click('#unfilter');
  assert.strictEqual(await visibleMarks().count(), total);

  await page.uncheck('[value=KIND_LEVEL]');
  const others = count(({kind}) => kind !== 'KIND_LEVEL');
  assert.ok(others > 0 && others < total);
  assert.strictEqual(await visibleMarks().count(), others);
  await page.check('[value=KIND_LEVEL]');

  await page.uncheck('#unlinked');
  assert.strictEqual(await visibleMarks().count(),
      count(({indicator}) => indicator));
  await page.check('#unlinked');
  await page.fill('#confidence', '95');
  assert.strictEqual(await visibleMarks().count(),
      count(({indicator, confidence}) =>
        !indicator || Math.round(confidence * 100) >= 95));

  // Keys pass over what is filtered out.
  await page.click('#unfilter');
  await page.uncheck('[value=KIND_LEVEL]');
  await page.locator('main').focus();
  await page.keyboard.press('j');
  assert.strictEqual(await currentMark().first().getAttribute('data-o'),
      String(observations.findIndex(({kind}) => kind !== 'KIND_LEVEL')));
});

test('diagnostics lead to their places', async () => {
  await choose(traditional);
  const {diagnostics} = reports[traditional];
  assert.ok(diagnostics.length > 0);
  assert.strictEqual(
      await page.locator('#diagnostics li').count(), diagnostics.length);
  await page.locator('main').focus();
  await page.keyboard.press('n');
  assert.strictEqual(await currentMark().first().getAttribute('data-o'),
      String(diagnostics[0].observations[0]));
  const other = diagnostics[0].observations[1];
  await page.locator('#diagnostics li').first().locator('button').nth(1)
      .click();
  assert.strictEqual(await currentMark().first().getAttribute('data-o'),
      String(other));
});

test('the display changes script and back, marks in place', async () => {
  await choose(traditional);
  const original = await textOf(traditional);
  await page.click('[data-script=hans]');
  const simplified = await textOf(traditional);
  assert.strictEqual(simplified[3], '二、头发与发展');
  assert.deepStrictEqual(simplified.map((line) => [...line].length),
      original.map((line) => [...line].length));
  assert.ok(Object.values(await marked(traditional)).includes('约3.2万余次'));
  await page.click('[data-script=original]');
  assert.deepStrictEqual(await textOf(traditional), original);

  await choose(0);
  const printed = await textOf(0);
  await page.click('[data-script=hant]');
  assert.notDeepStrictEqual(await textOf(0), printed);
  await page.click('[data-script=original]');
  assert.deepStrictEqual(await textOf(0), printed);
});

test('search finds across marks', async () => {
  await choose(traditional);
  await page.keyboard.press('Escape');
  await page.locator('main').focus();
  await page.keyboard.press('/');
  await page.keyboard.type('受理98件');
  const found = page.locator('#found');
  assert.strictEqual(await found.textContent(), '1/1');
  await page.fill('#query', '件');
  const total = (await textOf(traditional)).join('').split('件').length - 1;
  assert.strictEqual(await found.textContent(), `1/${total}`);
  await page.keyboard.press('Enter');
  assert.strictEqual(await found.textContent(), `2/${total}`);
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.press('Shift+Enter');
  assert.strictEqual(await found.textContent(), `${total}/${total}`);
  await page.fill('#query', '没有的话');
  assert.strictEqual(await found.textContent(), '没有');
  await page.keyboard.press('Escape');
  assert.strictEqual(await found.textContent(), '');
});

test('the outline leads to the headings', async () => {
  await choose(traditional);
  const links = page.locator('#outline a');
  assert.deepStrictEqual(await links.allTextContents(),
      ['一、行政覆議', '二、頭髮與發展']);
  await page.setViewportSize({width: 1400, height: 300});
  await links.nth(1).click();
  const box = await page.locator(`#d${traditional}-s1`).boundingBox();
  assert.ok(box.y >= 0 && box.y < 300, `${box.y}`);
});

test('an address opens its observation', async () => {
  await page.goto(`${ADDRESS}#d${traditional}-o2`);
  assert.strictEqual(await currentMark().first().getAttribute('data-o'), '2');
  assert.strictEqual(
      await page.locator('article:not([hidden])').getAttribute('id'),
      `d${traditional}`);
  // Another document begins without one.
  await choose(0);
  assert.strictEqual(await currentMark().count(), 0);
});

test('hostile documents stay text', async () => {
  await choose(hostile);
  await page.click('[data-script=hant]');
  await page.click('[data-script=original]');
  assert.strictEqual(await page.evaluate(() => window.broken), undefined);
  assert.strictEqual(await page.locator('article img').count(), 0);
  const text = (await textOf(hostile)).join('\n');
  for (const part of ['行政</p></script><script>window.broken=1</script>',
    '<img src="http://127.0.0.1:9/x" onerror="window.broken=1">全年受理',
    '<!-- {{documents}}', "&lt;'负责人'出庭", '</mark>']) {
    assert.ok(text.includes(part), `${part} in ${text}`);
  }
  assert.deepStrictEqual(Object.values(await marked(hostile)),
      ['56件', '53件', '1,234件', '6.2%', '100%']);
});

test('a phone shows it without scrolling sideways', async () => {
  await context.close();
  await open({viewport: {width: 375, height: 667}, isMobile: true,
    hasTouch: true});
  for (const number of [0, hostile, traditional]) {
    await choose(number);
    assert.ok(await page.evaluate(
        () => document.documentElement.scrollWidth) <= 375);
    await visibleMarks().last().tap();
    const reading = page.locator('#reading');
    await reading.waitFor({state: 'visible'});
    const panel = await reading.boundingBox();
    const mark = await currentMark().first().boundingBox();
    assert.ok(panel.width <= 375 && mark.y + mark.height <= panel.y,
        'the panel covers the mark');
    await page.click('#reading .close');
    await reading.waitFor({state: 'hidden'});
  }
});
