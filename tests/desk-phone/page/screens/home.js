// Home: deals, categories, what was seen lately.

import { h } from '../dom.js';
import { bones, empty, picture, said, shelf } from '../parts.js';

export function home(screen) {
  if (screen.empty) return { main: [empty(screen.empty, 'box'), served(screen)].filter(Boolean) };
  const bare = screen.categories.length === 0 && screen.deals.length === 0;
  if (bare && screen.loading) return { main: [bones(6)] };
  return {
    main: [
      shelf('deals', screen.deals_title, screen.deals, 220),
      screen.categories.length > 0 && h('section', { key: 'categories', 'aria-labelledby': 'h-categories' },
        h('h2', { id: 'h-categories', class: 't-title' }, screen.categories_title),
        h('ul', { class: 'tiles', role: 'list' }, screen.categories.map(tile))),
      shelf('recent', screen.recent_title, screen.recent, 140),
      screen.as_of && h('p', { key: 'as-of', class: 'as-of' }, screen.as_of),
    ].filter(Boolean),
  };
}

/** Where the shop sells, to be chosen at once. */
function served(screen) {
  return screen.served.length > 0 && h('ul', { key: 'served', class: 'served', role: 'list' }, screen.served.map((one) =>
    h('li', { key: one.key }, h('button', { type: 'button', class: 'tonal wide', intent: { set_market: { market: one.key } } }, one.label))));
}

function tile(one) {
  return h('li', { key: one.key },
    h('button', { type: 'button', class: one.picture ? 'tile pictured' : 'tile', intent: { open_category: { key: one.key } } }, said(one.accessibility,
      h('span', { class: 'tile-text' }, h('span', { class: 'tile-name' }, one.name), h('span', { class: 'tile-count' }, one.count)),
      one.picture && picture(one.picture, 96))));
}
