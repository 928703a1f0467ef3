// How soon a press is painted, and how few rows a long list has on the page.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { control, openHome, perform, startApp } from './actions.mjs';
import { expectNoErrors, see, snapshot, until } from './assertions.mjs';
import { closeBrowser, closeTab, missing, openTab } from './browser.mjs';
import { Desk, freshPhone, stopAll } from './desk.mjs';
import { toCart } from './shopper.mjs';

const folder = mkdtempSync(join(tmpdir(), 'desk-feed-'));
after(async () => {
  await closeBrowser();
  await stopAll();
  rmSync(folder, { recursive: true, force: true });
});

const PRODUCTS = 2_465;
const MOST_ROWS = 200;
const DISPATCHES = 200;
/** In milliseconds. A press is answered at once for a person within 100 (RAIL, web.dev); half of that leaves room for a slower machine. */
const PAINTED_WITHIN = 50;

/** Other programs on the machine only make it slower: of so many rounds the best counts. */
const ROUNDS = 3;

const median = (all) => [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)];

/** Tabs and letters typed, one after the other; gives how long each took until it was painted, in ms. */
async function measure(page) {
  await page.evaluate(async (wanted) => {
    const { tradewind } = window;
    tradewind.painted.length = 0;
    const words = 'mug kilim lamp teapot ';
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    const settle = async (act) => {
      const before = tradewind.painted.length;
      act();
      for (let i = 0; i < 60 && tradewind.painted.length === before; i += 1) await frame();
    };
    for (let round = 0; tradewind.painted.length < wanted && round < 100; round += 1) {
      for (const tab of ['cart', 'orders', 'settings', 'home']) {
        await settle(() => [...document.querySelectorAll('#phone [data-intent]')].find((one) => one.dataset.intent === JSON.stringify({ open_tab: tab })).click());
      }
      for (const letter of words) {
        const field = document.querySelector('#phone [data-edit=search]');
        if (!field) break;
        field.value = round % 2 && letter === ' ' ? '' : field.value + letter;
        await settle(() => field.dispatchEvent(new Event('input', { bubbles: true })));
      }
      const field = document.querySelector('#phone [data-edit=search]');
      if (field) {
        field.value = '';
        await settle(() => field.dispatchEvent(new Event('input', { bubbles: true })));
      }
    }
  }, DISPATCHES);
  return page.evaluate(() => [...window.tradewind.painted]);
}

test('from a press to paint in less than 50 ms, in the middle of 200', { skip: missing }, async () => {
  const { address } = await freshPhone();
  const page = await openTab(address);
  try {
    await openHome(page, 'en', 'US');
    await toCart(page, 'mug-sand');
    await perform(page, { open_tab: 'home' });
    await see(page, { 'tabs.0.selected': true });
    // Tabs and letters typed, one after the other, each as soon as the one before it was painted; pressed within the page, so that
    // what is measured is the page and the core, not the driver.
    let best = null;
    for (let round = 0; round < ROUNDS && (best === null || best.middle >= PAINTED_WITHIN); round += 1) {
      const painted = await measure(page);
      const sorted = [...painted].sort((one, other) => one - other);
      const now = { middle: median(painted), most: sorted[Math.floor(sorted.length * 0.95)], count: painted.length };
      console.log(`speed: dispatch to painted: median ${now.middle.toFixed(1)} ms, 95 of 100 under ${now.most.toFixed(1)} ms, over ${now.count} dispatches`);
      assert.ok(now.count >= DISPATCHES);
      if (best === null || now.middle < best.middle) best = now;
    }
    assert.ok(best.middle < PAINTED_WITHIN, `median ${best.middle} ms`);
    expectNoErrors(page, 'speed');
  } finally {
    await closeTab(page);
  }
});

/** A feed as large as the catalog of a middling shop. */
function feed() {
  const rows = [['id', 'title', 'description', 'link', 'image_link', 'availability', 'price', 'brand', 'product_type']];
  const kinds = ['Bowl', 'Plate', 'Basket', 'Candle', 'Cushion'];
  for (let at = 1; at <= PRODUCTS; at += 1) {
    const kind = kinds[at % kinds.length];
    rows.push([`item-${at}`, `Thing ${at} ${kind}`, `The ${at}th thing.`, `https://seed.tradewind.example/p/item-${at}`,
      `https://seed.tradewind.example/images/item-${at}.jpg`, 'in_stock', `${(at % 90) + 9}.00 USD`, 'Workshop', kind]);
  }
  const file = join(folder, 'feed.tsv');
  writeFileSync(file, rows.map((row) => row.join('\t')).join('\n'));
  return file;
}

test(`${PRODUCTS} products scroll with fewer than ${MOST_ROWS} rows on the page`, { skip: missing }, async () => {
  const desk = await Desk.start(['--feed', feed(), '--market', 'US', '--lang', 'en']);
  const page = await openTab(desk.address(1));
  try {
    await startApp(page);
    await see(page, { screen: 'home', 'body.categories.0.name': '*' }, 'home', 30_000);
    await perform(page, { search: { words: 'thing' } });
    await see(page, { screen: 'results', 'body.total': PRODUCTS, 'body.rows.0.title': '*' }, 'all');
    const size = () => page.evaluate(() => {
      const rows = [...document.querySelectorAll('#phone [aria-posinset]')];
      return { rows: rows.length, cards: document.querySelectorAll('#phone .card').length, first: Number(rows[0]?.getAttribute('aria-posinset')),
        last: Number(rows.at(-1)?.getAttribute('aria-posinset')), size: rows[0]?.getAttribute('aria-setsize') };
    });
    assert.equal((await size()).size, String(PRODUCTS), 'the list says how long it is');
    const box = await page.locator('#phone .scroll').boundingBox();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    let most = 0;
    let turns = 0;
    const started = Date.now();
    await until(async () => {
      await page.mouse.wheel(0, 4_000);
      turns += 1;
      const now = await size();
      most = Math.max(most, now.rows, now.cards);
      return now.last === PRODUCTS;
    }, 'the last row', 60_000);
    // The rows at the end are real ones, in the order they were found.
    await until(() => page.evaluate((count) => document.querySelector(`#phone [aria-posinset="${count}"] .card`) !== null, PRODUCTS), 'the last card');
    // And back in the middle by one leap, as with the scroll bar.
    await page.evaluate(() => {
      const scroll = document.querySelector('#phone .scroll');
      scroll.scrollTop = scroll.scrollHeight / 2;
    });
    await until(async () => {
      const now = await size();
      most = Math.max(most, now.rows, now.cards);
      const middle = Math.floor((now.first + now.last) / 2);
      return Math.abs(middle - PRODUCTS / 2) < 100 && page.evaluate((at) => document.querySelector(`#phone [aria-posinset="${at}"] .card`) !== null, middle);
    }, 'cards in the middle');
    console.log(`speed: ${PRODUCTS} products scrolled in ${turns} turns and ${Date.now() - started} ms, at most ${most} rows on the page`);
    assert.ok(most < MOST_ROWS, `${most} rows`);
    const snap = await snapshot(page);
    assert.ok(snap.body.rows.length <= 100);
    assert.ok(await control(page, { open_tab: 'home' }));
    expectNoErrors(page, 'scrolling');
  } finally {
    await closeTab(page);
    await desk.stop();
  }
});
