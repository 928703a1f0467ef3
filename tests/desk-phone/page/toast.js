// Takes a passing message away after a while, but not while its buttons have the focus.

let shown = null;
let timer = 0;
let send = null;

/** Lends the way to dispatch. */
export function begin({ dispatch }) {
  send = dispatch;
}

/** Called with each snapshot's toast, and whether the person went to another place: what cannot be undone stays behind. */
export function dismiss(toast, moved) {
  const text = toast?.text ?? null;
  if (text === shown && text !== null && moved && !toast.undo) return send('dismiss_toast');
  if (text === shown) return;
  shown = text;
  clearTimeout(timer);
  if (text !== null) wait();
}

function wait() {
  const token = getComputedStyle(document.documentElement).getPropertyValue('--motion-duration-toast');
  timer = setTimeout(() => {
    const read = document.querySelector('.toast:focus-within');
    if (read) wait();
    else send('dismiss_toast');
  }, parseFloat(token));
}
