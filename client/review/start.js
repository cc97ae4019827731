// The page: which document is shown, pointer and keys.
function showDocument(number) {
  for (const article of $$('article')) article.hidden = true;
  document.getElementById(`d${number}`).hidden = false;
  $('#picker').value = number;
  indexDocument(number);
  listDiagnostics();
  listIndicators();
  displayScript();
  listSections();
  select(-1);
  applyFilters();
}

function listDocuments() {
  $('#picker').replaceChildren(...DOCUMENTS.map(({report}, number) =>
    element('option', {value: number},
        report.title || report.sourceUri.split('/').pop())));
  $('.picker').hidden = DOCUMENTS.length < 2;
  $('#picker').addEventListener('change', (event) => {
    showDocument(Number(event.target.value));
    scrollTo(0, 0);
  });
}

// Opens the place that the address names: #d2-o17.
function openAddress() {
  const [, number, i] = location.hash.match(/^#d(\d+)-o(\d+)$/) ?? [];
  if (!DOCUMENTS[number]) return;
  if (shown.number !== Number(number)) showDocument(Number(number));
  if (shown.observations[i]) select(Number(i));
}

const KEYS = {
  j: () => step(1), ArrowRight: () => step(1),
  k: () => step(-1), ArrowLeft: () => step(-1),
  n: () => stepDiagnostic(1), p: () => stepDiagnostic(-1),
  s: nextScript,
  '/': () => $('#query').focus(),
  '?': () => $('#guide').showModal(),
  Escape: () => {
    hideTip();
    select(-1);
    clearSearch();
  },
};

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing ||
      $('#guide').open || event.target.matches('input, select, textarea')) {
    return;
  }
  if (KEYS[event.key]) {
    event.preventDefault();
    KEYS[event.key]();
  } else if (event.key === 'Enter' && event.target.matches('mark')) {
    select(observationsOf(event.target)[0]);
  }
}

function startPointer() {
  const text = $('main');
  const markAt = (event) => event.target.closest?.('mark:not(.off)');
  text.addEventListener('click', (event) => {
    const mark = markAt(event);
    if (mark) select(observationsOf(mark).find((i) => shown.visible[i]));
  });
  text.addEventListener('pointerover', (event) => {
    const mark = markAt(event);
    if (mark && event.pointerType === 'mouse') showTip(mark);
  });
  text.addEventListener('pointerout', hideTip);
  text.addEventListener('focusin', (event) => {
    const mark = markAt(event);
    // What is read stands in the panel.
    if (mark && !mark.classList.contains('current')) showTip(mark);
  });
  text.addEventListener('focusout', hideTip);
  addEventListener('scroll', hideTip, {passive: true});
}

function start() {
  const wide = !matchMedia('(max-width: 60rem)').matches;
  for (const box of $$('.layout details')) box.open = wide;
  $('#help').addEventListener('click', KEYS['?']);
  for (const button of $$('#scripts button')) {
    button.addEventListener('click', () => chooseScript(button.dataset.script));
  }
  document.addEventListener('keydown', onKey);
  startPointer();
  startFilters();
  startSearch();
  listDocuments();
  if (DOCUMENTS.length === 0) return;
  showDocument(0);
  openAddress();
  addEventListener('hashchange', openAddress);
}

start();
