// Pieces several screens share: pictures, cards, prices, facts, totals, messages, empty states.

import { h, icon } from './dom.js';

/** Pictures are requested in sizes of whole steps, in pixels. */
const SIZE_STEP = 64;
const MAX_SIZE = 1024;

/** A picture that is `size` CSS px wide and high. With `spoken` it says what it shows; else what holds it does. */
export function picture(ref, size, { spoken = false, eager = false } = {}) {
  if (!ref) return h('span', { class: 'pic missing' }, icon('box'));
  const pixels = Math.min(MAX_SIZE, Math.ceil((size * devicePixelRatio) / SIZE_STEP) * SIZE_STEP);
  const hash = ref.thumbhash.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return h('span', { key: ref.key, class: 'pic', style: hash ? { 'background-image': `url("thumb?hash=${hash}")` } : {} },
    h('img', {
      src: `image?key=${encodeURIComponent(ref.key)}&w=${pixels}&h=${pixels}`, alt: spoken ? ref.accessibility : '',
      loading: eager ? 'eager' : 'lazy', decoding: 'async', draggable: 'false',
    }));
}

/** Visual content, and the text that a screen reader says in its place. */
export function labelled(text, ...visual) {
  return [h('span', { key: 'label', class: 'visually-hidden' }, text), h('span', { key: 'visual', class: 'visual', 'aria-hidden': 'true' }, ...visual)];
}

/** A product in a list, as a button. */
export function card(one, size) {
  return h('button', {
    type: 'button', class: one.available ? 'card' : 'card unavailable', intent: { open_product: { key: one.key } },
  }, labelled(one.accessibility,
  h('span', { class: 'card-pic' }, picture(one.picture, size), one.badge && h('span', { class: 'sale-badge' }, one.badge)),
  h('span', { class: 'card-text' },
    one.brand && h('span', { class: 'brand' }, one.brand),
    h('span', { class: 'card-title' }, marked(one.title, one.highlights)),
    h('span', { class: 'prices' },
      h('bdi', { class: one.was ? 'price sale' : 'price' }, one.price),
      one.was && h('s', { class: 'was' }, h('bdi', {}, one.was))),
    ...captions(one).map((text) => h('span', { class: 'note' }, text)),
    one.door && h('span', { class: 'note' }, h('bdi', {}, one.door)),
    one.stock && h('span', { class: one.available ? 'note warning' : 'note' }, one.stock))));
}

/** What stands in small print under a price of a list or of the cart. */
export function captions(one) {
  return [one.unit_price, one.energy, one.condition, one.personalised].filter(Boolean);
}

/** A title with what matched in it set off. Ranges count UTF-16 units, as strings here do. */
export function marked(title, ranges) {
  const parts = [];
  let at = 0;
  for (const { start, end } of ranges) {
    parts.push(title.slice(at, start), h('mark', {}, title.slice(start, end)));
    at = end;
  }
  return [...parts, title.slice(at)];
}

/** A row of cards that scrolls sideways, under a heading. */
export function carousel(key, title, cards, size) {
  return cards.length > 0 && h('section', { key, class: 'carousel', 'aria-labelledby': `h-${key}` },
    h('h2', { id: `h-${key}`, class: 't-title' }, title),
    h('ul', { class: 'scroll-row', role: 'list' }, cards.map((one) => h('li', { key: one.key }, card(one, size)))));
}

/** Versions of a product. */
export function variants(title, all, name) {
  return all.length > 0 && h('section', { key: 'variants', class: 'variants', 'aria-labelledby': 'h-variants' },
    h('h2', { id: 'h-variants', class: 't-label' }, title),
    h('ul', { class: 'scroll-row', role: 'list' }, all.map((one) => h('li', { key: one.key },
      h('button', {
        type: 'button', class: one.available ? 'variant' : 'variant unavailable', intent: { [name]: { key: one.key } },
        'aria-label': one.accessibility, 'aria-pressed': String(one.selected),
      },
      picture(one.picture, 72), h('span', { class: 'variant-label' }, one.label))))));
}

/** Labels with values. */
export function facts(all, name = 'facts') {
  return all.length > 0 && h('dl', { class: name }, all.map((one) =>
    h('div', {}, h('dt', {}, one.label), h('dd', {}, h('bdi', {}, one.value)))));
}

/** A price that the shop holds: until when, and what is left of it, which `show_player.js` writes; or what became of it. */
export function hold(view) {
  return view && h('div', { key: `hold-${view.key}`, class: `hold line-notice ${view.tone}`, role: view.holds ? undefined : 'status' },
    icon(view.holds ? 'clock' : view.tone),
    h('p', { key: 'sentence' }, view.sentence),
    view.holds && h('span', { key: 'left', class: 'countdown', role: 'timer', 'data-countdown': view.key, unmanaged: true, ref: hideUncounted }));
}

/** Nothing is shown of what is left before it is known. */
function hideUncounted(place) {
  if (place.textContent === '') place.hidden = true;
}

/** Totals, the grand one set off, and what is not paid now smaller. */
export function totals(all) {
  return all.length > 0 && h('dl', { class: 'totals' }, all.map((one) =>
    h('div', { class: one.grand ? 'grand' : one.paid_now ? undefined : 'aside' }, h('dt', {}, one.label), h('dd', {}, h('bdi', {}, one.amount)))));
}

/** What it comes to at the door; on one tap each part of it: who collects it, since when, and where that is written. */
export function door(view) {
  return view && h('section', { key: 'door', class: 'panel door', 'aria-labelledby': 'h-door' },
    h('h2', { id: 'h-door', class: 't-label' }, view.title),
    h('p', { class: 't-headline', 'aria-label': view.summary }, h('bdi', {}, view.amount)),
    ...view.notes.map((note) => h('p', { class: 'fine-print' }, note)),
    ...view.limits.map((limit) => h('p', { class: `limit ${limit.passed ? 'passed' : ''}` }, h('span', { class: 'limit-bar', 'aria-hidden': 'true' }, h('span', { style: { 'inline-size': `${limit.percent}%` } })), h('span', {}, limit.text), limit.one_more && h('span', {}, limit.one_more))),
    view.advice.length > 0 && h('div', { key: 'advice', class: 'advice' }, h('h3', { class: 't-label' }, view.advice_label),
      h('ul', { role: 'list' }, view.advice.map((one, i) => h('li', { key: `${i}` }, h('p', {}, one.text), ...one.notes.map((note) => h('p', { class: 'fine-print' }, note)))))),
    h('details', { key: 'why', class: 'why' }, h('summary', { class: 'text' }, view.why_label),
      h('ul', { class: 'door-rows', role: 'list' }, view.rows.map((row, i) => h('li', { key: `${i}` },
        h('p', { class: 'door-row' }, h('span', {}, row.label), h('span', { class: 'door-amounts' }, h('bdi', {}, row.amount), row.stated && h('bdi', {}, row.stated))),
        ...row.notes.map((note) => h('p', { class: 'fine-print' }, note)),
        row.source && outside(row.source, row.source_url)))),
      view.needs.length > 0 && h('div', { class: 'fine-print' }, h('p', {}, view.needs_label), h('ul', { class: 'needs' }, view.needs.map((need) => h('li', {}, need)))),
      view.rate && h('p', { class: 'fine-print' }, view.rate),
      h('p', { class: 'fine-print' }, view.as_of)));
}

/** The receipt computed again: one line in words, and on one tap each number of it, stated and calculated. */
export function receipt(view) {
  return view && h('div', { key: 'receipt', class: 'receipt' },
    h('p', { class: 't-label' }, view.summary),
    ...view.notes.map((note) => h('p', { class: 'fine-print' }, note)),
    h('details', { key: 'numbers', class: 'why' }, h('summary', { class: 'text' }, view.why_label),
      h('ul', { class: 'door-rows', role: 'list' }, view.rows.map((row, i) => h('li', { key: `${i}` },
        h('p', {}, row.label),
        ...[row.stated, row.computed, row.difference].filter(Boolean).map((text) => h('p', { class: 'fine-print' }, h('bdi', {}, text))))))));
}

/** The icon of a tone. */
export function tone(name) {
  return icon(name);
}

/** A notice above the screen's content: a headline, and below it a sentence or several. */
export function notice(one) {
  return h('div', { key: 'notice', class: `notice ${one.tone}`, role: one.tone === 'error' ? 'alert' : 'status', 'data-code': one.code },
    tone(one.tone), h('div', {}, h('h2', { class: 't-label' }, one.title), sentences(one.body)));
}

/** Each line of a text by itself: several are a list, one is a paragraph, none is nothing. */
export function sentences(text) {
  const all = text.split('\n').filter(Boolean);
  if (all.length > 1) return h('ul', { key: 'sentences', class: 'sentences', role: 'list' }, all.map((line, i) => h('li', { key: `line-${i}` }, line)));
  return all.map((line) => h('p', { key: 'sentence' }, line));
}

/** What the merchant says, with what it is about, its picture and where more is said. A disclosure stands as it is, beside what it is about. */
export function message(one, key) {
  const role = one.tone === 'error' ? 'alert' : 'status';
  return h('div', { key, class: `notice ${one.tone}`, role: one.disclosure ? 'note' : role, 'data-code': one.code },
    tone(one.tone),
    h('div', {},
      one.about && h('h2', { key: 'about', class: 't-label' }, one.about),
      one.image && h('span', { key: 'image', class: 'message-image' }, picture({ key: one.image, accessibility: one.text, thumbhash: [] }, 96, { spoken: true, eager: true })),
      h('p', { key: 'text', dir: 'auto' }, one.text),
      one.url && h('p', { key: 'more', dir: 'auto' }, outside(one.url, one.url))));
}

/** A state without content. */
export function empty(one, iconName) {
  return h('div', { key: 'empty', class: 'empty', 'data-code': one.code },
    h('span', { class: 'empty-icon' }, icon(iconName)),
    h('h2', { class: 't-title' }, one.title),
    sentences(one.body),
    one.action && h('button', { type: 'button', class: 'filled', intent: 'retry' }, one.action));
}

/** Grey boxes in place of cards that are loading. */
export function skeleton(count) {
  return h('ul', { key: 'skeleton', class: 'skeleton', 'aria-hidden': 'true' }, Array.from({ length: count }, (_, i) =>
    h('li', { key: `part-${i}` }, h('span', { class: 'skeleton-part square' }), h('span', { class: 'skeleton-part line' }), h('span', { class: 'skeleton-part half' }))));
}

/** A link that leaves the phone. */
export function outside(title, url, name = 'link') {
  return h('a', { class: name, href: url, target: '_blank', rel: 'noopener' }, h('span', {}, title), icon('out', true));
}

/** What goes out when something is shared, seen before it does. This phone has no other apps: the picture is saved, the words are copied. `close` takes it away. */
export function shareCard(card, close) {
  const sized = (width, height) => `image?key=${encodeURIComponent(card.picture.key)}&w=${width}&h=${height}`;
  return h('section', { key: 'share-card', class: 'panel', 'aria-labelledby': 'h-share' },
    h('h2', { id: 'h-share', class: 't-headline' }, card.title),
    h('img', { key: 'picture', class: 'share-picture', src: sized(400, 600), alt: card.picture.accessibility, decoding: 'async', draggable: 'false' }),
    h('p', { key: 'message', class: 'share-message', dir: 'auto' }, card.message),
    h('a', { key: 'send', class: 'tonal', href: sized(1080, 1620), download: card.file }, h('span', {}, card.send_label), icon('down')),
    h('button', { key: 'copy', type: 'button', class: 'tonal', 'data-copy': card.message }, icon('copy'), h('span', {}, card.copy_label)),
    h('button', { key: 'close', type: 'button', class: 'text', intent: close }, h('span', {}, card.close_label)));
}
