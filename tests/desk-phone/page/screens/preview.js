// One product in three dimensions: the canvas, its dimension labels, its controls; a still picture while there is no frame.

import { h, icon } from '../dom.js';
import { facts, picture, tone, variants } from '../parts.js';
import { addToCart } from './product.js';

/** How far a press on left or right turns, in heights of the picture. */
const TURN_STEP = 0.12;

export function preview(screen) {
  const ready = screen.phase === 'ready';
  return {
    main: [
      h('div', { key: 'viewer', class: `viewer ${screen.phase}` },
        picture(screen.picture, 480, { spoken: !ready, eager: true }),
        h('canvas', {
          key: 'model-view', id: 'model-view', role: 'img', tabindex: ready ? '0' : undefined, 'aria-label': screen.accessibility || screen.title,
          'aria-describedby': screen.hint ? 'hint' : undefined, 'aria-hidden': ready ? undefined : 'true',
        }),
        h('ul', { key: 'labels', class: 'labels', role: 'list' }, screen.labels.map((one, i) =>
          h('li', { key: `label-${i}`, style: { '--x': `${one.x * 100}%`, '--y': `${one.y * 100}%` }, ref: measureLabel },
            h('span', { 'aria-hidden': 'true' }, h('bdi', {}, one.text)), h('span', { class: 'visually-hidden' }, one.accessibility))))),
      screen.notice && h('div', { key: 'notice', class: `banner ${screen.notice.tone}`, role: 'status', 'data-code': screen.notice.code },
        screen.phase === 'loading' ? h('span', { class: 'spinner', 'aria-hidden': 'true' }) : tone(screen.notice.tone),
        h('p', {}, screen.notice.text),
        screen.notice.action && h('button', { type: 'button', class: 'text', intent: 'retry' }, screen.notice.action)),
      ready && h('div', { key: 'controls', class: 'controls' },
        h('p', { key: 'hint', id: 'hint', class: 'hint' }, screen.hint),
        // Left and right of the thing itself, in every language.
        h('span', { key: 'turns', class: 'pair', dir: 'ltr' },
          controlButton('back', { preview_drag: { dx: -TURN_STEP, dy: 0 } }, screen.left_label),
          controlButton('next', { preview_drag: { dx: TURN_STEP, dy: 0 } }, screen.right_label)),
        controlButton('minus', { preview_zoom: { factor: 0.8 } }, screen.farther_label),
        controlButton('plus', { preview_zoom: { factor: 1.25 } }, screen.closer_label),
        screen.reset_label && controlButton('reset', 'preview_reset', screen.reset_label)),
      screen.sizes_label && h('div', { key: 'sizes', class: 'measures' },
        h('button', { type: 'button', class: 'tonal', intent: { preview_size: { shown: !screen.sizes_shown } } }, icon('ruler'), h('span', {}, screen.sizes_label)),
        facts(screen.sizes, 'sizes')),
      variants(screen.variants_title, screen.variants, 'preview_variant'),
    ].filter(Boolean),
    bar: [addToCart(screen)],
  };
}

/** Gives the style a label's size, so that one at the edge stays whole. */
function measureLabel(label) {
  queueMicrotask(() => {
    label.style.setProperty('--half-width', `${label.offsetWidth / 2}px`);
    label.style.setProperty('--half-height', `${label.offsetHeight / 2}px`);
  });
}

function controlButton(iconName, intent, label) {
  return h('button', { key: iconName, type: 'button', class: 'round', intent, 'aria-label': label }, icon(iconName));
}
