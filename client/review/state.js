// What is shown: one document, one observation of it.
const dataOf = (id) => JSON.parse(document.getElementById(id).textContent);
const INDICATORS = Object.fromEntries(
    dataOf('indicators').map(([name, zh, en]) => [name, {zh, en}]));
const DOCUMENTS = dataOf('documents');

const $ = (selector, within = document) => within.querySelector(selector);
const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];

// A new element. Content is text or nodes, never markup.
function element(name, attributes = {}, ...content) {
  const result = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) {
      result.addEventListener(key.slice(2), value);
    } else if (value !== undefined) {
      result.setAttribute(key, value);
    }
  }
  result.append(...content);
  return result;
}

// Of the document shown.
const shown = {
  number: 0,
  article: null,
  observations: [],
  diagnostics: [],
  // By observation: its marks, and its diagnostics' indices.
  marks: [],
  doubts: [],
  // By observation: true when the filters let it through.
  visible: [],
  // Index of the observation that is read; -1 for none.
  current: -1,
  diagnostic: -1,
};

const observationsOf = (mark) => mark.dataset.o.split(' ').map(Number);

function indexDocument(number) {
  for (const mark of $$('mark.current')) mark.classList.remove('current');
  const report = DOCUMENTS[number].report;
  shown.number = number;
  shown.article = document.getElementById(`d${number}`);
  shown.observations = report.observations ?? [];
  shown.diagnostics = report.diagnostics ?? [];
  shown.marks = shown.observations.map(() => []);
  shown.doubts = shown.observations.map(() => []);
  shown.visible = shown.observations.map(() => true);
  shown.current = shown.diagnostic = -1;
  for (const mark of $$('mark', shown.article)) {
    mark.tabIndex = -1;
    mark.setAttribute('role', 'button');
    for (const i of observationsOf(mark)) shown.marks[i].push(mark);
  }
  shown.diagnostics.forEach((diagnostic, d) => {
    for (const i of diagnostic.observations ?? []) shown.doubts[i]?.push(d);
  });
  // The way in for the Tab key; it follows the observation that is read.
  if (shown.marks[0]) shown.marks[0][0].tabIndex = 0;
}

// Makes observation `i` the one that is read: marked, scrolled to, in the panel.
function select(i, {focus = true} = {}) {
  for (const mark of $$('mark.current, mark[tabindex="0"]', shown.article)) {
    mark.classList.remove('current');
    mark.tabIndex = -1;
  }
  shown.current = i;
  document.body.classList.toggle('reading', i >= 0);
  showReading(i);
  if (i < 0) return;
  for (const mark of shown.marks[i]) mark.classList.add('current');
  const [first] = shown.marks[i];
  first.tabIndex = 0;
  first.scrollIntoView({block: 'nearest'});
  if (focus) first.focus({preventScroll: true});
  history.replaceState(null, '', `#d${shown.number}-o${i}`);
}

// To the next visible observation in that direction, around the end.
function step(direction) {
  const count = shown.observations.length;
  let i = shown.current < 0 && direction < 0 ? 0 : shown.current;
  for (let tried = 0; tried < count; ++tried) {
    i = (i + direction + count) % count;
    if (shown.visible[i]) return select(i);
  }
}

// To a diagnostic: the observation in doubt, or the top of the document.
function selectDiagnostic(d) {
  shown.diagnostic = d;
  for (const [k, item] of $$('#diagnostics > ol > li').entries()) {
    item.classList.toggle('current', k === d);
  }
  const [first] = shown.diagnostics[d].observations ?? [];
  if (first !== undefined) return select(first);
  select(-1);
  shown.article.scrollIntoView();
}

function stepDiagnostic(direction) {
  const count = shown.diagnostics.length;
  if (count === 0) return;
  const from = shown.diagnostic < 0 && direction < 0 ? 0 : shown.diagnostic;
  selectDiagnostic((from + direction + count) % count);
}
