// One product: pictures first, then what it is, what it costs, its versions, how it comes.

import { h, icon } from '../dom.js';
import { door, empty, facts, hold, outside, picture, shareCard, variants } from '../parts.js';

export function product(screen) {
  if (screen.empty) return { main: [empty(screen.empty, 'box')] };
  if (!screen.title) return { overlay: true, main: [h('div', { key: 'skeleton', class: 'skeleton one-column', 'aria-hidden': 'true' }, h('span', { class: 'skeleton-part hero' }), h('span', { class: 'skeleton-part line' }), h('span', { class: 'skeleton-part half' }))] };
  return {
    overlay: true,
    heading: false,
    main: [
      h('div', { key: 'hero', class: 'hero' },
        h('ul', { class: 'gallery', role: 'list', tabindex: screen.pictures.length > 1 ? '0' : undefined, 'aria-label': screen.title, ref: trackDots },
          screen.pictures.map((one) => h('li', { key: one.key }, picture(one, 480, { spoken: true, eager: true })))),
        screen.pictures.length > 1 && h('div', { class: 'dots', 'aria-hidden': 'true' }, screen.pictures.map((one, i) => h('span', { key: `dot-${i}` }))),
        screen.preview_label && h('button', { key: '3d', type: 'button', class: 'pill', intent: 'open_preview' }, icon('cube'), h('span', {}, screen.preview_label))),
      h('div', { key: 'about', class: 'about' },
        screen.brand && h('p', { key: 'brand', class: 'brand' }, screen.brand),
        h('h1', { key: 'title', tabindex: '-1', class: 't-title' }, screen.title),
        h('p', { key: 'prices', class: 'prices big' },
          h('bdi', { class: screen.was ? 'price sale' : 'price' }, screen.price),
          screen.was && h('span', { class: 'was' }, screen.was)),
        hold(screen.hold),
        screen.unit_price && h('p', { key: 'unit-price', class: 'fine-print' }, screen.unit_price),
        screen.price_truth && h('p', { key: 'price-truth', class: 'line-notice warning' }, icon('warning'), h('span', {}, screen.price_truth)),
        screen.sale_until && h('p', { key: 'until', class: 'sale-until' }, icon('tag'), h('span', {}, screen.sale_until)),
        h('p', { key: 'price-note', class: 'fine-print' }, screen.price_note),
        screen.personalised && h('p', { key: 'personalised', class: 'fine-print' }, screen.personalised)),
      variants(screen.variants_title, screen.variants, 'choose_variant'),
      h('ul', { key: 'availability', class: 'availability', role: 'list' },
        h('li', { key: 'stock', class: screen.available ? 'in-stock' : 'out-of-stock' }, icon(screen.available ? 'check' : 'close'), h('span', {}, screen.stock)),
        h('li', { key: 'delivery' }, icon('truck', true), h('span', {}, screen.delivery))),
      door(screen.door),
      screen.description && h('section', { key: 'description', class: 'prose' },
        h('h2', { class: 't-headline' }, screen.description_title),
        screen.description.split('\n').filter(Boolean).map((part) => h('p', {}, part))),
      facts(screen.facts),
      screen.link && screen.link_label && outside(screen.link_label, screen.link),
      screen.share_label && h('button', { key: 'share', type: 'button', class: 'tonal wide', intent: { share_product: { shown: true } } }, h('span', {}, screen.share_label)),
      screen.share && shareCard(screen.share, { share_product: { shown: false } }),
    ].filter(Boolean),
    bar: [addToCart(screen)],
  };
}

/** The button that adds the product to the cart, its price and how many are in the cart. */
export function addToCart(screen) {
  return h('div', { key: 'add', class: 'add' },
    h('p', { class: 'add-note' }, h('bdi', { class: screen.was ? 'price sale' : 'price' }, screen.price),
      screen.in_cart && h('span', { class: 'in-cart', role: 'status' }, screen.in_cart)),
    h('button', { type: 'button', class: 'filled', intent: { add_to_cart: { quantity: 1 } }, disabled: !screen.can_add }, icon('cart'), h('span', {}, screen.add_label)));
}

/** Marks the dot of the picture in sight. */
function trackDots(list) {
  const update = () => {
    const at = Math.round(Math.abs(list.scrollLeft) / Math.max(1, list.clientWidth));
    list.parentElement?.querySelectorAll('.dots span').forEach((dot, i) => dot.classList.toggle('current', i === at));
  };
  list.onscroll = update;
  queueMicrotask(update);
}
