// A long list of which only the rows in sight exist: as high as all of it, each row of the height of the tallest met.

import { h, patch } from './dom.js';
import { card } from './parts.js';

/** The narrowest a card may be, in letters' sizes. */
const NARROWEST = 10;
const GAP = 12;
/** Rows kept ready above and below what is in sight, in heights of it. */
const AHEAD = 1;
const MOST = 100;

const list = { box: null, screen: null, height: 0, shape: '', of: '', asked: null, at: 0 };
let send = null;

export const rows = {
  begin({ dispatch }) {
    send = dispatch;
  },
  /** The results screen, while it is drawn, lends the box for its rows. */
  take(box, screen) {
    if (list.box !== box) list.asked = null;
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
      lay();
    } else if (!screen && list.box) list.box = null;
  },
  /** The phone's width or letters changed. */
  measure() {
    if (list.box?.isConnected) lay();
  },
};

const scroller = () => list.box.closest('.scroll');

function lay() {
  const { box, screen } = list;
  const letter = parseFloat(getComputedStyle(box).fontSize);
  const columns = Math.max(1, Math.floor((box.clientWidth + GAP) / (NARROWEST * letter + GAP)));
  const shape = [columns, box.clientWidth, letter, document.getElementById('phone').lang].join();
  if (shape !== list.shape) {
    list.shape = shape;
    list.height = 0;
  }
  box.classList.toggle('single', columns === 1);
  box.style.setProperty('--columns', columns);
  const guess = list.height || box.clientWidth / columns;
  draw(guess, columns);
  // What was drawn says how high a row has to be; the first in sight stays where it is.
  const tallest = Math.ceil(Math.max(list.height, ...[...box.querySelectorAll('.card')].map((one) => one.scrollHeight)));
  if (tallest !== list.height && tallest > 0) {
    const view = scroller();
    const first = list.height ? (view.scrollTop - box.offsetTop) / (list.height + GAP) : 0;
    list.height = tallest;
    if (first > 0) view.scrollTop = box.offsetTop + first * (tallest + GAP);
    draw(tallest, columns);
  }
  ask(screen, columns);
}

/** Which rows are in sight, and a little more, as [first, one past the last]. */
function sight(columns, ahead) {
  const view = scroller();
  const pitch = list.height + GAP;
  const from = view.scrollTop - list.box.offsetTop - ahead * view.clientHeight;
  const lines = view.clientHeight * (1 + 2 * ahead) / pitch;
  const first = Math.max(0, Math.floor(from / pitch)) * columns;
  const last = Math.max(0, Math.ceil(from / pitch + lines)) * columns;
  return [Math.min(first, list.screen.total), Math.min(last, list.screen.total, first + MOST)];
}

function draw(height, columns) {
  const { box, screen } = list;
  const known = list.height;
  list.height = height;
  const [first, last] = sight(columns, AHEAD);
  list.height = known;
  const pitch = height + GAP;
  box.style.setProperty('height', `${Math.ceil(screen.total / columns) * pitch - GAP}px`);
  box.style.setProperty('--row', known ? `${height}px` : 'auto');
  const size = box.clientWidth / columns;
  const shown = [];
  for (let i = first; i < last; i += 1) {
    const one = screen.rows[i - screen.first];
    const place = { top: `${Math.floor(i / columns) * pitch}px`, 'inset-inline-start': `calc(${i % columns} * (100% + ${GAP}px) / ${columns})` };
    shown.push(h('li', { key: one ? one.key : `bone-${i}`, class: 'row', style: place, 'aria-posinset': i + 1, 'aria-setsize': screen.total },
      one ? card(one, size) : h('span', { class: 'bone square' })));
  }
  patch(box, [h('ul', { key: 'list', role: 'list', class: 'rows' }, shown)]);
}

/** Asks for the rows in sight when the window that came does not hold them. */
function ask(screen, columns) {
  const [first, last] = sight(columns, AHEAD / 2);
  const end = screen.first + screen.rows.length;
  if (first >= screen.first && last <= end) return;
  const spare = Math.max(0, MOST - (last - first));
  const from = Math.max(0, Math.min(first - Math.floor(spare / 2), screen.total - MOST));
  const asked = `${from} ${screen.total} ${screen.words}`;
  const now = performance.now();
  if (asked === list.asked && now - list.at < 500) return;
  list.asked = asked;
  list.at = now;
  send({ window: { first: from, count: MOST } });
}
