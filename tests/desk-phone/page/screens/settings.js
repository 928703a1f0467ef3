// Settings: the person's choices, each on its own; the person's data; the catalog.

import { h, icon } from '../dom.js';
import { facts } from '../parts.js';

export function settings(screen) {
  return {
    main: [
      ...screen.choices.map(choices),
      screen.spent && written(screen.spent),
      consent(screen.consent),
      code(screen.code),
      screen.buyer.length > 0 && h('section', { key: 'buyer', class: 'panel', 'aria-labelledby': 'h-data' },
        h('h2', { id: 'h-data', class: 't-headline' }, screen.buyer_title),
        h('p', { class: 'address' }, screen.buyer.map((part) => h('bdi', {}, part))),
        screen.delete_label && h('button', { type: 'button', class: 'tonal danger', intent: 'delete_buyer' }, icon('trash'), h('span', {}, screen.delete_label))),
      h('section', { key: 'about', class: 'panel' },
        screen.about_title && h('h2', { class: 't-headline' }, screen.about_title),
        facts(screen.about),
        h('button', { key: 'refresh', type: 'button', class: 'tonal', intent: 'refresh' }, icon('reset'), h('span', {}, screen.refresh_label))),
      h('section', { key: 'erase', class: 'panel', 'aria-labelledby': 'h-erase' },
        h('h2', { id: 'h-erase', class: 't-headline' }, screen.erase_title),
        h('p', { class: 'fine-print', role: 'status' }, screen.erase_note),
        screen.erase_confirm && h('button', { key: 'confirm', type: 'button', class: 'tonal danger', intent: { erase_everything: { confirmed: true } } },
          icon('trash'), h('span', {}, screen.erase_confirm)),
        screen.erase_label && h('button', { key: 'ask', type: 'button', class: screen.erase_confirm ? 'tonal' : 'tonal danger', intent: { erase_everything: { confirmed: false } } },
          h('span', {}, screen.erase_label))),
    ].filter(Boolean),
  };
}

function choices({ setting, title, note, autonyms, options }) {
  return h('fieldset', { key: setting, class: 'panel choices' },
    h('legend', { class: 't-headline' }, title),
    note && h('p', { class: 'fine-print' }, note),
    options.map((option) => h('label', { key: option.key, class: 'choice' },
      h('input', { type: 'radio', name: setting, checked: option.selected, intent: { choose_setting: { setting, value: option.key } } }),
      h('span', { class: 'radio', 'aria-hidden': 'true' }),
      h('span', { class: 'choice-text', lang: autonyms ? option.key : undefined, dir: 'auto' }, option.label))));
}

/** What the person may agree to: a switch a purpose, what is kept because of it, and deleting that. */
function consent({ title, note, switches, viewed_label: viewedLabel, kept_title: keptTitle, kept, delete_label: deleteLabel }) {
  return h('section', { key: 'consent', class: 'panel', 'aria-labelledby': 'h-consent' },
    h('h2', { id: 'h-consent', class: 't-headline' }, title),
    h('p', { class: 'fine-print' }, note),
    switches.map((one) => h('button', {
      key: one.setting, type: 'button', class: 'switch', role: 'switch', 'aria-checked': String(one.on), 'aria-label': one.accessibility,
      intent: { choose_setting: { setting: one.setting, value: one.key } },
    },
    h('span', { class: 'switch-text' },
      h('span', { class: 't-label' }, one.title),
      h('span', { class: 'fine-print' }, one.note),
      h('span', { class: 'fine-print' }, one.since)),
    h('span', { class: 'switch-track', 'aria-hidden': 'true' }))),
    viewedLabel && h('button', { key: 'viewed', type: 'button', class: 'tonal danger', intent: 'delete_viewed' }, icon('trash'), h('span', {}, viewedLabel)),
    keptTitle && h('h3', { key: 'kept-title', class: 't-label' }, keptTitle),
    facts(kept),
    deleteLabel && h('button', { key: 'delete', type: 'button', class: 'tonal danger', intent: 'delete_campaigns' }, icon('trash'), h('span', {}, deleteLabel)));
}

/** A code that is typed or pasted: `app.js` sends it when the form is. This phone has no camera: the drawer says what one saw. */
function code({ title, note, open_label: label }) {
  return h('section', { key: 'code', class: 'panel', 'aria-labelledby': 'h-enter-code' },
    h('h2', { id: 'h-enter-code', class: 't-headline' }, title),
    h('p', { id: 'note-enter-code', class: 'fine-print' }, note),
    h('form', { key: 'form', class: 'code', novalidate: true },
      h('input', { key: 'field', type: 'text', dir: 'ltr', 'data-edit': 'link', 'aria-label': title, 'aria-describedby': 'note-enter-code', autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false', enterkeyhint: 'go' }),
      h('button', { key: 'open', type: 'submit', class: 'tonal' }, label)));
}

/** A setting that the person writes: `app.js` sends it when the form is. */
function written({ setting, title, note, value, save_label: label }) {
  return h('section', { key: setting, class: 'panel', 'aria-labelledby': `h-${setting}` },
    h('h2', { id: `h-${setting}`, class: 't-headline' }, title),
    h('p', { id: `note-${setting}`, class: 'fine-print' }, note),
    h('form', { key: 'form', class: 'code', novalidate: true },
      h('input', { key: 'field', type: 'text', inputmode: 'decimal', dir: 'ltr', 'data-edit': `setting.${setting}`, 'aria-labelledby': `h-${setting}`, 'aria-describedby': `note-${setting}`, value, autocomplete: 'off', spellcheck: 'false', enterkeyhint: 'done' }),
      h('button', { key: 'save', type: 'submit', class: 'tonal', 'data-save-setting': setting }, label)));
}
