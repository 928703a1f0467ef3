// What a person was handed to pay with: an app to approve in, a code, a prompt, a voucher, a bank's page.

import { h, icon } from '../dom.js';
import { outside, sentences } from '../parts.js';

const ICONS = { link: 'out', code: 'code', prompt: 'prompt', voucher: 'voucher', surface: 'bank', page: 'out' };
/** Light modules on each side of a code (ISO/IEC 18004). */
const QUIET = 4;

/** The card of a hand-off. One in a list is a panel; a voucher's card has its own buttons, others leave them to the screen's bar. */
export function handOff(one, { listed = false } = {}) {
  const id = `h-hand-off-${one.key || one.kind}`;
  const waits = ['link', 'prompt', 'surface', 'page'].includes(one.kind);
  return h('section', { key: `hand-off-${one.key || one.kind}`, class: listed ? 'hand-off panel' : 'hand-off', 'aria-labelledby': id, 'data-hand-off': one.kind },
    h('div', { key: 'head', class: 'hand-off-head', role: listed ? undefined : 'status' },
      !one.picture && h('span', { key: 'sign', class: 'outcome-icon' }, waits && h('span', { class: 'spinner', 'aria-hidden': 'true' }), icon(ICONS[one.kind])),
      h('h2', { key: 'title', id, class: listed ? 't-headline' : 't-title' }, one.title),
      sentences(one.body)),
    one.picture && code(one.picture, id),
    one.until && h('p', { key: 'until', class: 'until' }, icon('clock'), h('span', {}, one.until)),
    one.code && copying(one, id),
    one.kind === 'voucher' && buttons(one));
}

/** Buttons of a hand-off. */
export function buttons(one) {
  const voucher = one.kind === 'voucher';
  const stop = voucher ? { give_up_voucher: { key: one.key } } : 'stop_payment';
  return [
    one.open_label && h('button', { key: 'open', type: 'button', class: 'filled wide', intent: 'open_hand_off' }, icon('out', true), h('span', {}, one.open_label)),
    one.page && h('span', { key: 'page', class: 'served' }, outside(one.page_label, one.page, voucher ? 'tonal wide' : 'filled wide')),
    one.stop_label && h('button', { key: 'stop', type: 'button', class: 'text wide', intent: stop }, one.stop_label),
  ].filter(Boolean);
}

/** A code as one shape of whole modules, dark on light whatever the colours around it are. */
function code({ side, modules }, id) {
  const dark = (x, y) => {
    const at = y * side + x;
    return (modules[at >> 3] >> (7 - (at & 7))) & 1;
  };
  let shape = '';
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      const from = x;
      while (x < side && dark(x, y)) x += 1;
      if (x > from) shape += `M${from + QUIET} ${y + QUIET}h${x - from}v1h${from - x}z`;
    }
  }
  const whole = side + 2 * QUIET;
  return h('span', { key: 'picture', class: 'code-picture' },
    h('svg', { role: 'img', 'aria-labelledby': id, viewBox: `0 0 ${whole} ${whole}`, 'shape-rendering': 'crispEdges', 'data-side': side },
      h('rect', { width: whole, height: whole, fill: '#fff' }),
      h('path', { d: shape, fill: '#000' })));
}

/** The text to copy: a number to be read out stands whole, a long code in a field of one line. */
function copying(one, id) {
  const read = one.kind === 'voucher';
  return h('div', { key: 'copying', class: 'copying' },
    read
      ? h('p', { key: 'number', class: 'number', dir: 'ltr' }, one.code)
      : h('input', { key: 'text', class: 'code-text', type: 'text', dir: 'ltr', readonly: true, value: one.code, 'aria-labelledby': id }),
    h('button', { key: 'copy', type: 'button', class: 'tonal wide', 'data-copy': one.code }, icon('copy'), h('span', {}, one.copy_label)));
}
