// Assertions on the latest snapshot, by facts as tests/suite reads them, and on the page: that it shows what the snapshot says.

import assert from 'node:assert/strict';

export const TIMEOUT = 10_000;
const POLL_INTERVAL = 25;

/** Waits until `look` gives something but undefined, null and false; says what was missing otherwise. */
export async function until(look, what, patience = TIMEOUT) {
  const end = Date.now() + patience;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== null && found !== false) return found;
    if (Date.now() > end) throw new Error(`not within ${patience} ms: ${typeof what === 'function' ? await what() : what}`);
    await new Promise((done) => setTimeout(done, POLL_INTERVAL));
  }
}

/** The latest snapshot, with `screen` as its name and `body` as what is on it. */
export async function snapshot(page) {
  return named(await page.evaluate(() => window.tradewind?.snapshot ?? null));
}

const named = (latest) => latest && { ...latest, screen: latest.screen.kind, body: latest.screen };

function found(snap, path) {
  return path.split('.').reduce((value, part) => (value === null || value === undefined ? undefined : value[part]), snap);
}

/** Whether a path of the snapshot is as wanted: a value, `*` for anything, an empty text for nothing, `~part`. */
export function matches(snap, path, wanted) {
  const value = found(snap, path);
  const empty = value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
  if (wanted === '*') return !empty;
  if (wanted === '') return empty;
  if (typeof wanted === 'string' && wanted.startsWith('~')) return typeof value === 'string' && value.includes(wanted.slice(1));
  return typeof wanted === 'bigint' ? value === Number(wanted) : value === wanted;
}

/** Waits until all facts are true at once; gives the snapshot in which they were. */
export async function see(page, facts, place = '', patience = TIMEOUT) {
  return seeIn(async () => [await snapshot(page)], facts, place, patience);
}

/** Forgets the snapshots up to now, for `seeSince`. */
export async function lookAway(page) {
  await page.evaluate(() => window.tradewind?.recent.splice(0));
}

/** What is there for a moment by its nature: something that moves, and a toast. */
const isMomentary = ([path, wanted]) => (path === 'body.animating' && wanted === true) || (path.startsWith('toast.') && wanted !== '');

/**
 * As `see`, and what is there for a moment may have been so in any snapshot since `lookAway`: a slow machine looks when it is gone. All
 * else is true of the latest.
 */
export async function seeSince(page, facts, place = '', patience = TIMEOUT) {
  const all = Object.entries(facts);
  const momentary = Object.fromEntries(all.filter(isMomentary));
  if (Object.keys(momentary).length === 0) return see(page, facts, place, patience);
  const since = async () => (await page.evaluate(() => [...(window.tradewind?.recent.splice(0) ?? []), window.tradewind?.snapshot ?? null])).map(named);
  await seeIn(since, momentary, place, patience);
  return see(page, Object.fromEntries(all.filter((fact) => !isMomentary(fact))), place, patience);
}

async function seeIn(latest, facts, place, patience) {
  let last = null;
  const missing = (one) => Object.entries(facts).filter(([path, wanted]) => !one || !matches(one, path, wanted));
  return until(async () => {
    const all = await latest();
    last = all.at(-1);
    return all.find((one) => one && missing(one).length === 0);
  }, () => `${place}: not seen: ${JSON.stringify(missing(last), (_, value) => (typeof value === 'bigint' ? Number(value) : value))
  } in ${JSON.stringify(last)?.slice(0, 3000)}`, patience);
}

/** Parts of a snapshot that are not words: keys, codes, addresses, and where something stands. */
const NO_WORDS = ['key', 'url', 'source_url', 'link', 'page', 'code', 'pay_blocked_code', 'continue_url', 'receipt_export', 'receipt_file', 'file', 'status_key', 'input', 'field', 'kind', 'phase', 'tone', 'tab',
  'order', 'setting', 'image', 'thumbhash', 'highlights', 'language', 'direction', 'playlist', 'captions_language', 'product', 'reminders'];
/** Words for a screen reader where the picture is an ornament of something that says the same. */
const ORNAMENT = ['picture', 'poster'];

/**
 * Everything a snapshot has to say that the page does not: as text that can be seen, or as what a screen reader or an empty field
 * says. Marks that only keep directions apart, and how lines were broken, do not count.
 */
export async function textsNotShown(page) {
  return page.evaluate(({ noWords, ornament }) => {
    const bare = (text) => text.replace(/[\u2066-\u2069\u200e\u200f\u061c]/g, '').replace(/\s+/g, '');
    const phone = document.getElementById('phone');
    const visible = [];
    const walk = document.createTreeWalker(phone, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      // What is folded away under its heading is one press off, as a choice's options are.
      const folded = node.parentElement.tagName === 'OPTION' || node.parentElement.closest('details:not([open])');
      if (folded || node.parentElement.checkVisibility({ visibilityProperty: true })) visible.push(node.data);
    }
    const text = bare(visible.join(''));
    const aside = new Set();
    for (const one of phone.querySelectorAll('[aria-label], [placeholder], [title], [alt], input, select')) {
      if (!one.checkVisibility()) continue;
      for (const name of ['aria-label', 'placeholder', 'title', 'alt']) {
        if (one.hasAttribute(name)) aside.add(bare(one.getAttribute(name)));
      }
      if ('value' in one) aside.add(bare(one.value));
    }
    const shown = (words) => text.includes(bare(words)) || aside.has(bare(words));
    const snap = window.tradewind.snapshot;
    const left = [];
    const visit = (value, path) => {
      const name = path.at(-1);
      if (noWords.includes(name)) return;
      if (typeof value === 'string') {
        if (bare(value) !== '' && !shown(value)) left.push(`${path.join('.')}: ${value}`);
      } else if (Array.isArray(value)) value.forEach((one, at) => visit(one, [...path, at]));
      else if (value && typeof value === 'object') {
        for (const [key, one] of Object.entries(value)) {
          if (key === 'accessibility' && ornament.includes(name)) continue;
          visit(one, [...path, key]);
        }
      }
    };
    const { screen, ...round } = snap;
    visit(round.can_go_back ? round : { ...round, back_label: '' }, []);
    // Of a long list only the rows in sight are there.
    const drawn = new Set([...phone.querySelectorAll('[aria-posinset]')].map((row) => Number(row.getAttribute('aria-posinset')) - 1));
    let body = screen.rows && screen.kind === 'results'
      ? { ...screen, rows: screen.rows.filter((_, at) => drawn.has(screen.first + at)) } : screen;
    // What was shown in a show is read part by part; the card that stands there is one for a screen reader.
    if (screen.kind === 'live') body = { ...screen, earlier: screen.earlier.map(({ accessibility, ...parts }) => parts) };
    // An empty state stands for all else.
    if (body.empty) visit({ empty: body.empty, served: body.served }, ['screen']);
    else {
      const unused = [];
      // A word for a control that this state of the screen does not have, by its own flags.
      if (body.kind === 'home' || body.words === '') unused.push('clear_label');
      if (body.kind === 'checkout') {
        if (body.code_hint === '') unused.push('code_label', 'codes');
        if (body.phase !== 'review' || body.continue_url) unused.push('pay_label', 'pay_blocked', 'accept_label', 'change_label', 'delivery_title');
        if (body.phase !== 'buyer') unused.push('submit_label');
        if (body.phase !== 'buyer' && body.buyer_summary.length === 0) unused.push('buyer_title');
        if (body.phase !== 'buyer' && body.phase !== 'review') unused.push('buyer_title', 'buyer_summary', 'delivery', 'code_label');
        if (body.delivery.length === 0) unused.push('delivery_title');
      }
      // One button plays and stops.
      if (body.kind === 'live') unused.push(phone.querySelector('[data-player=toggle].stopped') ? 'pause_label' : 'play_label');
      if (body.kind === 'settings' && body.buyer.length === 0) unused.push('buyer_title');
      if (body.kind === 'home') {
        for (const part of ['deals', 'categories', 'recent']) if (body[part].length === 0) unused.push(`${part}_title`);
      }
      visit(Object.fromEntries(Object.entries(body).filter(([name]) => !unused.includes(name))), ['screen']);
    }
    return { left, revision: snap.revision };
  }, { noWords: NO_WORDS, ornament: ORNAMENT });
}

/** Texts on the phone that are neither the snapshot's nor the wallet sheet's: words that the page made up. */
export async function textsNotInSnapshot(page) {
  return page.evaluate((sheet) => {
    const bare = (text) => text.replace(/[\u2066-\u2069\u200e\u200f\u061c]/g, '').replace(/\s+/g, '');
    const known = new Set();
    const gather = (value) => {
      if (typeof value === 'string') known.add(bare(value));
      else if (value && typeof value === 'object') Object.values(value).forEach(gather);
    };
    gather([window.tradewind.snapshot, sheet]);
    const all = [...known];
    const made = [];
    // A part of a text may stand by itself: a paragraph, or what matched in a title.
    const check = (text, where) => {
      const words = bare(text);
      if (/[\p{L}\p{N}]/u.test(words) && !known.has(words) && !all.some((one) => one.includes(words))) made.push(`${where}: ${text.trim()}`);
    };
    const phone = document.getElementById('phone');
    const walk = document.createTreeWalker(phone, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      // The phone's own launcher and another app are no part of this one.
      // What is left of a held price is said each second, and not by a snapshot.
      if (!node.parentElement.closest('#launcher, #other-app, [data-countdown], style, script')) check(node.data, node.parentElement.tagName);
    }
    for (const one of phone.querySelectorAll('*')) {
      if (one.closest('#launcher, #other-app, [data-countdown]')) continue;
      for (const name of ['aria-label', 'aria-description', 'aria-valuetext', 'aria-roledescription', 'placeholder', 'title', 'alt']) {
        if (one.hasAttribute(name)) check(one.getAttribute(name), `${one.tagName} ${name}`);
      }
    }
    return made;
  }, page.sheet ?? null);
}

/** Waits until the page shows all texts of the snapshot, and no others. */
export async function expectTexts(page, place) {
  let left = [];
  let made = [];
  await until(async () => {
    left = (await textsNotShown(page)).left;
    made = await textsNotInSnapshot(page);
    return left.length === 0 && made.length === 0;
  }, () => `${place}: the snapshot says, the page does not: ${left.join(' | ')}; the page says, the snapshot does not: ${made.join(' | ')}`, 3_000);
}

/** What the preview shows: a number for its pixels, or `none` where a still picture stands. */
export async function pixels(page) {
  return page.evaluate(() => {
    const canvas = document.getElementById('model-view');
    if (!canvas || !canvas.classList.contains('drawn')) return 'none';
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    let hash = 2166136261;
    for (let at = 0; at < data.length; at += 1) hash = Math.imul(hash ^ data[at], 16777619);
    return `${canvas.width}x${canvas.height} ${hash >>> 0}`;
  });
}

/** The preview once it has come to rest: the same pixels in several looks, nothing moving, no frame on its way, however slow. */
export async function atRest(page) {
  let last = null;
  let same = 0;
  return until(async () => {
    const moving = await page.evaluate(() => window.tradewind.awaitsFrame() || window.tradewind.snapshot.screen.animating);
    const now = await pixels(page);
    same = now === last && !moving ? same + 1 : 0;
    last = now;
    return same >= 8 && now;
  }, 'the preview comes to rest');
}

/** Asserts that the console has no error. */
export function expectNoErrors(page, place = '') {
  assert.deepEqual(page.errors, [], `${place}: the console is quiet`);
}
