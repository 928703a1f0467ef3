// Search results or a category: the scroller is as high as all of it, its rows are those in sight.

import { h } from '../dom.js';
import { empty, skeleton } from '../parts.js';
import { rows } from '../virtual_list.js';

export function results(screen) {
  if (screen.empty) return { main: [empty(screen.empty, 'search')] };
  if (screen.total === 0) return { main: screen.loading ? [skeleton(6)] : [] };
  return {
    main: [
      h('p', { key: 'count', class: 'count', role: 'status' }, screen.count),
      screen.sort_label && h('button', { key: 'sort', type: 'button', class: 'text', intent: { sort_by_door: { on: !screen.by_door } } }, screen.sort_label),
      screen.sort_note && h('p', { key: 'sort-note', class: 'fine-print' }, screen.sort_note),
      h('div', { key: 'rows', class: 'rows-box', unmanaged: true, ref: (box) => rows.attach(box, screen) }),
      screen.as_of && h('p', { key: 'as-of', class: 'as-of' }, screen.as_of),
    ].filter(Boolean),
  };
}
