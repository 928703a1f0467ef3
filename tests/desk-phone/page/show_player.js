// The picture of a show: a <video> that hls.js feeds, where it is, and what is left of held prices. It knows no card and no rule.

/** How often the core is told where the picture is, in ms, while it moves. */
const REPORT = 250;
/** How often what is left of held prices is looked at, in ms. */
const TICK = 1000;
/** Playlists and segments that fail are fetched again after this long, in ms. */
const AGAIN = 3000;

let send = null;
let phone = null;
let screen = null;
/** What is played: the video, its hls.js, the address and what was asked of it. */
let player = null;
/** Whether the person wants to hear shows. Each page begins without sound: a browser plays nothing else by itself. */
let sound = false;
let library = null;
/** Held prices on the screen are counted down by this timer. */
let ticking = null;

export const showPlayer = {
  begin(page) {
    ({ send, phone } = page);
    phone.addEventListener('click', ({ target }) => press(target.closest('[data-player]')?.dataset.player));
    setInterval(() => player && !player.video.paused && report(), REPORT);
  },
  /** After each snapshot: the show's screen, or null. */
  drawn(next) {
    screen = next;
    const place = next?.video ? document.getElementById('show-video') : null;
    if (!place) stop();
    else if (player?.address !== next.video.playlist || player.video.parentElement !== place) start(place, next.video);
    else captions();
    marks();
    if (ticking === null && held().length > 0) tick();
  },
  /** What is left of held prices. */
  ticked({ countdowns }) {
    for (const place of held()) {
      const one = countdowns.find(({ key }) => key === place.dataset.countdown);
      place.hidden = !one || one.over;
      if (!one || one.over) continue;
      place.textContent = one.text;
      place.setAttribute('aria-label', one.spoken);
      place.style.setProperty('--left', `${one.percent}%`);
    }
  },
  /** The app stopped: its player goes with it. */
  cancel: () => stop(),
};

const held = () => [...phone.querySelectorAll('[data-countdown]')];

function tick() {
  ticking = null;
  if (held().length === 0) return;
  send('live_tick');
  ticking = setTimeout(tick, TICK);
}

/** hls.js is loaded with the first show. */
function load() {
  library ??= new Promise((done, failed) => {
    const script = document.createElement('script');
    script.src = 'page/vendor/hls.min.js';
    script.onload = () => done(window.Hls);
    script.onerror = failed;
    document.head.append(script);
  });
  return library;
}

async function start(place, video) {
  stop();
  const element = document.createElement('video');
  Object.assign(element, { muted: !sound, defaultMuted: !sound, autoplay: true, playsInline: true });
  // What it is, is said by the part of the screen that it is in.
  element.setAttribute('aria-hidden', 'true');
  element.tabIndex = -1;
  place.replaceChildren(element);
  const mine = { video: element, hls: null, address: video.playlist, show: screen.key, begin: video.begin };
  player = mine;
  for (const event of ['playing', 'pause', 'waiting', 'seeked', 'stalled', 'ended']) {
    element.addEventListener(event, () => {
      marks();
      report();
    });
  }
  element.addEventListener('playing', () => place.classList.add('drawn'));
  // The small window has a switch of its own.
  element.addEventListener('volumechange', () => {
    sound = !element.muted;
    marks();
  });
  const Hls = await load().catch(() => null);
  if (player !== mine || !Hls?.isSupported()) return;
  const hls = new Hls({ enableWorker: false, backBufferLength: 30, renderTextTracksNatively: true });
  mine.hls = hls;
  hls.on(Hls.Events.ERROR, (_, { fatal, type }) => fatal && mend(mine, hls, type === Hls.ErrorTypes.MEDIA_ERROR));
  hls.on(Hls.Events.LEVEL_LOADED, (_, { details }) => seekToBegin(mine, details));
  hls.on(Hls.Events.SUBTITLE_TRACKS_UPDATED, captions);
  hls.loadSource(video.playlist);
  hls.attachMedia(element);
}

function mend(mine, hls, ofMedia) {
  report();
  setTimeout(() => {
    if (player !== mine) return;
    if (ofMedia) hls.recoverMediaError();
    else hls.startLoad();
  }, AGAIN);
}

/** Where the moment is that is to be seen first, by the dates of the segments. */
function seekToBegin(mine, { fragments }) {
  if (mine.begin === null || mine.begin === undefined) return;
  const found = fragments.find(({ programDateTime: from, duration }) => from !== null && from <= mine.begin && mine.begin < from + duration * 1000);
  if (found) mine.video.currentTime = found.start + (mine.begin - found.programDateTime) / 1000;
  mine.begin = null;
}

function stop() {
  if (!player) return;
  const { video, hls } = player;
  player = null;
  hls?.destroy();
  video.pause();
  video.parentElement?.classList.remove('drawn');
  video.remove();
}

/** Tells the core where the picture is. The programme's time counts where the segments have one. */
function report() {
  if (!player) return;
  const { video, hls, show } = player;
  const moment = hls?.playingDate?.getTime();
  send({
    live_position: {
      show, position_ms: Math.round(video.currentTime * 1000), programme_ms: Number.isFinite(moment) ? moment : null, latency_ms: 0,
      playing: !video.paused && video.readyState > 2, ended: video.ended,
    },
  });
}

/** The captions that the screen wants. */
function captions() {
  const wanted = screen?.video;
  const hls = player?.hls;
  if (!wanted || !hls) return;
  hls.subtitleTrack = hls.subtitleTracks.findIndex(({ attrs }) => attrs.LANGUAGE === wanted.captions_language);
  hls.subtitleDisplay = wanted.captions_shown;
}

function press(what) {
  if (!what || !player) return;
  const { video, hls } = player;
  if (what === 'toggle' && video.paused) video.play().catch(() => {});
  else if (what === 'toggle') video.pause();
  else if (what === 'sound') video.muted = !video.muted;
  else if (what === 'edge') {
    const edge = hls?.liveSyncPosition;
    if (Number.isFinite(edge)) video.currentTime = edge;
    video.play().catch(() => {});
  } else if (what === 'small') video.requestPictureInPicture?.().catch(() => {});
}

/** The button that plays and stops says what it does next, the one of the sound whether that is on. */
function marks() {
  const button = phone.querySelector('[data-player=toggle]');
  if (!button || !screen) return;
  phone.querySelector('[data-player=sound]')?.setAttribute('aria-pressed', String(player ? !player.video.muted : sound));
  const stopped = !player || player.video.paused;
  button.setAttribute('aria-label', stopped ? screen.play_label : screen.pause_label);
  button.classList.toggle('stopped', stopped);
}
