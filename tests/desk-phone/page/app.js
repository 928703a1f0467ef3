// The page's heart: snapshots in, drawn into the phone; presses and typing out, as intents.

import { typed } from './dom.js';
import { drawer } from './drawer.js';
import { draw } from './frame.js';
import { connect } from './socket.js';
import { stage } from './stage.js';
import { begin as toasts } from './toast.js';
import { wallet } from './wallet.js';
import { rows } from './window.js';

const KEPT = 500;
/** An intent that changes nothing is answered by no snapshot: after this long, in ms, a later one is not its answer. */
const SILENCE = 5000;
const phone = document.getElementById('phone');
const app = document.getElementById('app');
const lost = document.getElementById('lost').firstElementChild;
const page = (window.tradewind = { snapshot: null, phone: null, painted: [], sent: 0 });
/** Intents that no snapshot has answered yet, and when they were sent. */
let waiting = [];

const send = connect({
  line(stands) {
    lost.hidden = stands;
    stage.forget();
  },
  frame: (data) => stage.show(data),
  hear(kind, value) {
    if (kind === 'snapshot') snapshot(value);
    else if (kind === 'phone') state(value);
    else if (kind === 'wallet') wallet.show(value);
    else if (kind === 'frame') stage.none(value);
    else drawer.hear(kind, value);
  },
});

/** Sends an intent, and measures until what comes of it is painted. */
function dispatch(intent) {
  if (send({ intent })) {
    page.sent += 1;
    waiting.push({ intent, at: performance.now() });
  }
  stage.touched();
}

function snapshot(next) {
  const asked = waiting.filter(({ at }) => performance.now() - at < SILENCE);
  waiting = [];
  page.snapshot = next;
  draw(app, phone, next);
  if (next.screen.kind === 'settings') drawer.settings(next.screen);
  if (asked.length === 0) return;
  // A form that was sent with faults is mended from the first of them.
  if (asked.some(({ intent }) => intent === 'submit_buyer')) app.querySelector('[aria-invalid=true]')?.focus();
  requestAnimationFrame(() => {
    const now = performance.now();
    page.painted.push(...asked.map(({ at }) => now - at));
    page.painted.splice(0, page.painted.length - KEPT);
  });
}

/** What the phone itself is set to. */
function state(next) {
  const network = page.phone?.network;
  page.phone = next;
  phone.dataset.state = next.state;
  phone.classList.toggle('dark', next.dark);
  phone.style.setProperty('--scale', next.scale);
  const stopped = next.state === 'stopped';
  document.getElementById('launcher').hidden = !stopped;
  app.inert = stopped;
  if (stopped) {
    stage.forget();
    waiting = [];
  }
  if (network !== undefined && network !== next.network) again();
  drawer.state(next);
  fit();
}

/** The phone is narrower than this many of its letters: then little stands side by side. */
const NARROW = 17;

function fit() {
  phone.classList.toggle('large', phone.clientWidth < NARROW * parseFloat(getComputedStyle(phone).fontSize));
  rows.measure();
}

/** With another network, pictures that could not be had are asked for again. */
function again() {
  for (const image of app.querySelectorAll('img.gone')) {
    image.classList.remove('gone');
    image.src = image.getAttribute('src');
  }
}

phone.addEventListener('click', (event) => {
  const control = event.target.closest('[data-intent]');
  if (!control || control.disabled) return;
  dispatch(JSON.parse(control.dataset.intent));
  const field = control.parentElement.querySelector('[data-edit=search]');
  if (!field) return;
  // The search was emptied: what was typed is over, and typing goes on.
  field.pending = null;
  field.focus();
});

phone.addEventListener('input', ({ target }) => {
  const edit = target.dataset.edit;
  if (edit === undefined) return;
  typed(target);
  if (edit === 'search') dispatch({ search: { words: target.value } });
  else if (edit.startsWith('buyer.')) {
    dispatch({ edit_buyer: { field: edit.slice('buyer.'.length), value: target.value } });
  }
});

phone.addEventListener('compositionstart', ({ target }) => { target.composing = true; });
phone.addEventListener('compositionend', ({ target }) => { target.composing = false; });

phone.addEventListener('submit', (event) => {
  event.preventDefault();
  const code = event.target.querySelector('[data-edit=code]');
  if (!code) return;
  dispatch({ add_code: { code: code.value } });
  code.value = '';
  code.pending = null;
});

// Pictures come in softly over their first paint; one that cannot be had leaves it standing.
app.addEventListener('load', ({ target }) => target.classList.add('here'), true);
app.addEventListener('error', ({ target }) => target.classList.add('gone'), true);

document.getElementById('launch').addEventListener('click', () => send({ start: true }));

new ResizeObserver(fit).observe(phone);
stage.begin({ send, dispatch });
wallet.begin({ send, app });
drawer.begin({ send, dispatch });
rows.begin({ dispatch });
toasts({ app, dispatch });
