// The preview's canvas: pointers, wheel and keys become intents; frames are requested one at a time and painted.

/** The most pixels a side of a frame has. */
const MOST = 1024;
/** How far an arrow key turns, in heights of the picture. */
const KEY_STEP = 0.06;
const KEYS = { ArrowLeft: [-KEY_STEP, 0], ArrowRight: [KEY_STEP, 0], ArrowUp: [0, -KEY_STEP], ArrowDown: [0, KEY_STEP] };
const ZOOMS = { '+': 1.15, '=': 1.15, '-': 1 / 1.15, _: 1 / 1.15 };
/** A pointer that rested this long before it was lifted does not fling, in ms. */
const REST = 80;
/** An intent shows in one of so many frames. */
const FRAMES_PER_INTENT = 4;

let canvas = null;
let screen = null;
/** The id of the frame that was requested and has not arrived; 0 for none. */
let pendingFrame = 0;
let frameWanted = false;
/** How many more unchanged frames to await after an intent: the core may not have handled it yet. */
let framesToAwait = 0;
let count = 0;
let send = null;
let dispatch = null;
const pointers = new Map();
/** What moved since it was last sent, and the last moves, for the speed on release. */
const moved = { dx: 0, dy: 0, factor: 1, scheduled: false };
let recentMoves = [];

export const modelView = {
  begin(page) {
    ({ send, dispatch } = page);
    new ResizeObserver(() => screen && requestFrame()).observe(document.getElementById('phone'));
  },
  /** After each snapshot: the preview screen, or null. */
  drawn(next) {
    screen = next;
    const found = next && document.getElementById('model-view');
    if (found !== canvas) {
      canvas = found;
      pointers.clear();
      if (canvas) addListeners(canvas);
    }
    if (screen?.phase === 'ready') requestFrame();
    else canvas?.classList.remove('drawn');
  },
  /** An intent was sent: it may move what is seen without changing a word of the screen, and then no snapshot follows. */
  intentSent() {
    if (screen?.phase !== 'ready') return;
    framesToAwait = FRAMES_PER_INTENT;
    requestFrame();
  },
  /** A frame has arrived: id, width, height, flags, then the pixels, unless they are those of the last. */
  showFrame(data) {
    const head = new DataView(data);
    const [id, width, height, flags] = [0, 4, 8, 12].map((at) => head.getUint32(at, true));
    if (!canvas || id !== pendingFrame) return frameArrived(id);
    if (flags & 1) framesToAwait = Math.max(0, framesToAwait - 1);
    else {
      if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
      canvas.getContext('2d').putImageData(new ImageData(new Uint8ClampedArray(data, 16), width, height), 0, 0);
      canvas.classList.add('drawn');
      canvas.dataset.frame = id;
    }
    frameArrived(id);
  },
  /** The core has no frame now. */
  noFrame({ id }) {
    framesToAwait = 0;
    frameArrived(id);
  },
  /** Whether a frame that was asked for has not come, or may still show what an intent did. */
  awaitsFrame: () => pendingFrame !== 0 || frameWanted || framesToAwait > 0,
  /** The connection broke or the app stopped: no requested frame will arrive. */
  cancel() {
    pendingFrame = 0;
    frameWanted = false;
  },
};

function requestFrame() {
  frameWanted = true;
  if (pendingFrame === 0) requestAnimationFrame(sendRequest);
}

function sendRequest() {
  if (!frameWanted || pendingFrame !== 0 || !canvas || screen?.phase !== 'ready') return;
  // Its own size, whatever it was scrolled to: a rectangle on the screen is cut from its edges, and a half more or less of a
  // point would make another picture.
  const style = getComputedStyle(canvas);
  const box = { width: parseFloat(style.width), height: parseFloat(style.height) };
  if (!(box.width > 0 && box.height > 0)) return;
  const fit = Math.min(devicePixelRatio, MOST / box.width, MOST / box.height);
  frameWanted = false;
  count += 1;
  pendingFrame = count;
  const sent = send({ frame: { id: count, width: Math.round(box.width * fit), height: Math.round(box.height * fit) } });
  if (!sent) pendingFrame = 0;
}

function frameArrived(id) {
  if (id !== pendingFrame) return;
  pendingFrame = 0;
  if (frameWanted || framesToAwait > 0 || screen?.animating) requestFrame();
}

function addListeners(canvas) {
  canvas.onpointerdown = (event) => {
    canvas.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    recentMoves = [];
  };
  canvas.onpointermove = (event) => {
    const pointer = pointers.get(event.pointerId);
    if (!pointer) return;
    const height = canvas.getBoundingClientRect().height;
    const other = [...pointers.entries()].find(([id]) => id !== event.pointerId)?.[1];
    if (other) {
      const distance = (x, y) => Math.max(1, Math.hypot(x - other.x, y - other.y));
      moved.factor *= distance(event.clientX, event.clientY) / distance(pointer.x, pointer.y);
    } else {
      const step = { dx: (event.clientX - pointer.x) / height, dy: (event.clientY - pointer.y) / height, at: event.timeStamp };
      moved.dx += step.dx;
      moved.dy += step.dy;
      recentMoves.push(step);
      recentMoves = recentMoves.filter((one) => step.at - one.at < REST);
    }
    Object.assign(pointer, { x: event.clientX, y: event.clientY });
    scheduleFlush();
  };
  canvas.onpointerup = (event) => {
    if (!pointers.delete(event.pointerId) || pointers.size > 0) return;
    flush();
    const recent = recentMoves.filter((one) => event.timeStamp - one.at < REST);
    const seconds = recent.length > 1 ? (event.timeStamp - recent[0].at) / 1000 : 0;
    if (seconds <= 0) return;
    const speed = (name) => recent.slice(1).reduce((sum, one) => sum + one[name], 0) / seconds;
    dispatch({ preview_release: { vx: speed('dx'), vy: speed('dy') } });
  };
  canvas.onpointercancel = (event) => pointers.delete(event.pointerId);
  canvas.onwheel = (event) => {
    event.preventDefault();
    moved.factor *= Math.exp(-event.deltaY * (event.deltaMode ? 0.03 : 0.0015));
    scheduleFlush();
  };
  canvas.onkeydown = (event) => {
    const [turn, zoom] = [KEYS[event.key], ZOOMS[event.key]];
    if (turn) dispatch({ preview_drag: { dx: turn[0], dy: turn[1] } });
    else if (zoom) dispatch({ preview_zoom: { factor: zoom } });
    else return;
    event.preventDefault();
  };
}

/** Moves are sent once a frame of the screen, summed. */
function scheduleFlush() {
  if (moved.scheduled) return;
  moved.scheduled = true;
  requestAnimationFrame(flush);
}

function flush() {
  moved.scheduled = false;
  const { dx, dy, factor } = moved;
  Object.assign(moved, { dx: 0, dy: 0, factor: 1 });
  if (dx !== 0 || dy !== 0) dispatch({ preview_drag: { dx, dy } });
  if (factor !== 1) dispatch({ preview_zoom: { factor } });
}
