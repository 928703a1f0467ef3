// All orders, the latest first.

import { h, icon } from '../dom.js';
import { empty, labelled } from '../parts.js';

export function orders(screen) {
  if (screen.empty) return { main: [empty(screen.empty, 'orders')] };
  return {
    main: [h('ul', { key: 'rows', class: 'order-rows', role: 'list' }, screen.rows.map((one) => h('li', { key: one.key },
      h('button', { type: 'button', class: 'order-row', intent: { open_order: { key: one.key } } }, labelled(one.accessibility,
        h('span', { class: 'order-head' }, h('span', { class: 't-label' }, one.title), h('span', { class: 'status', 'data-status': one.status_key }, one.status)),
        h('span', { class: 'fine-print' }, one.placed),
        h('span', { class: 'order-foot' }, h('span', { class: 'fine-print' }, one.items), h('bdi', { class: 'price' }, one.total), icon('next', true)))))))],
  };
}
