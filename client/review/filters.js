// Which observations are marked.
const UNLINKED = '-';
const familyOf = (name) => idOf(name).split('.')[0];

function option(value, label, count) {
  return element('option', {value}, `${label}(${count})`);
}

// All, each family with its indicators, and those without one; with counts.
function listIndicators() {
  const families = new Map();
  let unlinked = 0;
  for (const {indicator} of shown.observations) {
    if (!indicator) {
      ++unlinked;
      continue;
    }
    const family = familyOf(indicator);
    if (!families.has(family)) families.set(family, new Map());
    const counts = families.get(family);
    counts.set(indicator, (counts.get(indicator) ?? 0) + 1);
  }
  const groups = [...families].sort(([a], [b]) => a < b ? -1 : 1)
      .map(([family, counts]) => {
        const label = FAMILIES[family] ?? family;
        const total = [...counts.values()].reduce((a, b) => a + b);
        return element('optgroup', {label},
            option(`${family}.*`, `${label}:全部`, total),
            ...[...counts].sort(([a], [b]) => a < b ? -1 : 1)
                .map(([name, count]) => option(name, nameOf(name), count)));
      });
  $('#family').replaceChildren(
      option('', '全部', shown.observations.length),
      option(UNLINKED, '未归入指标', unlinked), ...groups);
}

function passes(o, {family, kinds, threshold, unlinked}) {
  if (!kinds.has(o.kind)) return false;
  if (!o.indicator) {
    return family === UNLINKED || (family === '' && unlinked);
  }
  const chosen = family === '' || family === o.indicator ||
      family === `${familyOf(o.indicator)}.*`;
  return chosen && Math.round((o.confidence ?? 0) * 100) >= threshold;
}

function applyFilters() {
  const filter = {
    family: $('#family').value,
    kinds: new Set($$('[name=kind]:checked').map((box) => box.value)),
    threshold: Number($('#confidence').value),
    unlinked: $('#unlinked').checked,
  };
  $('#threshold').textContent = `${filter.threshold}%`;
  shown.visible = shown.observations.map((o) => passes(o, filter));
  for (const mark of $$('mark', shown.article)) {
    const off = !observationsOf(mark).some((i) => shown.visible[i]);
    mark.classList.toggle('off', off);
    if (off) {
      mark.removeAttribute('role');
    } else {
      mark.setAttribute('role', 'button');
    }
  }
  const count = shown.visible.filter(Boolean).length;
  $('#filters .count').textContent = `${count} / ${shown.observations.length}`;
  if (shown.current >= 0 && !shown.visible[shown.current]) {
    select(-1);
  }
  // The Tab key enters at the first mark that is left.
  if (shown.current < 0) {
    const way = shown.visible.indexOf(true);
    for (const mark of $$('mark[tabindex="0"]', shown.article)) mark.tabIndex = -1;
    if (way >= 0) shown.marks[way][0].tabIndex = 0;
  }
}

function startFilters() {
  const form = $('#filters form');
  form.addEventListener('input', applyFilters);
  form.addEventListener('submit', (event) => event.preventDefault());
  $('#unfilter').addEventListener('click', () => {
    form.reset();
    applyFilters();
  });
}
