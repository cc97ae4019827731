// The text as printed, in Simplified or in Traditional characters.
const SCRIPTS = ['original', 'hans', 'hant'];
const LANGUAGES = {hans: 'zh-Hans', hant: 'zh-Hant'};
let script = 'original';
// By document: each run's text node, as printed; filled when first needed. A
// run has a node of its own, which long texts arrive split into.
const printed = new Map();

function runsOf(number) {
  if (!printed.has(number)) {
    const text = $(`#d${number} .text`);
    text.normalize();
    const nodes = textNodes(text);
    printed.set(number, {
      nodes, texts: nodes.map((node) => node.data),
      lang: $(`#d${number}`).lang,
    });
  }
  return printed.get(number);
}

function displayScript() {
  const {nodes, texts, lang} = runsOf(shown.number);
  const converted = DOCUMENTS[shown.number][script] ?? texts;
  nodes.forEach((node, i) => {
    if (node.data !== converted[i]) node.data = converted[i];
  });
  shown.article.lang = LANGUAGES[script] ?? lang;
  for (const button of $$('#scripts button')) {
    button.setAttribute('aria-pressed', button.dataset.script === script);
  }
  runSearch();
}

function chooseScript(name) {
  script = name;
  displayScript();
  listSections();
}

function nextScript() {
  chooseScript(SCRIPTS[(SCRIPTS.indexOf(script) + 1) % SCRIPTS.length]);
}

// The headings as they are displayed.
function listSections() {
  const items = [];
  const sections = DOCUMENTS[shown.number].report.sections ?? [];
  sections.forEach(({depth = 1}, s) => {
    const id = `d${shown.number}-s${s}`;
    const place = document.getElementById(id);
    if (place === null) return;
    items.push(element('li', {class: `depth${depth}`},
        element('a', {href: `#${id}`, onclick: (event) => {
          event.preventDefault();
          place.scrollIntoView();
        }}, place.textContent + (place.matches('.lead') ? '' : '…'))));
  });
  $('#outline ol').replaceChildren(...items);
  $('#outline').classList.toggle('empty', items.length === 0);
}
