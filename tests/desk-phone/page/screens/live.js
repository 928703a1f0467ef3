// A show: its picture, which nothing covers but the controls at its foot; below it the card in thumb's reach, the comment, what was shown.

import { h, icon } from '../dom.js';
import { hold, picture, tone } from '../parts.js';

export function live(screen) {
  const video = screen.video;
  return {
    main: [
      h('section', { key: 'stage', class: `stage ${screen.phase}`, 'aria-label': video?.accessibility ?? screen.title },
        screen.poster && h('span', { key: 'poster', class: 'poster' }, picture(screen.poster, 480, { eager: true })),
        h('div', { key: 'video', id: 'show-video', class: 'show-video', unmanaged: true }),
        screen.state && h('p', { key: 'state', class: screen.phase === 'running' ? 'live-state on' : 'live-state' }, screen.state),
        video && h('div', { key: 'controls', class: 'show-controls' },
          h('button', { key: 'toggle', type: 'button', class: 'round', 'data-player': 'toggle' }, icon('play'), icon('pause')),
          screen.edge_label && h('button', { key: 'edge', type: 'button', class: 'pill', 'data-player': 'edge' }, screen.edge_label),
          screen.captions_label && h('button', {
            key: 'captions', type: 'button', class: 'round', intent: { show_captions: { shown: !video.captions_shown } }, 'aria-label': screen.captions_label, 'aria-pressed': String(video.captions_shown),
          }, icon('captions')),
          video.small_window && screen.small_window_label && h('button', { key: 'small', type: 'button', class: 'round', 'data-player': 'small', 'aria-label': screen.small_window_label }, icon('small')))),
      screen.host && h('p', { key: 'host', class: 'fine-print' }, screen.host),
      screen.comment && h('p', { key: 'comment', class: 'show-comment', role: 'status', 'aria-label': screen.comment.accessibility },
        screen.comment.author && h('b', { dir: 'auto' }, screen.comment.author), h('span', { dir: 'auto' }, screen.comment.text)),
      screen.notice && h('div', { key: 'notice', class: `banner ${screen.notice.tone}`, role: 'status', 'data-code': screen.notice.code },
        tone(screen.notice.tone), h('p', {}, screen.notice.text),
        screen.notice.action && h('button', { type: 'button', class: 'text', intent: 'retry' }, screen.notice.action)),
      screen.reminder && reminder(screen.reminder),
      screen.earlier.length > 0 && h('section', { key: 'earlier', class: 'earlier', 'aria-labelledby': 'h-earlier' },
        h('h2', { id: 'h-earlier', class: 't-headline' }, screen.earlier_title),
        h('ul', { class: 'lines', role: 'list' }, screen.earlier.map((one) => h('li', { key: one.key }, shown(one))))),
    ].filter(Boolean),
    bar: screen.card && [h('div', { key: screen.card.key, class: 'show-card', role: 'group', 'aria-label': screen.card.accessibility }, shown(screen.card))],
  };
}

function reminder(one) {
  return h('div', { key: 'reminder', class: 'panel' },
    one.note && h('p', { key: 'note', class: 'fine-print', role: 'status' }, one.note),
    h('button', { key: 'remind', type: 'button', class: 'tonal wide', intent: { remind_of_show: { on: !one.is_on } }, 'aria-pressed': String(one.is_on) }, icon('clock'), h('span', {}, one.label)));
}

/** An item of a show: what it is, what it costs, whether that is held, and what can be done: once it is in the cart, pay it too. */
function shown(one) {
  return [
    h('div', { key: 'item', class: 'show-item' },
      picture(one.picture, 72),
      h('div', { class: 'line-text' },
        h('p', { class: 'line-title' }, one.title),
        h('p', { class: 'prices' }, h('bdi', { class: one.was ? 'price sale' : 'price' }, one.price), one.was && h('s', { class: 'was' }, h('bdi', {}, one.was))),
        one.stock && h('p', { class: 'note warning' }, one.stock),
        one.over && h('p', { class: 'fine-print' }, one.over),
        one.in_cart && h('p', { class: 'in-cart', role: 'status' }, one.in_cart))),
    hold(one.hold),
    h('div', { key: 'do', class: 'show-do' },
      h('button', { key: 'open', type: 'button', class: 'tonal', intent: { open_product: { key: one.product } } }, one.open_label),
      h('button', { key: 'add', type: 'button', class: one.checkout_label ? 'tonal' : 'filled', intent: { add_live_card: { key: one.key } }, disabled: !one.can_add }, icon('cart'), h('span', {}, one.add_label)),
      one.checkout_label && h('button', { key: 'checkout', type: 'button', class: 'filled', intent: 'open_checkout' }, one.checkout_label)),
  ];
}
