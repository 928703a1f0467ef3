// Home: deals, categories, what was seen lately.

import { h } from '../dom.js';
import { carousel, empty, labelled, picture, skeleton } from '../parts.js';

export function home(screen) {
  if (screen.empty) return { main: [empty(screen.empty, 'box'), markets(screen)].filter(Boolean) };
  const noContent = screen.categories.length === 0 && screen.deals.length === 0;
  if (noContent && screen.loading) return { main: [skeleton(6)] };
  return {
    main: [
      screen.live.length > 0 && h('section', { key: 'live', class: 'carousel', 'aria-labelledby': 'h-live' },
        h('h2', { id: 'h-live', class: 't-title' }, screen.live_title),
        h('ul', { class: 'scroll-row', role: 'list' }, screen.live.map((one) => h('li', { key: one.key }, show(one))))),
      screen.ranked && h('p', { key: 'ranked', class: 'fine-print' }, screen.ranked),
      carousel('deals', screen.deals_title, screen.deals, 220),
      screen.categories.length > 0 && h('section', { key: 'categories', 'aria-labelledby': 'h-categories' },
        h('h2', { id: 'h-categories', class: 't-title' }, screen.categories_title),
        h('ul', { class: 'tiles', role: 'list' }, screen.categories.map(tile))),
      carousel('recent', screen.recent_title, screen.recent, 140),
      screen.as_of && h('p', { key: 'as-of', class: 'as-of' }, screen.as_of),
    ].filter(Boolean),
  };
}

/** A show, as a button. */
function show(one) {
  return h('button', { type: 'button', class: 'live-row', intent: { open_show: { key: one.key } } }, labelled(one.accessibility,
    picture(one.picture, 140),
    h('span', { class: one.running ? 'live-state on' : 'live-state' }, one.state),
    h('span', { class: 'line-title' }, one.title),
    one.host && h('span', { class: 'fine-print' }, one.host)));
}

/** The markets that the shop sells to, as buttons. */
function markets(screen) {
  return screen.served.length > 0 && h('ul', { key: 'served', class: 'served', role: 'list' }, screen.served.map((one) =>
    h('li', { key: one.key }, h('button', { type: 'button', class: 'tonal wide', intent: { set_market: { market: one.key } } }, one.label))));
}

function tile(one) {
  return h('li', { key: one.key },
    h('button', { type: 'button', class: one.picture ? 'tile pictured' : 'tile', intent: { open_category: { key: one.key } } }, labelled(one.accessibility,
      h('span', { class: 'tile-text' }, h('span', { class: 'tile-name' }, one.name), h('span', { class: 'tile-count' }, one.count)),
      one.picture && picture(one.picture, 96))));
}
