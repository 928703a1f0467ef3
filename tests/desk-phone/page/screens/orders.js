// Vouchers that wait to be paid, then all orders, the latest first.

import { h, icon } from '../dom.js';
import { empty, labelled } from '../parts.js';
import { handOff } from './hand_off.js';

export function orders(screen) {
  if (screen.empty) return { main: [empty(screen.empty, 'orders')] };
  return {
    main: [
      screen.waiting.length > 0 && h('section', { key: 'waiting', class: 'waiting', 'aria-labelledby': 'h-waiting' },
        h('h2', { id: 'h-waiting', class: 't-title' }, screen.waiting_title),
        screen.waiting.map((one) => handOff(one, { listed: true }))),
      screen.rows.length > 0 && h('ul', { key: 'rows', class: 'order-rows', role: 'list' }, screen.rows.map((one) => h('li', { key: one.key },
      h('button', { type: 'button', class: 'order-row', intent: { open_order: { key: one.key } } }, labelled(one.accessibility,
        h('span', { class: 'order-head' }, h('span', { class: 't-label' }, one.title), h('span', { class: 'status', 'data-status': one.status_key }, one.status)),
        h('span', { class: 'fine-print' }, one.placed),
        h('span', { class: 'order-foot' }, h('span', { class: 'fine-print' }, one.items), h('bdi', { class: 'price' }, one.total), icon('next', true))))))),
    ].filter(Boolean),
  };
}
