// Reminders of shows to come, as the newest snapshot says: said at their time by the browser's notifications where the person lets it, else by
// a bar over the app. This phone's system lives as long as its page.

import { h, patch } from './dom.js';

/** The longest that a browser's timer waits, in ms. */
const LONGEST = 2 ** 31 - 1;

/** What is set, by key: when it is to be said, and the timer. */
const set = new Map();
let bar = null;
let dispatch = null;

/** `phone` is the element that the bar stands in. */
export function begin({ phone, dispatch: send }) {
  dispatch = send;
  bar = document.createElement('div');
  bar.className = 'reminders';
  bar.setAttribute('role', 'status');
  phone.append(bar);
}

/** Called with each snapshot's reminders: a new time takes the place of the one before, and what is off is taken back. */
export function drawn(all) {
  for (const one of all) {
    const before = set.get(one.key);
    if (one.is_on && before?.at === one.at) continue;
    clearTimeout(before?.timer);
    set.delete(one.key);
    const left = one.at - (performance.timeOrigin + performance.now());
    if (!one.is_on || left <= 0 || left > LONGEST) continue;
    set.set(one.key, { at: one.at, timer: setTimeout(say, left, one) });
    if (globalThis.Notification?.permission === 'default') Notification.requestPermission();
  }
}

function say(one) {
  const open = () => {
    patch(bar, []);
    dispatch({ open_link: { url: one.link } });
  };
  if (globalThis.Notification?.permission === 'granted') {
    const said = new Notification(one.title, { body: one.body, tag: one.key });
    said.onclick = open;
    return;
  }
  patch(bar, [h('button', { key: one.key, type: 'button', class: 'reminder', ref: (button) => { button.onclick = open; } },
    h('b', { dir: 'auto' }, one.title), h('span', {}, one.body))]);
}
