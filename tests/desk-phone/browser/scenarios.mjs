// The journeys of tests/scenarios by real clicks and typing on the page: each in one of its places by turns, in all of them with TRADEWIND_DEEP.

import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'smol-toml';
import { advance, clear, clearAll, drawer, fault, kill, openHome, perform, row, sendDirectly, startApp } from './actions.mjs';
import { atRest, expectNoErrors, expectTexts, lookAway, pixels, see, seeSince, snapshot, until } from './assertions.mjs';
import { closeBrowser, closeTab, missing, openTab, saveScreenshot } from './browser.mjs';
import { OWN_SHOWS, ROOT, freshPhone, ownPhone, stopAll } from './desk.mjs';
import { APP, inFrame } from './paying.mjs';

const FOLDER = join(ROOT, 'tests/scenarios');
const KNOWN = ['places', 'wallet', 'on', 'show', 'alone', 'link', 'faults', 'painter', 'online', 'step'];
const STEPS = ['do', 'see', 'frame', 'fault', 'clear', 'order', 'host', 'wallet', 'kill', 'elsewhere', 'orders', 'taps'];
/** A held price may have to run out first. */
const TIMEOUT = 40_000;

/** A merchant's pictures and models, of which the lamp's model is none. */
const broken = mkdtempSync(join(tmpdir(), 'desk-assets-'));
export const end = async () => {
  await closeBrowser();
  await stopAll();
  rmSync(broken, { recursive: true, force: true });
};

/** What a phone needs for a journey beside the ordinary. */
function needs(name, scenario) {
  if (scenario.painter === false) return ['--still'];
  if (scenario.show) return [OWN_SHOWS];
  if (name !== 'broken-model') return [];
  cpSync(join(ROOT, 'assets/seed'), broken, { recursive: true });
  writeFileSync(join(broken, 'models/lamp.glb'), 'glTF, but not really');
  return ['--assets', broken];
}

/** What the page itself decides is looked at on the page: which rows of a list it holds. */
async function seeRows(page, first, facts, place) {
  await until(() => row(page, first), `${place}: row ${first} in sight`);
  const rest = Object.fromEntries(Object.entries(facts).filter(([path]) => path !== 'body.first' && !path.startsWith('body.rows.')));
  await see(page, rest, place);
}

async function frame(page, wanted, last, place) {
  if (wanted === 'none') {
    await until(async () => (await pixels(page)) === 'none', `${place}: no frame`);
    return 'none';
  }
  if (wanted === 'new') {
    await until(async () => {
      const now = await pixels(page);
      return now !== 'none' && now !== last;
    }, `${place}: other pixels than ${last}`);
  }
  const now = await atRest(page);
  if (wanted === 'same') assert.equal(now, last, `${place}: the very same picture`);
  else assert.notEqual(now, last, `${place}: other pixels`);
  return now;
}

/** What the person does in the other app, or in the method's own library, before they come back. */
async function elsewhere(page, deed) {
  await page.locator('#other-app .app-address').waitFor();
  const library = page.locator(`#other-app [data-library=${deed}]`);
  if (!(await library.isVisible())) return inFrame(page, APP, deed);
  await page.locator('#payments > li', { hasText: 'created' }).first().waitFor();
  return library.click();
}

/** What the host of the show that is on does. */
async function host(page, deed) {
  const session = await until(() => page.evaluate(() => document.querySelector('form[name=show] [name=session]').value || null), 'a show in the drawer');
  await sendDirectly(page, { live: { session, deed } });
}

/** What is written, with each text `@PATH` as what stands there in the snapshot: keys that a merchant makes up are in no file. */
function filled(written, snap) {
  if (typeof written === 'string' && written.startsWith('@')) return written.slice(1).split('.').reduce((value, part) => value?.[part], snap);
  if (Array.isArray(written)) return written.map((one) => filled(one, snap));
  if (!written || typeof written !== 'object') return written;
  return Object.fromEntries(Object.entries(written).map(([name, one]) => [name, filled(one, snap)]));
}

/** How often the person has pressed something of the app's so far. */
const presses = (page) => page.sentMessages.filter(({ intent }) => intent !== undefined && intent.reading_time === undefined).length;

/** Keeps the picture of shows at the newest there is: a player is some segments behind by itself, and each card would be waited for. */
const atTheEdge = () => setInterval(() => {
  const video = document.querySelector('#show-video video');
  if (!video || video.paused || video.seeking || video.buffered.length === 0) return;
  const end = video.buffered.end(video.buffered.length - 1);
  if (end - video.currentTime > 2) video.currentTime = end - 0.5;
}, 500);

async function run(name, scenario, language, market) {
  // The first phone of a server is on from the start; one that is to be off at first is another.
  const off = scenario.online === false || scenario.on !== undefined || scenario.link !== undefined;
  const { desk, address } = await (scenario.alone ? ownPhone : freshPhone)(needs(name, scenario), off);
  const page = await openTab(address);
  try {
    if (scenario.on !== undefined) await setClock(page, scenario.on);
    if (scenario.show) await page.evaluate(atTheEdge);
    if (scenario.online === false) await offlineFirst(page, language, market);
    else if (scenario.link) await byLinkFirst(page, language, market, scenario.link);
    else await openHome(page, language, market);
    await journey(page, desk, name, scenario, language, market);
    expectNoErrors(page, `${name} in ${language}/${market}`);
  } catch (error) {
    await saveScreenshot(page, `${name}-${language}`);
    throw error;
  } finally {
    await clearAll(page).catch(() => {});
    await closeTab(page);
    if (scenario.alone) await desk.stop();
  }
}

/** The clock of a phone that is off, set in the drawer: it is this moment as the app is started. */
async function setClock(page, moment) {
  const ahead = Math.round((Date.parse(moment) - Date.now()) / 1000);
  assert.ok(Number.isFinite(ahead), `${moment} is a moment`);
  await page.locator('#phone[data-state=stopped]').waitFor();
  await drawer(page, 'clock', ahead);
}

/** A phone that is switched on for the first time where there is no network. */
async function offlineFirst(page, language, market) {
  await page.locator('#phone[data-state=stopped]').waitFor();
  await drawer(page, 'language', language);
  await drawer(page, 'network', 'offline');
  await startApp(page);
  await see(page, { screen: 'home', language }, 'the first start');
  await perform(page, { set_market: { market } });
}

/** A phone that is switched on for the first time by a link: what it opens is there before the catalog is. */
async function byLinkFirst(page, language, market, link) {
  assert.equal(market, 'US', 'where a phone shops before anybody has chosen');
  await page.locator('#phone[data-state=stopped]').waitFor();
  await drawer(page, 'language', language);
  await startApp(page, link);
}

async function journey(page, desk, name, scenario, language, market) {
  const before = desk.orders().length;
  let wallet = scenario.wallet;
  for (const text of scenario.faults ?? []) await fault(page, text);
  let last = 'none';
  let pressed = 0;
  for (const [at, step] of scenario.step.entries()) {
    const place = `${name} in ${language}/${market}, step ${at + 1}`;
    for (const key of Object.keys(step)) assert.ok(STEPS.includes(key), `${place}: knows ${key}`);
    wallet = step.wallet ?? wallet;
    await lookAway(page);
    try {
      if (step.kill) await kill(page);
      if (step.elsewhere) await elsewhere(page, step.elsewhere);
      if (step.fault) await fault(page, step.fault);
      if (step.clear) await clear(page, step.clear);
      if (step.order) await advance(page, desk, step.order);
      if (step.host) await host(page, filled(step.host, await snapshot(page)));
      if (step.do) await perform(page, filled(step.do, await snapshot(page)), { wallet });
    } catch (error) {
      throw new Error(`${place}: ${error.message}`, { cause: error });
    }
    if (step.do?.window) await seeRows(page, step.do.window.first, step.see ?? {}, place);
    else await seeSince(page, step.see ?? {}, place, TIMEOUT);
    await expectTexts(page, place);
    if (step.taps === 0) pressed = presses(page);
    else if (step.taps) assert.equal(presses(page) - pressed, step.taps, `${place}: presses`);
    if (step.frame) last = await frame(page, step.frame, last, place);
    if (step.orders !== undefined) assert.equal(desk.orders().length - before, step.orders, `${place}: orders in the merchant’s database`);
  }
}

/** The places in which a journey is taken: by turns, beginning with another than the phones do. In process, without a screen, all are taken. */
const turn = (places, at) => (process.env.TRADEWIND_DEEP ? places : [places[(at + 1) % places.length]]);

/** Registers a test for each journey in its places; `part` of `parts` takes every so-manieth, so that several run at once. */
export function scenarios(part, parts) {
  const all = readdirSync(FOLDER).filter((one) => one.endsWith('.toml')).sort().flatMap((file, at) => {
    const scenario = parse(readFileSync(join(FOLDER, file), 'utf8'));
    for (const key of Object.keys(scenario)) assert.ok(KNOWN.includes(key), `${file}: knows ${key}`);
    return turn(scenario.places, at).map(([language, market]) => ({ name: basename(file, '.toml'), scenario, language, market }));
  });
  assert.ok(all.length >= 15);
  for (const { name, scenario, language, market } of all.filter((_, at) => at % parts === part)) {
    test(`${name} in ${language}/${market}`, { skip: missing }, async () => {
      await run(name, scenario, language, market);
      console.log(`page scenario: ${name} in ${language}/${market}: ${scenario.step.length} steps`);
    });
  }
}
