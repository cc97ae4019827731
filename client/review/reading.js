// How an observation was read: beside the text, and in a tip on its mark.

// An exact decimal with its thousands set apart.
function grouped(decimal) {
  const [whole, fraction] = decimal.split('.');
  const thousands = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? thousands : `${thousands}.${fraction}`;
}

function valueOf(observation) {
  const {decimal, value = 0, unit = '', modifier} = observation.quantity;
  const sign = MODIFIER_SIGNS[modifier] ?? '';
  const plus =
      observation.kind === 'KIND_CHANGE' && value > 0 ? '+' : '';
  const number = grouped(decimal || String(value));
  return `${sign}${plus}${number}${/^[%‰]/.test(unit) ? '' : ' '}${unit}`;
}

const idOf = (name) => name.replace(/^indicators\//, '');
const nameOf = (name) =>
    name ? INDICATORS[name]?.zh ?? idOf(name) : '未归入指标';
const kindClass = ({kind = ''}) => kind.replace('KIND_', '').toLowerCase();
const percent = (fraction = 0) => `${Math.floor(fraction * 100)}%`;
const diagnosticName = ({code}) => DIAGNOSTICS[code] ?? code;
const diagnosticClass = ({severity}) =>
    severity === 'SEVERITY_ERROR' ? 'error' : 'warning';

function fact(list, name, ...value) {
  if (value.every((part) => part === undefined || part === '')) return;
  list.append(element('dt', {}, name), element('dd', {}, ...value));
}

// Part of another figure, which a button leads to.
function relationOf({relation, related}) {
  const [of, alone] = RELATIONS[relation] ?? ['', ''];
  if (!shown.observations[related]) return [alone];
  return [element('button', {
    type: 'button', class: 'related', onclick: () => select(related),
  }, `第 ${related + 1} 个数字(${shown.observations[related].quantity.text ?? ''})`), of];
}

const signed = (weight = 0) => `${weight < 0 ? '−' : '+'}${Math.abs(weight).toFixed(2)}`;

// A candidate and what weighs most for and against it.
function candidateOf({indicator = '', probability, terms = []}, title) {
  return element('div', {class: 'candidate'},
      element('h3', {}, `${title}:${nameOf(indicator)} ${percent(probability)}`),
      element('ul', {}, ...terms.map(({textZh, weight = 0}) => element('li',
          {class: weight < 0 ? 'against' : 'for'},
          element('span', {}, signed(weight)), ` ${textZh ?? ''}`))));
}

// Why it was linked so, and what came second: opened on demand.
function whyOf({indicator = '', candidates = []}) {
  const chosen = candidates.find((c) => (c.indicator ?? '') === indicator);
  const second = candidates.find((c) => c !== chosen);
  if (chosen === undefined) return [];
  return [element('details', {class: 'why'},
      element('summary', {}, '为何如此归类'),
      candidateOf(chosen, '归入'),
      ...(second ? [candidateOf(second, '其次')] : []))];
}

function factsOf(o) {
  const list = element('dl');
  fact(list, '原文', o.quantity.text ?? '');
  fact(list, '对象', o.subject ?? '');
  fact(list, '所计', o.noun?.text ?? '');
  fact(list, '关系', ...relationOf(o));
  fact(list, '类型', KINDS[o.kind] ?? '');
  fact(list, '年份', o.year ? String(o.year) : '');
  fact(list, '精确程度', MODIFIERS[o.quantity.modifier] ?? '');
  if (o.indicator) {
    fact(list, '归类置信度',
        element('meter', {
          min: 0, max: 1, low: 0.7, high: 0.9, optimum: 1,
          value: o.confidence ?? 0, 'aria-hidden': 'true',
        }), ` ${percent(o.confidence)}`);
    fact(list, '代表值', o.headline ? '是,进入统计' : '否');
  }
  fact(list, '所指', SCOPES[o.scope] ?? '');
  fact(list, '章节', o.evidence.section ?? '');
  return list;
}

// The values a diagnostic compares.
function comparison(diagnostic) {
  const list = element('dl');
  const values = [['原文', diagnostic.printed], ['对照', diagnostic.computed],
    ['建议', diagnostic.suggested]];
  for (const [name, value] of values) {
    if (value === undefined) continue;
    fact(list, name, grouped(String(Number(value.toPrecision(6)))));
  }
  return list;
}

// A diagnostic with links to its places other than observation `except`.
function diagnosticCard(d, except = -1) {
  const diagnostic = shown.diagnostics[d];
  const places = element('p', {class: 'places'});
  for (const i of diagnostic.observations ?? []) {
    if (i === except || !shown.observations[i]) continue;
    places.append(element('button', {
      type: 'button', class: kindClass(shown.observations[i]),
      onclick: () => select(i),
    }, shown.observations[i].quantity.text ?? `#${i}`));
  }
  return element('div', {class: `diagnostic ${diagnosticClass(diagnostic)}`},
      element('h3', {}, diagnosticName(diagnostic)),
      element('p', {lang: 'en'}, diagnostic.message ?? ''),
      comparison(diagnostic), places);
}

// Observations that the same characters state.
function siblings(i) {
  const shared = new Set(shown.marks[i].flatMap(observationsOf));
  shared.delete(i);
  return [...shared].map((other) => element('button', {
    type: 'button', class: 'sibling', onclick: () => select(other),
  }, `同一处还读作:${nameOf(shown.observations[other].indicator)}`));
}

function showReading(i) {
  const panel = $('#reading');
  if (i < 0) {
    panel.replaceChildren(element('p', {class: 'hint'},
        shown.observations.length === 0 ? '本文件没有读出数字。' :
        '选择正文中的任一标记查看读数;按 j、k 逐个移动。'));
    return;
  }
  const o = shown.observations[i];
  const known = INDICATORS[o.indicator];
  panel.replaceChildren(
      element('div', {class: 'steps'},
          element('button', {type: 'button', 'aria-label': '上一个数字',
            onclick: () => step(-1)}, '‹'),
          element('span', {}, `${i + 1} / ${shown.observations.length}`),
          element('button', {type: 'button', 'aria-label': '下一个数字',
            onclick: () => step(1)}, '›'),
          element('button', {type: 'button', class: 'close',
            'aria-label': '收起读数', onclick: () => select(-1)}, '×')),
      element('p', {class: `value ${kindClass(o)}`}, valueOf(o)),
      element('h2', {class: o.indicator ? '' : 'none'}, nameOf(o.indicator)),
      ...(known?.en ? [element('p', {class: 'english', lang: 'en'}, known.en)] : []),
      ...(o.indicator ? [element('p', {class: 'id'}, idOf(o.indicator))] : []),
      factsOf(o), ...whyOf(o), ...siblings(i),
      ...shown.doubts[i].map((d) => diagnosticCard(d, i)));
}

function showTip(mark) {
  const tip = $('#tip');
  tip.replaceChildren(...observationsOf(mark).map((i) => {
    const o = shown.observations[i];
    const facts = [KINDS[o.kind], o.year || '',
      o.indicator ? `置信度 ${percent(o.confidence)}` : '',
      ...shown.doubts[i].map((d) => diagnosticName(shown.diagnostics[d]))];
    return element('p', {class: kindClass(o)},
        element('b', {}, valueOf(o)), ` ${nameOf(o.indicator)}`,
        element('small', {}, facts.filter(Boolean).join(' · ')));
  }));
  tip.hidden = false;
  mark.setAttribute('aria-describedby', 'tip');
  const at = mark.getClientRects()[0];
  const left = Math.min(at.left, innerWidth - tip.offsetWidth - 12);
  const above = at.top - tip.offsetHeight - 8;
  tip.style.left = `${Math.max(12, left)}px`;
  tip.style.top = `${above > 60 ? above : at.bottom + 8}px`;
}

function hideTip() {
  $('#tip').hidden = true;
  for (const mark of $$('mark[aria-describedby]')) {
    mark.removeAttribute('aria-describedby');
  }
}

function listDiagnostics() {
  const box = $('#diagnostics');
  const count = shown.diagnostics.length;
  $('.count', box).textContent = count;
  box.classList.toggle('empty', count === 0);
  $('ol', box).replaceChildren(...shown.diagnostics.map((_, d) => {
    const item = element('li', {}, diagnosticCard(d));
    if (!(shown.diagnostics[d].observations ?? []).length) {
      $('.places', item).append(element('button', {
        type: 'button', onclick: () => selectDiagnostic(d)}, '全文'));
    }
    return item;
  }));
}
