// A bank's page in an isolated frame: seen, in a dialog that holds the focus; unseen, off the screen. What it says goes to the core
// with the origin that the browser names; what the core answers goes to that frame and that origin alone.

import { cover, giveFocusBack, takeFocus } from './cover.js';
import { h, patch } from './dom.js';

const place = document.getElementById('surface');
let dispatch = null;
/** The hand-off that is shown: `{ id, url, visible }`. */
let open = null;

export const surface = {
  begin(page) {
    ({ dispatch } = page);
    window.addEventListener('message', hear);
    place.addEventListener('click', ({ target }) => target.closest('[data-close-surface]') && close());
    place.addEventListener('keydown', ({ key }) => key === 'Escape' && close());
    place.addEventListener('focusin', ({ target }) => wrap(target));
  },
  /** A hand-off to a surface, or null when there is none. */
  show(handOff) {
    const { url, visible } = handOff?.way.surface ?? {};
    const before = open;
    open = url ? { id: handOff.id, url, visible } : null;
    draw();
    cover('surface', Boolean(open?.visible));
    if (open?.visible && before?.id !== open.id) takeFocus('surface', place.querySelector('h2'));
    if (!open && before?.visible) giveFocusBack('surface');
  },
  /** A snapshot came: its words are those of the dialog. */
  drawn: draw,
  /** The core has something to say to the page in the surface. */
  post({ id, text }) {
    if (open?.id === id) frame()?.contentWindow.postMessage(text, new URL(open.url).origin);
  },
};

const frame = () => place.querySelector('iframe');

function draw() {
  patch(place, open ? [open.visible ? dialog() : page({ class: 'unseen', tabindex: '-1', 'aria-hidden': 'true' })] : []);
}

function dialog() {
  const shown = window.tradewind.snapshot?.screen.hand_off;
  const words = shown?.key === open.id ? shown : { title: '', body: '', close_label: '' };
  return h('div', { key: open.id, class: 'scrim' },
    h('div', { class: 'bank-sheet', role: 'dialog', 'aria-modal': 'true', 'aria-labelledby': 'h-surface' },
      h('span', { key: 'before', tabindex: '0', 'data-edge': 'before' }),
      h('div', { key: 'head', class: 'bank-head' },
        h('h2', { id: 'h-surface', class: 't-headline', tabindex: '-1' }, words.title),
        h('button', { type: 'button', class: 'text', 'data-close-surface': true }, words.close_label)),
      h('p', { key: 'body', class: 'fine-print' }, words.body),
      page({ class: 'bank-page', title: words.title }),
      h('span', { key: 'after', tabindex: '0', 'data-edge': 'after' })));
}

/** The frame. What isolates it stands before its address. */
function page(more) {
  return h('iframe', { key: `frame-${open.id}`, sandbox: 'allow-scripts allow-forms allow-same-origin', referrerpolicy: 'no-referrer', ...more, src: open.url });
}

/** Past one edge of the dialog the focus goes on at the other. */
function wrap(target) {
  if (target.dataset.edge === 'before') frame().focus();
  if (target.dataset.edge === 'after') place.querySelector('button').focus();
}

function hear({ source, origin, data }) {
  if (!open || source !== frame()?.contentWindow) return;
  const text = typeof data === 'string' ? data : JSON.stringify(data);
  if (text !== undefined) dispatch({ surface_said: { key: open.id, origin, text } });
}

function close() {
  if (open?.visible) dispatch({ surface_closed: { key: open.id } });
}
