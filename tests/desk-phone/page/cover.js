// What stands over the app: while anything does, the app beneath takes no keys and no presses, and the focus comes back afterwards.

const app = document.getElementById('app');
const covers = new Set();
const focusBefore = new Map();

/** Says whether the cover called `name` stands over the app. */
export function cover(name, stands) {
  if (stands) covers.add(name);
  else covers.delete(name);
  app.inert = covers.size > 0;
}

/** Takes the focus to `heading`, and remembers where it was. */
export function takeFocus(name, heading) {
  if (!focusBefore.has(name)) focusBefore.set(name, document.activeElement);
  heading?.focus({ preventScroll: true });
}

/** Gives the focus back to where it was, or to the screen's heading where that is gone. */
export function giveFocusBack(name) {
  const before = focusBefore.get(name);
  focusBefore.delete(name);
  if (before) (before.isConnected && before !== document.body ? before : app.querySelector('h1'))?.focus({ preventScroll: true });
}
