// The sandbox wallet's sheet: what is to be paid, to whom, and the three answers; it holds the focus until one is given.

import { cover, giveFocusBack, takeFocus } from './cover.js';
import { h, icon, patch } from './dom.js';
import { facts } from './parts.js';

const place = document.getElementById('wallet');
let send = null;
let shown = null;

export const wallet = {
  begin(page) {
    ({ send } = page);
    place.addEventListener('click', ({ target }) => answer(target.closest('[data-wallet]')?.dataset.wallet));
    place.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') answer('cancel');
      if (event.key === 'Tab') trapFocus(event);
    });
  },
  /** A sheet to answer, or null when there is none. */
  show(sheet) {
    const stood = shown;
    shown = sheet;
    cover('wallet', Boolean(sheet));
    patch(place, sheet ? [draw(sheet)] : []);
    if (sheet) takeFocus('wallet', place.querySelector('h2'));
    else if (stood) giveFocusBack('wallet');
  },
};

function draw(sheet) {
  const lines = sheet.lines.map(({ label, amount }) => ({ label, value: amount }));
  return h('div', { key: sheet.sheet, class: 'scrim' },
    h('div', { class: 'wallet-sheet', role: 'dialog', 'aria-modal': 'true', 'aria-labelledby': 'h-wallet' },
      h('span', { class: 'drag-handle', 'aria-hidden': 'true' }),
      h('div', { class: 'wallet-head' }, icon('wallet'), h('h2', { id: 'h-wallet', class: 't-headline', tabindex: '-1' }, sheet.title)),
      h('p', { class: 'payee' }, sheet.payee),
      h('bdi', { class: 'wallet-amount' }, sheet.amount),
      facts(lines, 'line-items'),
      h('div', { class: 'wallet-answers' },
        h('button', { type: 'button', class: 'filled wide', 'data-wallet': 'approve' }, sheet.approve),
        h('button', { type: 'button', class: 'tonal wide', 'data-wallet': 'decline' }, sheet.decline),
        h('button', { type: 'button', class: 'text wide', 'data-wallet': 'cancel' }, sheet.cancel))));
}

function answer(word) {
  if (word && shown) send({ wallet: { sheet: shown.sheet, answer: word } });
}

/** Keeps the focus going round in the sheet. */
function trapFocus(event) {
  const all = [...place.querySelectorAll('button')];
  const [first, last] = [all[0], all.at(-1)];
  const at = document.activeElement;
  if (event.shiftKey ? at === first || !all.includes(at) : at === last) {
    event.preventDefault();
    (event.shiftKey ? last : first).focus();
  }
}
