// A show: its picture, which nothing covers, the controls under it, the card in thumb's reach, the comment, what was shown. Who goes by
// keys or listens meets the card before the picture's controls; where it is drawn is for live.css.

import { h, icon } from '../dom.js';
import { hold, outside, picture, tone } from '../parts.js';

export function live(screen) {
  const video = screen.video;
  return {
    barFirst: true,
    head: (screen.state || screen.host) && h('p', { key: 'head', class: 'show-head' },
      screen.state && h('span', { key: 'state', class: screen.phase === 'running' ? 'live-state on' : 'live-state' }, screen.state),
      screen.host && h('span', { key: 'host', class: 'fine-print' }, screen.host)),
    main: [
      h('section', { key: 'stage', class: `stage ${screen.phase}`, 'aria-label': video?.accessibility ?? screen.title },
        screen.poster && h('span', { key: 'poster', class: 'poster' }, picture(screen.poster, 480, { eager: true })),
        h('div', { key: 'video', id: 'show-video', class: 'show-video', unmanaged: true }),
        video && h('div', { key: 'controls', class: 'show-controls' },
          h('button', { key: 'toggle', type: 'button', class: 'round', 'data-player': 'toggle' }, icon('play'), icon('pause')),
          h('button', { key: 'sound', type: 'button', class: 'round', 'data-player': 'sound', 'aria-label': screen.sound_label, 'aria-pressed': 'false' }, icon('sound'), icon('muted')),
          screen.edge_label && h('button', { key: 'edge', type: 'button', class: 'tonal', 'data-player': 'edge' }, icon('edge', true), h('span', {}, screen.edge_label)),
          screen.captions_label && h('button', {
            key: 'captions', type: 'button', class: 'round', intent: { show_captions: { shown: !video.captions_shown } }, 'aria-label': screen.captions_label, 'aria-pressed': String(video.captions_shown),
          }, icon('captions')),
          video.small_window && screen.small_window_label && document.pictureInPictureEnabled
            && h('button', { key: 'small', type: 'button', class: 'round', 'data-player': 'small', 'aria-label': screen.small_window_label }, icon('small')))),
      screen.comment && h('p', { key: 'comment', class: 'show-comment' },
        h('span', { key: 'spoken', class: 'visually-hidden' }, screen.comment.accessibility),
        screen.comment.author && h('b', { key: 'author', dir: 'auto', 'aria-hidden': 'true' }, screen.comment.author),
        h('span', { key: 'text', dir: 'auto', 'aria-hidden': 'true' }, screen.comment.text)),
      screen.notice && h('div', { key: 'notice', class: `banner ${screen.notice.tone}`, role: 'status', 'data-code': screen.notice.code },
        tone(screen.notice.tone), h('p', {}, screen.notice.text),
        screen.notice.action && h('button', { type: 'button', class: 'text', intent: 'retry' }, screen.notice.action)),
      screen.reminder && reminder(screen.reminder),
      screen.report && reportForm(screen.report),
      screen.earlier.length > 0 && h('section', { key: 'earlier', class: 'earlier', 'aria-labelledby': 'h-earlier' },
        h('h2', { id: 'h-earlier', class: 't-headline' }, screen.earlier_title),
        h('ul', { class: 'lines', role: 'list' }, screen.earlier.map((one) => h('li', { key: one.key }, shown(one))))),
      screen.reports.length > 0 && h('ul', { key: 'reports', class: 'lines', role: 'list' }, screen.reports.map((one) => h('li', { key: one.key },
        h('p', { class: 't-label' }, one.text), h('p', { class: `line-notice ${one.tone}`, role: 'status' }, icon(one.tone), h('span', {}, one.detail))))),
      screen.report_label && h('button', { key: 'report', type: 'button', class: 'text', intent: { report_show: { shown: true } } }, h('span', {}, screen.report_label)),
    ].filter(Boolean),
    bar: (video || screen.card) && [standing(screen.card)],
  };
}

/**
 * The card that stands now. What is heard of it when it comes, or costs another price, stays in the document for the next one; how many are left is
 * not told each time it changes. The buttons are new ones with each card: a press meant for one never reaches the other.
 */
function standing(card) {
  return h('div', { key: 'card', class: card ? 'show-card' : 'show-card none', role: card ? 'group' : undefined, 'aria-label': card?.accessibility }, shown(card, 'status'));
}

function reminder(one) {
  return h('div', { key: 'reminder', class: 'panel' },
    one.note && h('p', { key: 'note', class: 'fine-print', role: 'status' }, one.note),
    h('button', { key: 'remind', type: 'button', class: 'tonal wide', intent: { remind_of_show: { on: !one.is_on } }, 'aria-pressed': String(one.is_on) }, icon('clock'), h('span', {}, one.label)));
}

/** The form by which the show is reported to its merchant; where that takes no reports, where else it can be told. */
function reportForm(form) {
  const edits = (one) => ({ edit_report: { field: one.field, value: one.key } });
  return h('section', { key: 'report-form', class: 'panel', 'aria-labelledby': 'h-report' },
    h('h2', { id: 'h-report', class: 't-headline' }, form.title),
    form.note && h('p', { key: 'note', class: 'fine-print' }, form.note),
    form.notice && h('p', { key: 'notice', class: `line-notice ${form.notice.tone}`, role: 'status', 'data-code': form.notice.code }, icon(form.notice.tone), h('span', {}, form.notice.text)),
    form.reasons.length > 0 && h('fieldset', { key: 'reasons', class: 'choices' },
      h('legend', { class: 't-label' }, form.reasons_title),
      form.reasons.map((one) => h('label', { key: one.key, class: 'choice' },
        h('input', { type: 'radio', name: `report-${one.field}`, checked: one.selected, intent: edits(one) }),
        h('span', { class: 'radio', 'aria-hidden': 'true' }),
        h('span', { class: 'choice-text', dir: 'auto' }, one.label)))),
    form.fields.map((one) => h('div', { key: `field-${one.field}` },
      h('label', { class: 't-label', for: `report-${one.field}` }, one.label),
      h('input', { key: 'field', id: `report-${one.field}`, type: 'text', dir: 'auto', 'data-edit': `report.${one.field}`, 'aria-describedby': one.note ? `note-report-${one.field}` : undefined, value: one.value, autocomplete: 'off' }),
      one.note && h('p', { id: `note-report-${one.field}`, class: 'fine-print' }, one.note))),
    form.good_faith && h('button', {
      key: 'good-faith', type: 'button', class: 'switch', role: 'switch', 'aria-checked': String(form.good_faith.selected), 'aria-label': form.good_faith.label, intent: edits(form.good_faith),
    }, h('span', { class: 'switch-text' }, h('span', { class: 't-label' }, form.good_faith.label)), h('span', { class: 'switch-track', 'aria-hidden': 'true' })),
    form.missing && h('p', { key: 'missing', class: 'fine-print', role: 'status' }, form.missing),
    form.send_label && h('button', { key: 'send', type: 'button', class: 'filled wide', intent: 'send_report', disabled: !form.can_send }, h('span', {}, form.send_label)),
    form.link && outside(form.link_label, form.link, 'tonal wide'),
    h('button', { key: 'leave', type: 'button', class: 'text', intent: { report_show: { shown: false } } }, h('span', {}, form.leave_label)));
}

/**
 * An item of a show: what it is, what it costs, whether that is held, and what can be done: once it is in the cart, pay it too. `said` is the
 * role of what is news of it.
 */
function shown(one, said) {
  return [
    h('div', { key: 'item', class: 'show-item' },
      one && picture(one.picture, 72),
      h('div', { key: 'text', class: 'line-text' },
        h('div', { key: 'said', role: said }, one && [
          h('p', { class: 'line-title' }, one.title),
          h('p', { class: 'prices' }, h('bdi', { class: one.was ? 'price sale' : 'price' }, one.price), one.was && h('s', { class: 'was' }, h('bdi', {}, one.was)))]),
        one?.stock && h('p', { key: 'stock', class: 'note warning' }, one.stock),
        one?.over && h('p', { key: 'over', class: 'fine-print' }, one.over),
        one?.in_cart && h('p', { key: 'in-cart', class: 'in-cart', role: said }, one.in_cart))),
    one && hold(one.hold),
    one && h('div', { key: `do-${one.key}`, class: 'show-do' },
      h('button', { key: 'open', type: 'button', class: 'tonal', intent: { open_product: { key: one.product } } }, one.open_label),
      h('button', { key: 'add', type: 'button', class: one.checkout_label ? 'tonal' : 'filled', intent: { add_live_card: { key: one.key } }, disabled: !one.can_add }, icon('cart'), h('span', {}, one.add_label)),
      one.checkout_label && h('button', { key: 'checkout', type: 'button', class: 'filled', intent: 'open_checkout' }, one.checkout_label)),
  ].filter(Boolean);
}
