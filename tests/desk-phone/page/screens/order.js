// One order: where it is, what has happened, what was bought.

import { h, icon } from '../dom.js';
import { empty, facts, notice, outside, receipt, shareCard, totals } from '../parts.js';

export function order(screen) {
  if (screen.empty) return { main: [empty(screen.empty, 'orders')] };
  return {
    main: [
      screen.notice && notice(screen.notice),
      h('div', { key: 'state', class: 'order-state' },
        h('span', { class: 'status', 'data-status': screen.status_key }, screen.status),
        h('span', { class: 'fine-print' }, screen.placed)),
      screen.timeline.length > 0 && h('section', { key: 'timeline', class: 'panel', 'aria-labelledby': 'h-timeline' },
        h('h2', { id: 'h-timeline', class: 't-headline' }, screen.timeline_title),
        h('ol', { class: 'timeline', role: 'list' }, screen.timeline.map((one) => h('li', {},
          h('p', { class: 't-label' }, one.text),
          h('p', { class: 'fine-print' }, one.when),
          one.detail && h('p', { class: 'detail', dir: 'auto' }, one.url ? outside(one.detail, one.url) : one.detail))))),
      h('section', { key: 'line-items', class: 'panel' }, facts(screen.lines, 'line-items'), totals(screen.totals),
        screen.later.length > 0 && h('h2', { class: 't-label' }, screen.later_title), facts(screen.later, 'line-items'),
        receipt(screen.receipt),
        screen.receipt_export && saved(screen)),
      screen.moments.length > 0 && h('section', { key: 'moments', class: 'panel', 'aria-labelledby': 'h-moments' },
        h('h2', { id: 'h-moments', class: 't-headline' }, screen.moments_title),
        screen.moments.map((one, i) => h('div', { key: `${i}`, class: 'hold' },
          h('p', { class: 't-label' }, one.text),
          h('p', { class: `line-notice ${one.tone}` }, icon(one.tone), h('span', {}, one.detail)),
          one.key && h('button', { type: 'button', class: 'text', intent: { open_show: { key: one.key } } }, one.label),
          one.share_label && h('button', { type: 'button', class: 'text', intent: { share_moment: { key: one.key, shown: true } } }, one.share_label)))),
      screen.share && shareCard(screen.share, { share_moment: { key: '', shown: false } }),
      screen.link && outside(screen.link_label, screen.link, 'tonal wide'),
    ].filter(Boolean),
  };
}

/** The receipt as a file, by the name that the core gives it. */
function saved(screen) {
  const href = `data:application/json;charset=utf-8,${encodeURIComponent(screen.receipt_export)}`;
  return h('a', { key: 'receipt-export', class: 'tonal', href, download: screen.receipt_file }, h('span', {}, screen.receipt_export_label), icon('down'));
}
