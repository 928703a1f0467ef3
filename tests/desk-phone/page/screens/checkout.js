// The checkout, in all its phases: the form, the review, the wallet, the waiting, and how it ended.

import { h, icon } from '../dom.js';
import { door, facts, hold, message, notice, outside, receipt, sentences, totals } from '../parts.js';
import { buttons, handOff } from './hand_off.js';

/** The buyer's fields as `autocomplete` names them. */
const AUTOCOMPLETE = {
  email: 'email', first_name: 'given-name', last_name: 'family-name', phone_number: 'tel', street_address: 'address-line1',
  extended_address: 'address-line2', address_locality: 'address-level2', address_region: 'address-level1',
  postal_code: 'postal-code', address_country: 'country',
};
const KEYBOARDS = { email: 'email', phone: 'tel' };
const ICONS = { wallet: 'wallet', sending: 'cart', with_person: 'clock', voucher: 'voucher', unknown: 'warning', confirmed: 'check', ended: 'close' };

export function checkout(screen) {
  const editing = screen.phase === 'buyer';
  const review = screen.phase === 'review';
  const parts = [
    ...(screen.hand_off ? [screen.notice && notice(screen.notice), handOff(screen.hand_off)] : [editing || review ? screen.notice && notice(screen.notice) : outcome(screen)]),
    contact(screen),
    ...(editing ? [...screen.holds.map(hold), form(screen)] : review ? reviewParts(screen) : summary(screen)),
    ...messages(screen.messages.filter((one) => editing || !one.disclosure)),
    links(screen),
  ];
  return { main: parts.filter(Boolean), bar: bar(screen) };
}

function outcome(screen) {
  const one = screen.notice;
  const working = ['wallet', 'sending', 'with_person'].includes(screen.phase);
  return h('div', { key: 'outcome', class: `outcome ${screen.phase}`, role: one?.tone === 'error' ? 'alert' : 'status', 'data-code': one?.code },
    h('span', { class: 'outcome-icon' }, working && h('span', { class: 'spinner', 'aria-hidden': 'true' }), icon(ICONS[screen.phase])),
    one && h('h2', { class: 't-title' }, one.title),
    one && sentences(one.body));
}

/** What to tell the shop, to be marked and copied. */
function contact(screen) {
  return screen.contact && h('section', { key: 'contact', class: 'panel', 'aria-labelledby': 'h-contact' },
    h('h2', { id: 'h-contact', class: 't-label' }, screen.contact_title),
    h('p', { class: 'contact', dir: 'auto' }, screen.contact));
}

function form(screen) {
  return h('form', { key: 'form', id: 'buyer', class: 'form', novalidate: true, 'aria-labelledby': 'h-buyer' },
    h('h2', { id: 'h-buyer', class: 't-title' }, screen.buyer_title),
    screen.fields.map(field));
}

function field(one) {
  const id = `f-${one.field}`;
  const props = {
    key: 'input', id, 'data-edit': `buyer.${one.field}`, autocomplete: AUTOCOMPLETE[one.field], 'aria-required': String(one.required),
    'aria-invalid': one.error ? 'true' : undefined, 'aria-describedby': one.error ? `${id}-error` : undefined,
  };
  const choice = one.options?.length > 0;
  return h('div', { key: one.field, class: one.error ? 'field invalid' : 'field' },
    h('label', { for: id, class: one.required ? 'required' : undefined }, one.label),
    choice
      ? h('div', { class: 'select' },
        h('select', props, one.options.map((option) => h('option', { key: option.key, value: option.key, selected: option.selected }, option.label))),
        icon('down'))
      : h('input', { ...props, type: KEYBOARDS[one.input] ?? 'text', inputmode: KEYBOARDS[one.input] ?? 'text', dir: KEYBOARDS[one.input] ? 'ltr' : 'auto', value: one.value, autocapitalize: one.input === 'email' ? 'off' : undefined, spellcheck: 'false' }),
    one.error && h('p', { id: `${id}-error`, class: 'field-error', role: 'alert' }, icon('error'), h('span', {}, one.error)));
}

/** The parts of the review, before Pay. */
function reviewParts(screen) {
  return [
    screen.buyer_summary.length > 0 && h('section', { key: 'buyer', class: 'panel', 'aria-labelledby': 'h-buyer' },
      h('div', { class: 'panel-head' },
        h('h2', { id: 'h-buyer', class: 't-label' }, screen.buyer_title),
        screen.change_label && h('button', { type: 'button', class: 'text', intent: 'change_buyer' }, screen.change_label)),
      h('p', { class: 'address' }, screen.buyer_summary.map((part) => h('bdi', {}, part)))),
    screen.billing_title && h('section', { key: 'billing', class: 'panel', 'aria-labelledby': 'h-billing' },
      h('div', { class: 'panel-head' },
        h('h2', { id: 'h-billing', class: 't-label' }, screen.billing_title),
        h('button', { type: 'button', class: 'text', intent: 'change_billing' }, screen.billing_label)),
      h('p', { class: 'address' }, screen.billing_summary.map((part) => h('bdi', {}, part))),
      screen.billing_same_label && h('button', { type: 'button', class: 'text', intent: 'billing_as_delivery' }, screen.billing_same_label)),
    delivery(screen),
    screen.lines.length === 0 && screen.loading && h('div', { key: 'skeleton', class: 'skeleton one-column', 'aria-hidden': 'true' }, h('span', { class: 'skeleton-part line' }), h('span', { class: 'skeleton-part block' }), h('span', { class: 'skeleton-part block' })),
    ...summary(screen),
  ];
}

/** Choices of delivery: one of them, or one for each parcel. */
function delivery(screen) {
  const parcels = [];
  for (const one of screen.delivery) {
    if (parcels.at(-1)?.[0].parcel === one.parcel) parcels.at(-1).push(one);
    else parcels.push([one]);
  }
  if (parcels.length === 0) return null;
  if (parcels.length === 1 && !parcels[0][0].parcel) {
    return h('fieldset', { key: 'delivery', class: 'panel choices' }, h('legend', { class: 't-label' }, screen.delivery_title), options(parcels[0], 'delivery'));
  }
  return h('section', { key: 'parcels', class: 'panel', 'aria-labelledby': 'h-delivery' },
    h('h2', { id: 'h-delivery', class: 't-label' }, screen.delivery_title),
    parcels.map((all, i) => h('fieldset', { key: `parcel-${i}`, class: 'choices parcel' },
      all[0].parcel && h('legend', { key: 'parcel', class: 'fine-print' }, all[0].parcel),
      options(all, `delivery-${i}`))));
}

function options(all, name) {
  return all.map((one) => h('label', { key: one.key, class: 'choice' },
    h('input', { type: 'radio', name, checked: one.selected, intent: { choose_delivery: { key: one.key } }, 'aria-label': one.accessibility }),
    h('span', { class: 'radio', 'aria-hidden': 'true' }),
    h('span', { class: 'choice-text' }, h('span', {}, one.title), one.description && h('span', { class: 'fine-print' }, one.description)),
    h('bdi', { class: 'price' }, one.price)));
}

/** Terms of payment: what is paid with the order and what later; a choice where there are several. */
function terms(screen) {
  if (screen.terms.length === 0) return null;
  const choice = screen.terms[0].choosable;
  return h(choice ? 'fieldset' : 'section', { key: 'terms', class: 'panel choices', 'aria-labelledby': choice ? undefined : 'h-terms' },
    choice ? h('legend', { class: 't-label' }, screen.terms_title) : h('h2', { id: 'h-terms', class: 't-label' }, screen.terms_title),
    screen.terms.map((one) => h('div', { key: one.key, class: 'term' },
      choice && h('label', { class: 'choice' },
        h('input', { type: 'radio', name: 'term', checked: one.selected, intent: { choose_term: { key: one.key } }, 'aria-label': one.accessibility }),
        h('span', { class: 'radio', 'aria-hidden': 'true' }),
        h('span', { class: 'choice-text' }, h('span', {}, one.title), one.description && h('span', { class: 'fine-print' }, one.description))),
      !choice && h('p', {}, one.title),
      !choice && one.description && h('p', { class: 'fine-print' }, one.description),
      facts(one.schedules.map((payment) => ({ label: payment.words, value: payment.amount })), 'line-items'),
      one.notices.map((notice, i) => message(notice, `term-notice-${i}`)))));
}

function summary(screen) {
  const filled = screen.lines.length > 0 || screen.totals.length > 0;
  const disclosures = screen.messages.filter((one) => one.disclosure);
  return [
    terms(screen),
    (filled || disclosures.length > 0) && h('section', { key: 'summary', class: 'panel' },
      facts(screen.lines, 'line-items'),
      disclosures.map((one, i) => message(one, `disclosure-${i}`)),
      (screen.code_hint || screen.codes.length > 0) && h('div', { key: 'codes', class: 'codes' },
        screen.codes.length > 0 && h('ul', { key: 'applied', class: 'chips', role: 'list' }, screen.codes.map((one) => h('li', { key: one.key },
          screen.code_hint
            ? h('button', { type: 'button', class: 'chip', intent: { remove_code: { key: one.key } }, 'aria-label': one.remove_label }, icon('tag'), h('bdi', {}, one.key), icon('close'))
            : h('span', { class: 'chip' }, icon('tag'), h('bdi', {}, one.key))))),
        screen.code_hint && h('form', { key: 'form', class: 'code', novalidate: true },
          h('input', { key: 'field', type: 'text', 'data-edit': 'code', 'aria-label': screen.code_hint, placeholder: screen.code_hint, autocomplete: 'off', autocapitalize: 'characters', spellcheck: 'false', enterkeyhint: 'done' }),
          h('button', { key: 'add', type: 'submit', class: 'tonal', 'data-add-code': true }, screen.code_label))),
      screen.holds.map(hold),
      totals(screen.totals),
      screen.door_note && h('p', { key: 'door-note', class: 'fine-print' }, screen.door_note),
      receipt(screen.receipt)),
    door(screen.door),
  ];
}

function messages(all) {
  return all.map((one, i) => message(one, `message-${i}`));
}

function links(screen) {
  return screen.links.length > 0 && h('ul', { key: 'links', class: 'links', role: 'list' }, screen.links.map((one) => h('li', { key: one.url }, outside(one.title, one.url))));
}

function bar(screen) {
  const parts = [];
  if (screen.phase === 'buyer') {
    parts.push(h('button', { key: 'submit', type: 'submit', form: 'buyer', class: 'filled wide', intent: 'submit_buyer', disabled: !screen.can_submit }, screen.submit_label));
  }
  if (screen.phase === 'review') {
    if (screen.pay_blocked) parts.push(h('p', { key: 'blocked', class: 'blocked', role: 'status', 'data-code': screen.pay_blocked_code }, screen.pay_blocked));
    if (!screen.continue_url) parts.push(retry(screen));
    if (screen.accept_label) parts.push(h('button', { key: 'accept', type: 'button', class: 'tonal wide', intent: 'accept_price' }, screen.accept_label));
  }
  // The way back from a browser stands below the way there.
  if (screen.continue_url) parts.push(outside(screen.continue_label, screen.continue_url, 'filled wide'), retry(screen));
  else if (screen.phase === 'review') parts.push(...pay(screen));
  if (screen.hand_off && screen.phase !== 'voucher') parts.push(...buttons(screen.hand_off));
  if (screen.done_label) parts.push(h('button', { key: 'done', type: 'button', class: 'filled wide', intent: 'done' }, screen.done_label));
  if (screen.aside_label) parts.push(h('button', { key: 'aside', type: 'button', class: 'tonal wide', intent: 'put_aside' }, screen.aside_label));
  const drawn = parts.filter(Boolean);
  return drawn.length > 0 ? drawn : null;
}

/** One button, or one for each way to pay. */
function pay(screen) {
  const button = (key, intent, label) => h('button', { key, type: 'button', class: 'filled wide pay', intent, disabled: !screen.can_pay }, icon('wallet'), h('span', {}, label));
  if (screen.methods.length === 0) return [button('pay', 'pay', screen.pay_label)];
  const all = (list) => list.map((one) => button(`pay-${one.key}`, { pay: { method: one.key } }, one.label));
  const more = screen.more_label && h('details', { key: 'more', class: 'more', 'data-more': true }, h('summary', { class: 'tonal wide' }, screen.more_label), ...all(screen.more_methods));
  return [...all(screen.methods), more].filter(Boolean);
}

function retry(screen) {
  return screen.retry_label && h('button', { key: 'retry', type: 'button', class: 'tonal wide', intent: 'retry' }, icon('reset'), h('span', {}, screen.retry_label));
}
