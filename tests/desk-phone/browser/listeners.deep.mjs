// 2,000 listeners on nginx with nchan beside one page: how long from publishing to the last of them and to the painted card, what a
// viewer is sent in an hour, and what the hub holds for each. `cargo verify --deep` and `--only listeners` run it; `LISTENERS` is another number, up to 4,000.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openHome, perform } from './actions.mjs';
import { expectNoErrors, see, snapshot, until } from './assertions.mjs';
import { closeBrowser, closeTab, missing, openTab } from './browser.mjs';
import { Desk } from './desk.mjs';
import { Listeners, RECKONED, cameTo, cardsSeen, openFiles, percentile, sorted, spread, usage, watchCards } from './listeners.mjs';
import { ShowShop } from './show_shop.mjs';

const LISTENERS = Number(process.env.LISTENERS ?? 2_000);
const PUBLISHES = 50;
/** The same through the shop's own endpoint (axum), as the peer. */
const PEER_PUBLISHES = 15;
/** A card stands for so long, in ms: the player says where it is four times in it, and each time at another part of it. */
const EACH = 1_030;
/** What is measured of a viewer's bytes, in ms: eight segments and two cards at the pace of the film. */
const QUIET = 32_000;
/** A publish that took longer than this, in ms, is no live show. Wide, because the machine is shared. */
const HEARD_WITHIN = 2_000;
/** The player reports every 250 ms, and what a report changes is drawn; the rest is for a machine whose processors are all busy. */
const PAINTED_WITHIN = 1_500;
const ITEMS = ['mug-indigo', 'teapot-celadon', 'lamp-brass', 'chair-walnut', 'vase-amber'];
const HOUR = 3_600_000;

const wait = (ms) => new Promise((done) => setTimeout(done, ms));
const megabytes = (bytes) => `${(bytes / 1e6).toFixed(2)} MB`;

const why = missing || (openFiles() < LISTENERS * 1.5 && `only ${openFiles()} files may be open (ulimit -n), so ${LISTENERS} cannot listen`);
if (why && !missing) console.log(`skipped: ${why}`);

after(closeBrowser);

test('a card comes to all listeners and to the page', { skip: why, timeout: 300_000 }, async (t) => {
  const shop = await ShowShop.start();
  if (typeof shop === 'string') {
    console.log(`skipped: ${shop}`);
    t.skip(shop);
    return;
  }
  const desk = await Desk.start(['--merchant', shop.base]);
  // The page plays media of its own merchant alone (adr/0026), and this merchant is another process.
  const page = await openTab(desk.address(1), { bypassCSP: true });
  const { id: show, events_urls: [hub, own] } = await shop.show('DE');
  const listeners = new Listeners(hub);
  const peer = new Listeners(own);
  try {
    await openHome(page, 'en', 'DE');
    const row = await until(async () => (await snapshot(page))?.body?.live?.find((one) => one.running), 'a show on home', 20_000);
    await perform(page, { open_show: { key: row.key } });
    await see(page, { screen: 'live', 'body.phase': 'running' }, 'the show');
    await until(() => page.evaluate(() => document.querySelector('#show-video video')?.currentTime > 0), 'a picture that moves', 20_000);
    await watchCards(page);
    assert.equal(await shop.streams(), 0, 'the phone of the page hears nchan, too');

    const before = usage(shop.hub);
    await listeners.connect(LISTENERS);
    await wait(1_000);
    const each = ((usage(shop.hub).kilobytes - before.kilobytes) * 1024) / LISTENERS;
    console.log(`count: ${LISTENERS} listeners on nchan, ${(each / 1024).toFixed(1)} KiB of its memory each`);

    const idle = await quiet(page, shop, listeners);
    const busy = usage(shop.hub).seconds;
    const published = await publish(shop, show, PUBLISHES);
    const spent = usage(shop.hub).seconds - busy - (idle.processor * PUBLISHES * EACH) / 1_000;
    console.log(`listeners: of nginx's processor ${((spent * 1e6) / (PUBLISHES * LISTENERS)).toFixed(1)} µs for each event to each listener, `
      + `and ${(idle.processor * 100).toFixed(1)} % of one core for pings alone`);
    await judge(page, listeners, published);
    listeners.close();

    await peer.connect(LISTENERS);
    const again = await publish(shop, show, PEER_PUBLISHES);
    console.log(`listeners: the peer, the shop's own endpoint on axum: published to heard: ${spread(heardOnce(peer, again))}`);
    expectNoErrors(page, 'listeners');
  } finally {
    listeners.close();
    peer.close();
    await closeTab(page);
    await desk.stop();
    await shop.stop();
  }
});

/** Says what a viewer is sent while nobody but the film pins anything, reckoned for an hour; gives what the hub takes of a core meanwhile. */
async function quiet(page, shop, listeners) {
  const session = await page.context().newCDPSession(page);
  const addresses = new Map();
  const bytes = { picture: 0, playlists: 0, captions: 0 };
  session.on('Network.requestWillBeSent', ({ requestId, request }) => addresses.set(requestId, new URL(request.url).pathname));
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const path = addresses.get(requestId) ?? '';
    if (path.endsWith('.m4s') || path.endsWith('.mp4')) bytes.picture += encodedDataLength;
    else if (path.endsWith('/video.m3u8')) bytes.playlists += encodedDataLength;
    else if (path.startsWith('/live/')) bytes.captions += encodedDataLength;
  });
  await session.send('Network.enable');
  const [begun, hub, heard] = [Date.now(), usage(shop.hub), listeners.bytes];
  await wait(QUIET);
  const took = Date.now() - begun;
  const hour = (count) => (count * HOUR) / took;
  const processor = ((usage(shop.hub).seconds - hub.seconds) * 1_000) / took;
  const events = hour(listeners.bytes - heard);
  await session.detach();
  // The core reads the media playlist beside the player, at the same pace.
  const [picture, playlists, captions] = [hour(bytes.picture), hour(bytes.playlists) * 2, hour(bytes.captions)];
  const beside = playlists + captions + events;
  console.log(`listeners: a viewer's hour, from ${Math.round(took / 1_000)} s: picture ${megabytes(picture)}; beside it ${megabytes(beside)}: `
    + `media playlist, by player and core, ${megabytes(playlists)}, captions ${megabytes(captions)}, events ${megabytes(events)}`);
  assert.ok(bytes.picture > 0 && bytes.playlists > 0 && events > 0, 'something was sent of each');
  assert.ok(beside <= 8e6, `an hour beside the picture is ${megabytes(beside)}`);
  return { processor };
}

/** Pins one item after the other. */
async function publish(shop, show, count) {
  const published = [];
  const begun = Date.now();
  for (let at = 0; at < count; at += 1) {
    await wait(Math.max(0, begun + at * EACH - Date.now()));
    const sent = Date.now();
    published.push({ sent, seq: await shop.host(show, { pin: { item: ITEMS[at % ITEMS.length] } }) });
  }
  await wait(EACH);
  return published;
}

/** Every listener heard each once: how long each took, in ms from when the host's request was sent. */
function heardOnce(listeners, published) {
  for (const { seq } of published) assert.equal(listeners.times(seq), LISTENERS, `every listener heard ${seq} once`);
  assert.deepEqual(listeners.lost, [], 'no connection was lost');
  return published.flatMap(({ seq, sent }) => listeners.heard.get(seq).map((at) => at - sent));
}

/** Every card at every listener once; and on the page, never before its moment of the picture. */
async function judge(page, listeners, published) {
  const last = `card-${published.at(-1).seq}`;
  await until(async () => (await cardsSeen(page)).cards.has(last), 'the last card on the page', 60_000);
  const { reports, cards } = await cardsSeen(page);

  const heard = heardOnce(listeners, published);
  const slowest = published.map(({ seq, sent }) => Math.max(...listeners.heard.get(seq)) - sent);
  console.log(`count: published to heard, each of ${LISTENERS} listeners: ${spread(heard)}`);
  console.log(`listeners: published to heard by the last one: ${spread(slowest)}`);

  const painted = published.filter(({ seq }) => cards.has(`card-${seq}`));
  assert.equal(painted.length, PUBLISHES, 'every card was painted');
  const times = painted.map(({ seq, sent }) => {
    const at = cards.get(`card-${seq}`);
    const came = cameTo(reports, listeners.moments.get(seq));
    assert.ok(came !== null, `the picture came to the moment of ${seq}`);
    return { late: at - Math.max(sent, came), early: came - at, behind: came - sent };
  });
  console.log(`count: published, and its moment of the picture there, to painted card: ${spread(times.map(({ late }) => late))}`);
  console.log(`listeners: the picture is behind what is published by ${spread(times.map(({ behind }) => behind))}`);
  const early = Math.max(...times.map(({ early: one }) => one));
  assert.ok(early <= RECKONED, `a card stood ${early} ms before its moment`);
  assert.ok(percentile(sorted(heard), 99) <= HEARD_WITHIN, 'heard in time');
  assert.ok(percentile(sorted(times.map(({ late }) => late)), 99) <= PAINTED_WITHIN, 'painted in time');
}
