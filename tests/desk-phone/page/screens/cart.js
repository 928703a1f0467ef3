// The cart: its lines with steppers, their notices, the sum, the way to the checkout.

import { h, icon } from '../dom.js';
import { captions, door, empty, hold, labelled, picture } from '../parts.js';

export function cart(screen) {
  if (screen.empty) return { main: [empty(screen.empty, 'cart')] };
  return {
    main: [
      h('p', { key: 'count', class: 'count' }, screen.count),
      h('ul', { key: 'lines', class: 'lines', role: 'list' }, screen.lines.map(line)),
      door(screen.door),
      screen.accept_label && h('button', { key: 'accept', type: 'button', class: 'tonal wide', intent: 'accept_cart_prices' }, screen.accept_label),
    ].filter(Boolean),
    bar: [
      h('div', { key: 'sum', class: 'sum' },
        screen.subtotal && h('p', { class: 'sum-line' }, h('span', {}, screen.subtotal_label), h('bdi', { class: 'price' }, screen.subtotal)),
        h('p', { class: 'fine-print' }, screen.note)),
      h('button', { key: 'checkout', type: 'button', class: 'filled wide', intent: 'open_checkout', disabled: !screen.can_checkout }, screen.checkout_label),
    ],
  };
}

function line(one) {
  const set = (quantity) => ({ set_quantity: { key: one.key, quantity } });
  return h('li', { key: one.key, class: 'line' },
    h('button', { key: 'open', type: 'button', class: 'line-open', intent: { open_product: { key: one.key } } },
      labelled(one.accessibility, picture(one.picture, 96),
      h('span', { class: 'line-text' },
        h('span', { class: 'line-title' }, one.title),
        one.options && h('span', { class: 'fine-print' }, one.options),
        h('bdi', { class: 'fine-print' }, one.price),
        ...captions(one).map((text) => h('span', { class: 'fine-print' }, text))))),
    hold(one.hold),
    one.notice && h('p', { key: 'notice', class: `line-notice ${one.tone}` }, icon(one.tone), h('span', {}, one.notice)),
    h('div', { key: 'controls', class: 'line-controls' },
      h('div', { class: 'stepper' },
        h('button', { key: 'less', type: 'button', intent: set(one.quantity - 1), 'aria-label': one.less_label }, icon('minus')),
        h('span', { key: 'quantity', class: 'quantity', 'aria-live': 'polite' }, one.quantity_text),
        h('button', { key: 'more', type: 'button', intent: set(one.quantity + 1), disabled: !one.can_increase, 'aria-label': one.more_label }, icon('plus'))),
      h('button', { key: 'remove', type: 'button', class: 'round plain', intent: { remove_line: { key: one.key } }, 'aria-label': one.remove_label }, icon('trash')),
      h('bdi', { key: 'total', class: 'price' }, one.line_total)));
}
