// A virtual list: as high as all its rows, of which only those in sight are in the document; each as high as the tallest so far.

import { h, patch } from './dom.js';
import { card } from './parts.js';

/** The narrowest a card may be, in letters' sizes. */
const MIN_CARD_WIDTH = 10;
const GAP = 12;
/** Rows rendered above and below the visible ones, in heights of the view. */
const OVERSCAN = 1;
const MAX_ROWS = 100;

const list = { box: null, screen: null, height: 0, shape: '', of: '', requested: null, at: 0 };
let dispatch = null;

export const rows = {
  begin(page) {
    ({ dispatch } = page);
  },
  /** Called while the results screen is drawn, with the element that holds the rows. */
  attach(box, screen) {
    if (list.box !== box) list.requested = null;
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

const scroller = () => list.box.closest('.scroll');

function layout() {
  const { box, screen } = list;
  const letter = parseFloat(getComputedStyle(box).fontSize);
  const columns = Math.max(1, Math.floor((box.clientWidth + GAP) / (MIN_CARD_WIDTH * letter + GAP)));
  const shape = [columns, box.clientWidth, letter, document.getElementById('phone').lang].join();
  if (shape !== list.shape) {
    list.shape = shape;
    list.height = 0;
  }
  box.classList.toggle('single', columns === 1);
  box.style.setProperty('--columns', columns);
  const estimate = list.height || box.clientWidth / columns;
  draw(estimate, columns);
  // The drawn rows tell the height of all; the first in sight stays where it is.
  const tallest = Math.ceil(Math.max(list.height, ...[...box.querySelectorAll('.card')].map((one) => one.scrollHeight)));
  if (tallest !== list.height && tallest > 0) {
    const view = scroller();
    const first = list.height ? (view.scrollTop - box.offsetTop) / (list.height + GAP) : 0;
    list.height = tallest;
    if (first > 0) view.scrollTop = box.offsetTop + first * (tallest + GAP);
    draw(tallest, columns);
  }
  requestRows(screen, columns);
}

/** Which rows are in sight, and a little more, as [first, one past the last]. */
function visibleRange(columns, overscan) {
  const view = scroller();
  const pitch = list.height + GAP;
  const from = view.scrollTop - list.box.offsetTop - overscan * view.clientHeight;
  const lines = view.clientHeight * (1 + 2 * overscan) / pitch;
  const first = Math.max(0, Math.floor(from / pitch)) * columns;
  const last = Math.max(0, Math.ceil(from / pitch + lines)) * columns;
  return [Math.min(first, list.screen.total), Math.min(last, list.screen.total, first + MAX_ROWS)];
}

function draw(height, columns) {
  const { box, screen } = list;
  const known = list.height;
  list.height = height;
  const [first, last] = visibleRange(columns, OVERSCAN);
  list.height = known;
  const pitch = height + GAP;
  box.style.setProperty('height', `${Math.ceil(screen.total / columns) * pitch - GAP}px`);
  box.style.setProperty('--row', known ? `${height}px` : 'auto');
  const size = box.clientWidth / columns;
  const shown = [];
  for (let i = first; i < last; i += 1) {
    const one = screen.rows[i - screen.first];
    const place = { top: `${Math.floor(i / columns) * pitch}px`, 'inset-inline-start': `calc(${i % columns} * (100% + ${GAP}px) / ${columns})` };
    shown.push(h('li', { key: one ? one.key : `pending-${i}`, class: 'row', style: place, 'aria-posinset': i + 1, 'aria-setsize': screen.total },
      one ? card(one, size) : h('span', { class: 'skeleton-part square' })));
  }
  patch(box, [h('ul', { key: 'list', role: 'list', class: 'rows' }, shown)]);
}

/** Requests the rows in sight when the snapshot's window does not hold them. */
function requestRows(screen, columns) {
  const [first, last] = visibleRange(columns, OVERSCAN / 2);
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
