// A passing message stands as long as the core says. While one of its buttons has the focus a person is at it: the core is told.

/** In seconds: until the focus goes on. */
const AT_IT = 3600;

let send = null;
let held = false;

/** Lends the way to dispatch. */
export function begin({ app, dispatch }) {
  send = dispatch;
  const at = (event) => event.target.closest?.('.toast');
  app.addEventListener('focusin', (event) => at(event) && hold(true));
  app.addEventListener('focusout', (event) => at(event) && hold(false));
}

/** Called with each snapshot's toast: a button that went away with it has told nobody that it lost the focus. */
export function drawn(toast) {
  if (!toast) hold(false);
}

function hold(now) {
  if (now === held) return;
  held = now;
  send({ reading_time: { seconds: now ? AT_IT : 0 } });
}
