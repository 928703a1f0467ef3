// Several tabs at one phone, a tab that stops reading, a reload, a server that comes back, a second phone.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { after, test } from 'node:test';
import { openHome, perform, press, startApp } from './actions.mjs';
import { expectNoErrors, see, snapshot, until } from './assertions.mjs';
import { closeBrowser, closeTab, missing, openTab } from './browser.mjs';
import { Desk, freshPhone, stopAll } from './desk.mjs';
import { fillIn, pay, toCart, toReview } from './shopper.mjs';

after(async () => {
  await closeBrowser();
  await stopAll();
});

const revision = async (page) => (await snapshot(page)).revision;

test('three tabs at one phone see the same, and any of them drives it', { skip: missing }, async () => {
  const { address } = await freshPhone();
  const tabs = [];
  for (let i = 0; i < 3; i += 1) tabs.push(await openTab(address));
  await openHome(tabs[0], 'en', 'US');
  await toCart(tabs[1], 'mug-sand');
  for (const tab of tabs) await see(tab, { screen: 'product', 'body.key': 'mug-sand', 'body.in_cart': '*' });
  await perform(tabs[2], { open_tab: 'cart' });
  for (const tab of tabs) await see(tab, { screen: 'cart', 'body.lines.0.key': 'mug-sand' });
  await until(async () => new Set(await Promise.all(tabs.map(revision))).size === 1, 'the same revision');
  const texts = await Promise.all(tabs.map((tab) => tab.locator('#app').innerText()));
  assert.equal(new Set(texts).size, 1, 'the same words');

  // The wallet's sheet stands on all of them; one answers, and it is gone from all.
  await toReview(tabs[0], 'US');
  for (const tab of tabs) await see(tab, { 'body.phase': 'review' });
  await press(tabs[1], 'pay');
  for (const tab of tabs) await tab.locator('#wallet [data-wallet=approve]').waitFor();
  await tabs[2].locator('#wallet [data-wallet=approve]').click();
  for (const tab of tabs) {
    await see(tab, { 'body.phase': 'confirmed' });
    await tab.locator('#wallet [role=dialog]').waitFor({ state: 'detached' });
    expectNoErrors(tab, 'tabs');
    await closeTab(tab);
  }
});

/** A WebSocket that asks for the phone and then never reads again. */
function deaf(desk, number) {
  return new Promise((done, failed) => {
    const socket = connect(desk.port, '127.0.0.1');
    socket.on('error', failed);
    socket.write([`GET /${desk.token}/${number}/ws HTTP/1.1`, `Host: 127.0.0.1:${desk.port}`, `Origin: http://127.0.0.1:${desk.port}`, 'Connection: Upgrade',
      'Upgrade: websocket', 'Sec-WebSocket-Version: 13', `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`, '', ''].join('\r\n'));
    socket.once('data', (data) => {
      socket.pause();
      if (String(data).startsWith('HTTP/1.1 101')) done(socket);
      else failed(new Error(String(data)));
    });
  });
}

test('tabs that stop reading hurt nobody', { skip: missing }, async () => {
  const { desk, number, address } = await freshPhone();
  const page = await openTab(address);
  try {
    await openHome(page, 'en', 'US');
    const sleepers = [];
    for (let i = 0; i < 5; i += 1) sleepers.push(await deaf(desk, number));
    // Much to tell: snapshots, log lines and, by a sleeper that still speaks, frames of 1024 by 1024 points that it never takes.
    await perform(page, { open_product: { key: 'mug-indigo' } });
    await press(page, 'open_preview');
    await see(page, { screen: 'preview', 'body.phase': 'ready' });
    await page.locator('#model-view.drawn').waitFor();
    const ask = (id) => {
      const text = Buffer.from(JSON.stringify({ frame: { id, width: 1024, height: 1024 - (id % 7) } }));
      const mask = randomBytes(4);
      return Buffer.concat([Buffer.from([0x81, 0x80 | text.length]), mask, text.map((byte, at) => byte ^ mask[at % 4])]);
    };
    for (const [at, sleeper] of sleepers.entries()) for (let id = 1; id <= 4; id += 1) sleeper.write(ask(id + at));
    const begun = Date.now();
    await press(page, 'back');
    await see(page, { screen: 'product' });
    for (let i = 0; i < 12; i += 1) {
      await perform(page, { open_tab: i % 2 ? 'home' : 'orders' });
      await see(page, { [`tabs.${i % 2 ? 0 : 2}.selected`]: true }, 'goes on');
    }
    await toCart(page, 'mug-sand');
    console.log(`tabs: with five that do not read, 14 steps in ${Date.now() - begun} ms`);
    // A newcomer is served as well.
    const other = await openTab(address);
    await see(other, { screen: 'product', 'body.in_cart': '*' });
    await closeTab(other);
    sleepers.forEach((one) => one.destroy());
    expectNoErrors(page, 'deaf');
  } finally {
    await closeTab(page);
  }
});

test('a reload in the middle of the form keeps what was typed', { skip: missing }, async () => {
  const { address } = await freshPhone();
  const page = await openTab(address);
  try {
    await openHome(page, 'en', 'US');
    await toCart(page, 'mug-sand');
    await perform(page, 'open_checkout');
    await see(page, { screen: 'checkout', 'body.phase': 'buyer' });
    await perform(page, { edit_buyer: { field: 'email', value: 'noor@example.com' } });
    await perform(page, { edit_buyer: { field: 'last_name', value: 'Example' } });
    // Half a word, and at once the reload: what was typed was sent with each letter.
    await page.reload();
    await see(page, { screen: 'checkout', 'body.phase': 'buyer' });
    assert.equal(await page.locator('[data-edit="buyer.email"]').inputValue(), 'noor@example.com');
    assert.equal(await page.locator('[data-edit="buyer.last_name"]').inputValue(), 'Example');
    await fillIn(page, 'US');
    await see(page, { 'body.phase': 'review', 'body.can_pay': true });
    await press(page, 'pay');
    await page.locator('#wallet [data-wallet=approve]').waitFor();
    await page.reload();
    await page.locator('#wallet [data-wallet=approve]').click();
    await see(page, { 'body.phase': 'confirmed', 'body.order': '*' });
    expectNoErrors(page, 'reload');
  } finally {
    await closeTab(page);
  }
});

test('a page left open over a restart of the server goes on by itself; the cart and the orders are there', { skip: missing }, async () => {
  const desk = await Desk.start();
  const page = await openTab(desk.address(1), { down: true });
  try {
    await openHome(page, 'en', 'US');
    await toCart(page, 'mug-sand', 2);
    assert.equal(await desk.end(), 0, 'the server ends in order');
    await page.locator('#connection-lost span:not([hidden])').waitFor();
    const before = desk.line;
    await desk.begin();
    assert.equal(desk.line, before, 'it is at the same address');
    await page.locator('#connection-lost span').waitFor({ state: 'hidden' });
    await startApp(page);
    await perform(page, { open_tab: 'cart' });
    await see(page, { screen: 'cart', 'body.lines.0.key': 'mug-sand', 'body.lines.0.quantity': 2 });
    await toReview(page, 'US');
    await pay(page);
    const { body } = await see(page, { 'body.phase': 'confirmed' });
    // Killed, not ended: what was bought stays bought.
    desk.child.kill('SIGKILL');
    await desk.exit;
    await desk.begin();
    await startApp(page);
    await page.locator('#connection-lost span').waitFor({ state: 'hidden' });
    await startApp(page);
    await perform(page, { open_tab: 'orders' });
    await until(async () => {
      const snap = await snapshot(page);
      return snap.screen === 'orders' && snap.body.rows.some((one) => one.key === body.order);
    }, 'the order is there');
    assert.equal(desk.orders().length, 1);
    expectNoErrors(page, 'restart');
  } finally {
    await closeTab(page);
    await desk.stop();
  }
});

test('a second phone has a cart of its own at the same merchant', { skip: missing }, async () => {
  const desk = await Desk.start();
  const first = await openTab(desk.address(1));
  try {
    await openHome(first, 'en', 'US');
    await toCart(first, 'mug-sand');
    const [second] = await Promise.all([first.context().waitForEvent('page'), first.locator('#second').click()]);
    await second.waitForLoadState();
    assert.equal(new URL(second.url()).pathname, new URL(desk.address(2)).pathname);
    second.errors = [];
    await openHome(second, 'de', 'DE');
    await perform(second, { open_tab: 'cart' });
    await see(second, { screen: 'cart', language: 'de', 'body.empty.title': '*' });
    assert.equal((await snapshot(first)).language, 'en', 'the first keeps its language');
    await perform(first, { open_tab: 'cart' });
    await see(first, { screen: 'cart', 'body.lines.0.key': 'mug-sand' });
    const stock = (page) => page.locator('#stock').innerText();
    assert.equal(await stock(first), await stock(second), 'the same shop');
    expectNoErrors(first, 'second');
  } finally {
    await closeTab(first);
    await desk.stop();
  }
});
