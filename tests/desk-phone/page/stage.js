// The preview's stage: fingers, wheel and keys become intents; frames are asked for one at a time and painted.

/** The most pixels a side of a frame has. */
const MOST = 1024;
/** How far an arrow key turns, in heights of the picture. */
const NUDGE = 0.06;
const KEYS = { ArrowLeft: [-NUDGE, 0], ArrowRight: [NUDGE, 0], ArrowUp: [0, -NUDGE], ArrowDown: [0, NUDGE] };
const ZOOMS = { '+': 1.15, '=': 1.15, '-': 1 / 1.15, _: 1 / 1.15 };
/** A finger that rested this long before it was lifted does not throw, in ms. */
const RESTED = 80;
/** A touch is felt within so many frames. */
const RESTLESS = 4;

let canvas = null;
let screen = null;
let flying = 0;
let wanted = false;
/** How many more frames that are the same as the last are waited for after a touch: the core may not have felt it yet. */
let restless = 0;
let count = 0;
let line = null;
let act = null;
const fingers = new Map();
/** What moved since it was last sent, and the last moves, for the speed on release. */
const moved = { dx: 0, dy: 0, factor: 1, soon: false };
let trail = [];

export const stage = {
  begin({ send, dispatch }) {
    line = send;
    act = dispatch;
    new ResizeObserver(() => screen && want()).observe(document.getElementById('phone'));
  },
  /** After each snapshot: the preview screen, or null. */
  drawn(next) {
    screen = next;
    const found = next && document.getElementById('stage');
    if (found !== canvas) {
      canvas = found;
      fingers.clear();
      if (canvas) listen(canvas);
    }
    if (screen?.phase === 'ready') want();
    else canvas?.classList.remove('drawn');
  },
  /** An intent was sent: it may move what is seen without changing a word of the screen, and then no snapshot follows. */
  touched() {
    if (screen?.phase !== 'ready') return;
    restless = RESTLESS;
    want();
  },
  /** A frame has come: id, width, height, flags, then the pixels, unless they are those of the last. */
  show(data) {
    const head = new DataView(data);
    const [id, width, height, flags] = [0, 4, 8, 12].map((at) => head.getUint32(at, true));
    if (!canvas || id !== flying) return landed(id);
    if (flags & 1) restless = Math.max(0, restless - 1);
    else {
      if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
      canvas.getContext('2d').putImageData(new ImageData(new Uint8ClampedArray(data, 16), width, height), 0, 0);
      canvas.classList.add('drawn');
      canvas.dataset.frame = id;
    }
    landed(id);
  },
  /** There is no frame now. */
  none({ id }) {
    restless = 0;
    landed(id);
  },
  /** The line broke or the core is gone: nothing is on its way any more. */
  forget() {
    flying = 0;
    wanted = false;
  },
};

function want() {
  wanted = true;
  if (flying === 0) requestAnimationFrame(ask);
}

function ask() {
  if (!wanted || flying !== 0 || !canvas || screen?.phase !== 'ready') return;
  // Its own size, whatever it was scrolled to: a rectangle on the screen is cut from its edges, and a half more or less of a
  // point would make another picture.
  const style = getComputedStyle(canvas);
  const box = { width: parseFloat(style.width), height: parseFloat(style.height) };
  if (!(box.width > 0 && box.height > 0)) return;
  const fit = Math.min(devicePixelRatio, MOST / box.width, MOST / box.height);
  wanted = false;
  count += 1;
  flying = count;
  const sent = line({ frame: { id: count, width: Math.round(box.width * fit), height: Math.round(box.height * fit) } });
  if (!sent) flying = 0;
}

function landed(id) {
  if (id !== flying) return;
  flying = 0;
  if (wanted || restless > 0 || screen?.animating) want();
}

function listen(stand) {
  stand.onpointerdown = (event) => {
    stand.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    trail = [];
  };
  stand.onpointermove = (event) => {
    const finger = fingers.get(event.pointerId);
    if (!finger) return;
    const tall = stand.getBoundingClientRect().height;
    const other = [...fingers.entries()].find(([id]) => id !== event.pointerId)?.[1];
    if (other) {
      const apart = (x, y) => Math.max(1, Math.hypot(x - other.x, y - other.y));
      moved.factor *= apart(event.clientX, event.clientY) / apart(finger.x, finger.y);
    } else {
      const step = { dx: (event.clientX - finger.x) / tall, dy: (event.clientY - finger.y) / tall, at: event.timeStamp };
      moved.dx += step.dx;
      moved.dy += step.dy;
      trail.push(step);
      trail = trail.filter((one) => step.at - one.at < RESTED);
    }
    Object.assign(finger, { x: event.clientX, y: event.clientY });
    soon();
  };
  stand.onpointerup = (event) => {
    if (!fingers.delete(event.pointerId) || fingers.size > 0) return;
    flush();
    const recent = trail.filter((one) => event.timeStamp - one.at < RESTED);
    const span = recent.length > 1 ? (event.timeStamp - recent[0].at) / 1000 : 0;
    if (span <= 0) return;
    const far = (name) => recent.slice(1).reduce((sum, one) => sum + one[name], 0) / span;
    act({ preview_release: { vx: far('dx'), vy: far('dy') } });
  };
  stand.onpointercancel = (event) => fingers.delete(event.pointerId);
  stand.onwheel = (event) => {
    event.preventDefault();
    moved.factor *= Math.exp(-event.deltaY * (event.deltaMode ? 0.03 : 0.0015));
    soon();
  };
  stand.onkeydown = (event) => {
    const [turn, zoom] = [KEYS[event.key], ZOOMS[event.key]];
    if (turn) act({ preview_drag: { dx: turn[0], dy: turn[1] } });
    else if (zoom) act({ preview_zoom: { factor: zoom } });
    else return;
    event.preventDefault();
  };
}

/** Moves are sent once a frame of the screen, summed. */
function soon() {
  if (moved.soon) return;
  moved.soon = true;
  requestAnimationFrame(flush);
}

function flush() {
  moved.soon = false;
  const { dx, dy, factor } = moved;
  Object.assign(moved, { dx: 0, dy: 0, factor: 1 });
  if (dx !== 0 || dy !== 0) act({ preview_drag: { dx, dy } });
  if (factor !== 1) act({ preview_zoom: { factor } });
}
