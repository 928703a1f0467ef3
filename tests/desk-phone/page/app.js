// The page's entry: draws each snapshot into the phone, and sends presses and typing as intents.

import { beginCopying } from './copy.js';
import { cover } from './cover.js';
import { typed } from './dom.js';
import { drawer } from './drawer.js';
import { draw } from './frame.js';
import { modelView } from './model_view.js';
import { otherApp } from './other_app.js';
import * as reminders from './reminders.js';
import { showPlayer } from './show_player.js';
import { connect } from './socket.js';
import { surface } from './surface.js';
import { begin as beginToasts } from './toast.js';
import { rows } from './virtual_list.js';
import { wallet } from './wallet.js';

/** How many of the last paint times are kept. */
const PAINT_TIMES = 500;
/** How many of the last snapshots are kept: a test that looks a moment too late still sees what was there for a moment. */
const RECENT = 50;
/** An intent that changes nothing is answered by no snapshot: after this long, in ms, a later one is not its answer. */
const ANSWER_TIMEOUT = 5000;
const phone = document.getElementById('phone');
const app = document.getElementById('app');
const connectionLost = document.getElementById('connection-lost').firstElementChild;
const page = (window.tradewind = { snapshot: null, phone: null, painted: [], sent: 0, recent: [], awaitsFrame: modelView.awaitsFrame });
/** Intents that no snapshot has answered yet, and when they were sent. */
let unanswered = [];

const send = connect({
  onConnection(connected) {
    connectionLost.hidden = connected;
    modelView.cancel();
  },
  onFrame: (data) => modelView.showFrame(data),
  onMessage(kind, value) {
    if (kind === 'snapshot') showSnapshot(value);
    else if (kind === 'phone') showPhone(value);
    else if (kind === 'wallet') wallet.show(value);
    else if (kind === 'hand_off') showHandOff(value);
    else if (kind === 'surface_post') surface.post(value);
    else if (kind === 'frame') modelView.noFrame(value);
    else if (kind === 'live_tick') showPlayer.ticked(value);
    else {
      drawer.onMessage(kind, value);
      otherApp.onMessage(kind, value);
    }
  },
});

/** Sends what a person did, and counts it: a test presses again where nothing was sent. */
function sendCounted(message) {
  const sent = send(message);
  if (sent) page.sent += 1;
  return sent;
}

/** Sends an intent, and measures until what comes of it is painted. */
function dispatch(intent) {
  if (sendCounted({ intent })) unanswered.push({ intent, at: performance.now() });
  modelView.intentSent();
}

function showSnapshot(next) {
  const answered = unanswered.filter(({ at }) => performance.now() - at < ANSWER_TIMEOUT);
  unanswered = [];
  page.snapshot = next;
  page.recent.push(next);
  page.recent.splice(0, page.recent.length - RECENT);
  draw(app, phone, next);
  reminders.drawn(next.reminders);
  surface.drawn();
  if (next.screen.kind === 'settings') drawer.showSettings(next.screen);
  if (answered.length === 0) return;
  // A form that was sent with faults is mended from the first of them.
  if (answered.some(({ intent }) => intent === 'submit_buyer')) app.querySelector('[aria-invalid=true]')?.focus();
  requestAnimationFrame(() => {
    const now = performance.now();
    page.painted.push(...answered.map(({ at }) => now - at));
    page.painted.splice(0, page.painted.length - PAINT_TIMES);
  });
}

/** Shows where the person was sent. */
function showHandOff(value) {
  surface.show(value);
  otherApp.show(value);
}

/** Shows how the phone itself is set. */
function showPhone(next) {
  const network = page.phone?.network;
  // Said anew to each app that starts: it keeps no word of it. Not counted as sent: no person did it.
  const starts = next.state === 'running' && page.phone?.state !== 'running';
  if (starts && navigator.globalPrivacyControl) send({ intent: { global_privacy_control: { on: true } } });
  page.phone = next;
  phone.dataset.state = next.state;
  phone.classList.toggle('dark', next.dark);
  phone.style.setProperty('--scale', next.scale);
  const stopped = next.state === 'stopped';
  document.getElementById('launcher').hidden = !stopped;
  cover('off', stopped);
  if (stopped) {
    modelView.cancel();
    showPlayer.cancel();
    unanswered = [];
  }
  if (network !== undefined && network !== next.network) reloadPictures();
  drawer.showPhone(next);
  fit();
}

/** Below this width, in letters, little stands side by side. */
const NARROW = 17;
/** From this width on, in CSS px, a show's picture stands beside its goods. */
const BESIDE = 600;

function fit() {
  phone.classList.toggle('large', phone.clientWidth < NARROW * parseFloat(getComputedStyle(phone).fontSize));
  phone.classList.toggle('beside', phone.clientWidth >= BESIDE);
  rows.measure();
}

/** With another network, pictures that failed to load are loaded again. */
function reloadPictures() {
  for (const image of app.querySelectorAll('img.failed')) {
    image.classList.remove('failed');
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
  } else if (edit.startsWith('report.')) {
    dispatch({ edit_report: { field: edit.slice('report.'.length), value: target.value } });
  }
});

phone.addEventListener('compositionstart', ({ target }) => { target.composing = true; });
phone.addEventListener('compositionend', ({ target }) => { target.composing = false; });

phone.addEventListener('submit', (event) => {
  event.preventDefault();
  const setting = event.target.querySelector('[data-edit^="setting."]');
  if (setting) {
    dispatch({ choose_setting: { setting: setting.dataset.edit.slice('setting.'.length), value: setting.value } });
    setting.pending = null;
    return;
  }
  const link = event.target.querySelector('[data-edit=link]');
  if (link) {
    dispatch({ open_code: { text: link.value, scanned: false } });
    link.value = '';
    link.pending = null;
    return;
  }
  const code = event.target.querySelector('[data-edit=code]');
  if (!code) return;
  dispatch({ add_code: { code: code.value } });
  code.value = '';
  code.pending = null;
});

// Pictures fade in over their placeholder; one that fails to load leaves it.
app.addEventListener('load', ({ target }) => target.classList.add('loaded'), true);
app.addEventListener('error', ({ target }) => target.classList.add('failed'), true);

document.getElementById('launch').addEventListener('click', () => send({ start: true }));

new ResizeObserver(fit).observe(phone);
modelView.begin({ send, dispatch });
showPlayer.begin({ send, phone });
wallet.begin({ send: sendCounted });
surface.begin({ dispatch });
otherApp.begin({ send: sendCounted, dispatch, isOff: () => page.phone?.state === 'stopped' });
beginCopying(phone);
drawer.begin({ send, dispatch });
rows.begin({ dispatch });
reminders.begin({ phone, dispatch });
beginToasts({ app, dispatch });
