// Search in the text as it is displayed, line by line, across marks.
const search = {ranges: [], current: -1};
// The most places found; the rest is left out, as the count says.
const MOST_FOUND = 1000;

// The text node of `nodes` that holds the character at `offset` of their joined
// text, as [node, offset in it].
function place(nodes, offset) {
  for (const node of nodes) {
    if (offset <= node.length) return [node, offset];
    offset -= node.length;
  }
}

function textNodes(within) {
  const walker = document.createTreeWalker(within, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  return nodes;
}

function findAll(query) {
  const ranges = [];
  for (const line of $$('.line', shown.article)) {
    const text = line.textContent.toLowerCase();
    let at = text.indexOf(query);
    if (at < 0) continue;
    const nodes = textNodes(line);
    for (; at >= 0; at = text.indexOf(query, at + query.length)) {
      const range = new Range();
      range.setStart(...place(nodes, at));
      range.setEnd(...place(nodes, at + query.length));
      ranges.push(range);
      if (ranges.length === MOST_FOUND) return ranges;
    }
  }
  return ranges;
}

function highlight(name, ranges) {
  if (!CSS.highlights) return;
  if (ranges.length > 0) {
    CSS.highlights.set(name, new Highlight(...ranges));
  } else {
    CSS.highlights.delete(name);
  }
}

function showFound(i) {
  search.current = i;
  const count = search.ranges.length;
  const more = count === MOST_FOUND ? '+' : '';
  $('#found').textContent = $('#query').value === '' ? '' :
      count === 0 ? '没有' : `${i + 1}/${count}${more}`;
  highlight('found', search.ranges);
  highlight('found-here', count > 0 ? [search.ranges[i]] : []);
  if (count === 0) return;
  const at = search.ranges[i].getBoundingClientRect();
  if (at.top < 80 || at.bottom > innerHeight * 0.9) {
    scrollBy({top: at.top - innerHeight / 3});
  }
}

function runSearch() {
  const query = $('#query').value.toLowerCase();
  search.ranges = query === '' ? [] : findAll(query);
  showFound(0);
}

function stepFound(direction) {
  const count = search.ranges.length;
  if (count > 0) showFound((search.current + direction + count) % count);
}

function clearSearch() {
  $('#query').value = '';
  runSearch();
}

function startSearch() {
  const query = $('#query');
  query.addEventListener('input', runSearch);
  $('#search').addEventListener('submit', (event) => event.preventDefault());
  query.addEventListener('keydown', (event) => {
    // Enter that ends the composition of a character is none.
    if (event.isComposing) return;
    if (event.key === 'Enter') stepFound(event.shiftKey ? -1 : 1);
    if (event.key === 'Escape') {
      clearSearch();
      query.blur();
    }
  });
}
