// A show is reported on the page: the form, the shop's receipt. And a reminder is said at its time by the phone's bar, and opens its show.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { perform } from './actions.mjs';
import { see, snapshot, until } from './assertions.mjs';
import { closeBrowser, missing } from './browser.mjs';
import { stopAll } from './desk.mjs';
import { onFreshPhone } from './fixture.mjs';

after(async () => {
  await closeBrowser();
  await stopAll();
});

/** Opens the show of home that stands so. */
async function openShow(page, running) {
  const row = await until(async () => (await snapshot(page))?.body?.live?.find((one) => one.running === running), () => 'a show on home');
  await perform(page, { open_show: { key: row.key } });
  await see(page, { screen: 'live', 'body.report_label': '*' }, 'the show');
}

test('a show is reported to its shop, which gives a number', { skip: missing, timeout: 60_000 }, () => onFreshPhone('report', async (page) => {
  await openShow(page, true);
  await perform(page, { report_show: { shown: true } });
  await see(page, { 'body.report.can_send': false, 'body.report.missing': '*' }, 'the form');
  const { body } = await snapshot(page);
  for (const { field, key } of [body.report.reasons[0], body.report.good_faith]) {
    await perform(page, { edit_report: { field, value: key } });
  }
  await page.locator('[data-edit="report.contact"]').fill('noor@example.com');
  await see(page, { 'body.report.can_send': true, 'body.report.missing': '' }, 'a whole form');
  await perform(page, 'send_report');
  await see(page, { 'body.report': '', 'body.reports.0.tone': 'success', 'body.reports.0.detail': '*' }, 'the receipt');
}, { language: 'en', market: 'DE' }));

test('a reminder is said at its time, taken back when it is off, and opens its show', { skip: missing, timeout: 60_000 }, () => onFreshPhone('reminder', async (page) => {
  const row = await until(async () => (await snapshot(page))?.body?.live?.[0], () => 'a show on home');
  /** What a snapshot would say, in so many ms. */
  const drawn = (left, isOn) => page.evaluate(async ([key, wait, on]) => {
    const { drawn: keep } = await import(new URL('page/reminders.js', location.href).href);
    const at = performance.timeOrigin + performance.now() + wait;
    keep([{ key: `show-${key}`, is_on: on, at, title: 'Tea time', body: 'It begins.', link: `tradewind://live/${key}` }]);
  }, [row.key, left, isOn]);
  const bar = page.locator('#phone .reminder');
  await drawn(400, true);
  await drawn(400, false);
  await new Promise((done) => { setTimeout(done, 800); });
  assert.equal(await bar.count(), 0, 'taken back');
  await drawn(200, true);
  await until(async () => (await bar.count()) === 1, 'it is said');
  assert.match(await bar.textContent(), /Tea time/);
  await bar.click();
  await see(page, { screen: 'live', 'body.key': row.key }, 'its show');
  assert.equal(await bar.count(), 0);
}, { language: 'en', market: 'DE' }));
