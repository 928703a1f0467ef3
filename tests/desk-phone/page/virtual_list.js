// A virtual list: as high as all its rows, of which only those in sight are in the document; each as high as the tallest so far.

import { h, patch } from './dom.js';
import { card } from './parts.js';

/** The narrowest a card may be, in letters' sizes. */
const MIN_CARD_WIDTH = 10;
const GAP = 12;
/** Rows rendered above and below the visible ones, in heights of the view. */
const OVERSCAN = 1;
const MAX_ROWS = 100;

const list = { box: null, screen: null, height: 0, shape: '', of: '', requested: null, at: 0, measured: new WeakMap() };
let dispatch = null;

export const rows = {
  begin(page) {
    ({ dispatch } = page);
  },
  /** Called while the results screen is drawn, with the element that holds the rows. */
  attach(box, screen) {
    if (list.box !== box) {
      list.requested = null;
      list.shape = '';
    }
    list.box = box;
    // What is found for other words may have shorter titles.
    const of = `${screen.category} ${screen.words}`;
    if (list.of !== of) list.shape = '';
    list.of = of;
    list.screen = screen;
  },
  /** After each snapshot: the results screen, or null. */
  drawn(screen) {
    if (screen?.total > 0 && list.box?.isConnected) {
      layout();
    } else if (!screen && list.box) list.box = null;
  },
  /** The phone's width or letters changed. */
  measure() {
    if (list.box?.isConnected) layout();
  },
};

/** What is read of the page, once: each read after a write has the whole page laid out anew. */
function geometry() {
  const { box } = list;
  const view = box.closest('.scroll');
  return { view, top: view.scrollTop, height: view.clientHeight, offset: box.offsetTop, width: box.clientWidth, letter: parseFloat(getComputedStyle(box).fontSize) };
}

function layout() {
  const { box, screen } = list;
  const seen = geometry();
  const columns = Math.max(1, Math.floor((seen.width + GAP) / (MIN_CARD_WIDTH * seen.letter + GAP)));
  const shape = [columns, seen.width, seen.letter, document.getElementById('phone').lang].join();
  if (shape !== list.shape) {
    list.shape = shape;
    list.height = 0;
    list.measured = new WeakMap();
    box.classList.toggle('single', columns === 1);
    box.style.setProperty('--columns', columns);
  }
  draw(seen, list.height || seen.width / columns, columns);
  // The drawn rows tell the height of all; the first in sight stays where it is.
  const tallest = Math.ceil(Math.max(list.height, ...unmeasured().map((one) => one.scrollHeight)));
  if (tallest !== list.height && tallest > 0) {
    const first = list.height ? (seen.top - seen.offset) / (list.height + GAP) : 0;
    list.height = tallest;
    if (first > 0) {
      seen.top = seen.offset + first * (tallest + GAP);
      seen.view.scrollTop = seen.top;
    }
    draw(seen, tallest, columns);
  }
  requestRows(seen, screen, columns);
}

/** The drawn cards whose text is not that of when they were measured. */
function unmeasured() {
  return [...list.box.querySelectorAll('.card')].filter((one) => {
    const text = one.textContent;
    const known = list.measured.get(one) === text;
    list.measured.set(one, text);
    return !known;
  });
}

/** Which rows are in sight, and a little more, as [first, one past the last]. */
function visibleRange(seen, columns, overscan) {
  const pitch = list.height + GAP;
  const from = seen.top - seen.offset - overscan * seen.height;
  const lines = seen.height * (1 + 2 * overscan) / pitch;
  const first = Math.max(0, Math.floor(from / pitch)) * columns;
  const last = Math.max(0, Math.ceil(from / pitch + lines)) * columns;
  return [Math.min(first, list.screen.total), Math.min(last, list.screen.total, first + MAX_ROWS)];
}

function draw(seen, height, columns) {
  const { box, screen } = list;
  const known = list.height;
  list.height = height;
  const [first, last] = visibleRange(seen, columns, OVERSCAN);
  list.height = known;
  const pitch = height + GAP;
  const size = seen.width / columns;
  const shown = [];
  for (let i = first; i < last; i += 1) {
    const one = screen.rows[i - screen.first];
    const place = { top: `${Math.floor(i / columns) * pitch}px`, 'inset-inline-start': `calc(${i % columns} * (100% + ${GAP}px) / ${columns})` };
    shown.push(h('li', { key: one ? one.key : `pending-${i}`, class: 'row', style: place, 'aria-posinset': i + 1, 'aria-setsize': screen.total },
      one ? card(one, size) : h('span', { class: 'skeleton-part square' })));
  }
  box.style.setProperty('height', `${Math.ceil(screen.total / columns) * pitch - GAP}px`);
  box.style.setProperty('--row', known ? `${height}px` : 'auto');
  patch(box, [h('ul', { key: 'list', role: 'list', class: 'rows' }, shown)]);
}

/** Requests the rows in sight when the snapshot's window does not hold them. */
function requestRows(seen, screen, columns) {
  const [first, last] = visibleRange(seen, columns, OVERSCAN / 2);
  const end = screen.first + screen.rows.length;
  if (first >= screen.first && last <= end) return;
  const spare = Math.max(0, MAX_ROWS - (last - first));
  const from = Math.max(0, Math.min(first - Math.floor(spare / 2), screen.total - MAX_ROWS));
  const requested = `${from} ${screen.total} ${screen.words}`;
  const now = performance.now();
  if (requested === list.requested && now - list.at < 500) return;
  list.requested = requested;
  list.at = now;
  dispatch({ window: { first: from, count: MAX_ROWS } });
}
