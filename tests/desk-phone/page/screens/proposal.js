// A cart that a link proposes: its lines and what becomes of each, the sums before and after, and the two answers.

import { h, icon } from '../dom.js';
import { captions, empty, facts, labelled, picture } from '../parts.js';

export function proposal(screen) {
  if (screen.empty) return { main: [empty(screen.empty, 'cart')] };
  return {
    main: [
      h('p', { key: 'note', class: 'count' }, screen.note),
      h('ul', { key: 'lines', class: 'lines', role: 'list' }, screen.lines.map(line)),
      screen.left_out.length > 0 && h('ul', { key: 'left-out', class: 'sentences fine-print', role: 'list' },
        screen.left_out.map((text, i) => h('li', { key: `${i}` }, text))),
      screen.code && h('div', { key: 'code', class: 'panel' },
        h('p', { class: 't-label' }, screen.code),
        h('p', { class: 'fine-print' }, screen.code_note)),
      screen.sums.length > 0 && h('div', { key: 'sums', class: 'panel' },
        facts(screen.sums, 'totals'),
        h('p', { class: 'fine-print' }, screen.sum_note)),
    ].filter(Boolean),
    bar: [
      screen.blocked && h('p', { key: 'blocked', class: 'fine-print', role: 'status' }, screen.blocked),
      h('button', { key: 'add', type: 'button', class: 'filled wide', intent: 'accept_proposal', disabled: !screen.can_add }, screen.add_label),
      h('button', { key: 'decline', type: 'button', class: 'tonal wide', intent: 'decline_proposal' }, screen.decline_label),
    ].filter(Boolean),
  };
}

function line(one) {
  return h('li', { key: one.key, class: 'line' },
    h('div', { key: 'item', class: 'line-open' },
      labelled(one.accessibility, picture(one.picture, 96),
        h('span', { class: 'line-text' },
          h('span', { class: 'line-title' }, one.title),
          one.options && h('span', { class: 'fine-print' }, one.options),
          one.price && h('bdi', { class: 'fine-print' }, one.price),
          ...captions(one).map((text) => h('span', { class: 'fine-print' }, text)),
          h('span', { class: 'fine-print' }, one.quantity),
          one.in_cart && h('span', { class: 'fine-print' }, one.in_cart),
          one.line_total && h('bdi', { class: 'price' }, one.line_total)))),
    // What a screen reader hears of it stands in the sentence above.
    one.notice && h('p', { key: 'notice', class: `line-notice ${one.tone}`, 'aria-hidden': 'true' }, icon(one.tone), h('span', {}, one.notice)));
}
