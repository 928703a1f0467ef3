// A toast stays as long as the core says. While one of its buttons has the focus the core is asked for more reading time.

/** Reading time while a button has the focus, in seconds. */
const FOCUSED_SECONDS = 3600;

let dispatch = null;
let focused = false;

export function begin({ app, dispatch: send }) {
  dispatch = send;
  const inToast = (event) => event.target.closest?.('.toast');
  app.addEventListener('focusin', (event) => inToast(event) && setFocused(true));
  app.addEventListener('focusout', (event) => inToast(event) && setFocused(false));
}

/** Called with each snapshot's toast: a button that was removed with it sends no focusout. */
export function drawn(toast) {
  if (!toast) setFocused(false);
}

function setFocused(now) {
  if (now === focused) return;
  focused = now;
  dispatch({ reading_time: { seconds: now ? FOCUSED_SECONDS : 0 } });
}
