// A show on the page: from home's row to the card, at a moment of a real <video>; what is held counts down; it is put into the cart.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { host, openHome, perform, press } from './actions.mjs';
import { expectNoErrors, see, snapshot, until } from './assertions.mjs';
import { closeBrowser, closeTab, missing, openTab } from './browser.mjs';
import { freshPhone, stopAll } from './desk.mjs';

after(async () => {
  await closeBrowser();
  await stopAll();
});

test('a show is played, its card comes with its moment, a held price counts down, and it is put into the cart', { skip: missing, timeout: 120_000 }, async () => {
  const { address } = await freshPhone();
  const page = await openTab(address);
  try {
    await openHome(page, 'en', 'DE');
    const row = await until(async () => (await snapshot(page))?.body?.live?.find((one) => one.running), () => 'a show on home');
    await perform(page, { open_show: { key: row.key } });
    await see(page, { screen: 'live', 'body.phase': 'running' }, 'the show');
    await until(() => page.evaluate(() => document.querySelector('#show-video video')?.currentTime > 0), () => 'a picture that moves');
    await host(page, 'pin', { item: 'mug-indigo' });
    await host(page, 'hold', { item: 'mug-indigo', percent: 20, quantity: 20, seconds: 120 });
    // The picture is some seconds behind the host, and no card stands there before its moment.
    await see(page, { 'body.card.product': 'mug-indigo', 'body.card.hold.holds': true }, 'the held price', 40_000);
    const left = () => page.locator('[data-countdown]').first().textContent();
    const first = await until(async () => (await left()) || null, 'what is left');
    await until(async () => (await left()) !== first, 'it counts down');
    const overlap = await page.evaluate(() => {
      const [video, card] = ['#show-video', '.show-card'].map((one) => document.querySelector(one).getBoundingClientRect());
      return Math.min(video.bottom, card.bottom) - Math.max(video.top, card.top);
    });
    assert.ok(overlap <= 0, `the card does not cover the picture: ${overlap}`);
    const { body } = await snapshot(page);
    await perform(page, { add_live_card: { key: body.card.key } });
    await see(page, { 'body.card.in_cart': '*' }, 'it is in the cart');
    await expectNoErrors(page);
  } finally {
    await closeTab(page);
  }
});
