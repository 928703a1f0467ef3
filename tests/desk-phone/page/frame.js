// What is round every screen: top bar with search, banners, the screen, its action bar, tabs, toast; focus and scroll.

import { h, icon, patch } from './dom.js';
import { modelView } from './model_view.js';
import { labelled, tone } from './parts.js';
import { cart } from './screens/cart.js';
import { checkout } from './screens/checkout.js';
import { home } from './screens/home.js';
import { live } from './screens/live.js';
import { order } from './screens/order.js';
import { orders } from './screens/orders.js';
import { preview } from './screens/preview.js';
import { product } from './screens/product.js';
import { proposal } from './screens/proposal.js';
import { results } from './screens/results.js';
import { settings } from './screens/settings.js';
import { showPlayer } from './show_player.js';
import { drawn as toastDrawn } from './toast.js';
import { rows } from './virtual_list.js';

const SCREENS = { home, results, product, preview, live, proposal, cart, checkout, orders, order, settings };

/** Where the person is: the same place keeps its elements and its scroll. */
let place = null;
/** The content at the top of a place, scrolled to when it changes: what was searched for, how far a checkout is. */
let topContent = null;
/** Whether the focus is still to go to a heading that is not there yet. */
let focusPending = false;
/** Scroll positions of the places that were left. */
const scrollPositions = new Map();

/** Draws a snapshot into the phone. */
export function draw(app, phone, snap) {
  const screen = snap.screen;
  const was = { place, topContent, focus: document.activeElement };
  const here = [screen.kind, screen.category ?? '', ['order', 'live'].includes(screen.kind) ? screen.key : ''].join('/');
  const moved = here !== was.place;
  const scroller = app.querySelector('.scroll');
  if (moved && scroller) scrollPositions.set(was.place, scroller.scrollTop);

  phone.lang = snap.language;
  phone.dir = snap.direction;
  phone.dataset.revision = snap.revision;
  phone.dataset.screen = screen.kind;
  place = here;
  topContent = [screen.words, screen.phase, screen.notice?.title].join('/');

  const { main, bar, overlay, heading, head, barFirst } = SCREENS[screen.kind](screen, snap);
  const actions = h('footer', { key: 'bar', class: bar ? 'bar' : 'bar none' }, bar || []);
  patch(app, [
    top(snap, { overlay, heading, head }),
    barFirst && actions,
    h('div', { key: 'scroll', class: 'scroll' },
      h('div', { key: 'banners', class: 'banners', role: 'status' }, snap.banners.map(banner)),
      h('main', { key: here, class: `screen ${screen.kind}`, 'aria-busy': screen.loading ? 'true' : 'false' }, main)),
    h('div', { key: 'toasts', class: 'toasts', role: 'status' }, snap.toast ? toast(snap.toast) : []),
    !barFirst && actions,
    tabs(snap),
  ].filter(Boolean));

  const now = app.querySelector('.scroll');
  rows.drawn(screen.kind === 'results' ? screen : null);
  if (moved) now.scrollTop = ['product', 'preview', 'live', 'proposal', 'checkout'].includes(screen.kind) ? 0 : scrollPositions.get(here) ?? 0;
  else if (['results', 'checkout'].includes(screen.kind) && was.topContent !== topContent) now.scrollTop = 0;
  watchScroll(app, now);
  focus(app, was, moved);
  modelView.drawn(screen.kind === 'preview' ? screen : null);
  showPlayer.drawn(screen.kind === 'live' ? screen : null);
  toastDrawn(snap.toast);
}

/** A top bar that floats over a picture has a background of its own once the picture was scrolled away. */
function watchScroll(app, scroller) {
  const hero = app.querySelector('.top.overlay') && app.querySelector('.hero');
  const float = () => hero && app.querySelector('.top').classList.toggle('solid', scroller.scrollTop > hero.offsetHeight - 64);
  scroller.onscroll = () => {
    rows.measure();
    float();
  };
  float();
  // Without a control in it that the focus could go to, keys scroll what itself can have the focus.
  if (scroller.querySelector('button, a, input, select')) scroller.removeAttribute('tabindex');
  else scroller.tabIndex = 0;
}

/** A new screen begins at its heading, unless a person is typing; so does one whose focused part went away. */
function focus(app, was, moved) {
  const current = document.activeElement;
  const focusLost = was.focus !== document.body && !was.focus?.isConnected;
  focusPending = moved ? was.place !== null && !current?.matches('#app [data-edit]') : focusPending || focusLost;
  const heading = focusPending && app.querySelector('h1');
  if (!heading) return;
  focusPending = false;
  heading.focus({ preventScroll: true });
}

function top(snap, { overlay, heading, head }) {
  const screen = snap.screen;
  const searching = screen.search_hint !== undefined;
  return h('header', { key: 'top', class: ['top', overlay && 'overlay', snap.can_go_back && 'has-back'].filter(Boolean).join(' ') },
    h('div', { key: 'line', class: 'top-line' },
      snap.can_go_back && h('button', { key: 'back', type: 'button', class: 'round', intent: 'back', 'aria-label': snap.back_label }, icon('back', true)),
      overlay && heading === false && h('span', { key: 'small', class: 'small-title t-headline', 'aria-hidden': 'true' }, snap.title),
      heading !== false && snap.title && h('h1', { key: 'title', tabindex: '-1', class: snap.can_go_back ? 't-headline' : 't-display' }, snap.title)),
    head,
    searching && h('div', { key: 'search', class: 'search', role: 'search' },
      icon('search'),
      h('input', {
        key: 'field', type: 'search', 'data-edit': 'search', value: screen.words ?? '', placeholder: screen.search_hint,
        'aria-label': screen.search_hint, autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false', enterkeyhint: 'search',
      }),
      screen.words && h('button', { key: 'clear', type: 'button', class: 'round plain', intent: { search: { words: '' } }, 'aria-label': screen.clear_label }, icon('close'))),
    h('div', { key: 'progress', class: screen.loading ? 'progress active' : 'progress' }));
}

function banner(one) {
  return h('div', { class: `banner ${one.tone}`, role: one.tone === 'error' ? 'alert' : undefined, 'data-code': one.code },
    tone(one.tone), h('p', {}, one.text),
    one.action && h('button', { type: 'button', class: 'text', intent: 'retry' }, one.action),
    ...one.answers.map(({ label, setting, key }) => h('button', {
      key, type: 'button', class: 'text', intent: { choose_setting: { setting, value: key } },
    }, label)));
}

function toast(one) {
  return h('div', { key: 'toast', class: 'toast' },
    h('p', {}, one.text),
    one.undo && h('button', { key: 'undo', type: 'button', class: 'text', intent: 'undo' }, one.undo),
    h('button', { key: 'dismiss', type: 'button', class: 'round plain', intent: 'dismiss_toast', 'aria-label': one.dismiss }, icon('close')));
}

function tabs(snap) {
  return h('nav', { key: 'tabs', class: 'tabs', 'aria-label': snap.tabs_label }, snap.tabs.map((one) =>
    h('button', {
      key: one.tab, type: 'button', class: 'tab', intent: { open_tab: one.tab },
      'aria-current': one.selected ? 'page' : undefined,
    }, labelled(one.accessibility,
      h('span', { class: 'tab-icon' }, icon(one.tab), one.badge && h('span', { class: 'badge' }, one.badge)),
      h('span', { class: 'tab-label' }, one.label)))));
}
