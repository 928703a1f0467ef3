// What a shop, a bank or a phone does unexpectedly, as the page draws it: changes line by line, disclosures beside what they are
// about, parcels, ways to a bank and back, a payment put aside, another total. Drawn once as the merchant makes it, once by hand.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { control, fault, perform, press, startApp } from './actions.mjs';
import { expectTexts, see, snapshot, until } from './assertions.mjs';
import { closeBrowser, missing } from './browser.mjs';
import { stopAll } from './desk.mjs';
import { onFreshPhone } from './fixture.mjs';
import { fillIn, pay, toCart, toReview } from './shopper.mjs';

after(async () => {
  await closeBrowser();
  await stopAll();
});

/** Draws a screen that the core did not say, by the page's own code, and waits until it says all that is in it. */
async function show(page, screen, place) {
  await page.evaluate(async (body) => {
    const { draw } = await import(new URL('page/frame.js', location.href).href);
    const now = window.tradewind.snapshot;
    const next = { ...now, revision: now.revision + 1, banners: [], toast: null, screen: body };
    window.tradewind.snapshot = next;
    draw(document.getElementById('app'), document.getElementById('phone'), next);
  }, screen);
  await expectTexts(page, place);
}

/** A checkout at its review, as the core says it, to be changed by hand. */
async function review(page) {
  await toCart(page, 'mug-sand');
  await toReview(page, 'US');
  return page.evaluate(() => window.tradewind.snapshot.screen);
}

/** The checkout where nothing is known of the payment. */
const unknown = (body) => ({
  ...body, phase: 'unknown', delivery: [], code_hint: '', change_label: '', delivery_title: '', pay_blocked: '', accept_label: '', retry_label: '',
  notice: { tone: 'warning', code: 'PAYMENT_UNKNOWN', title: 'Not known', body: 'Nobody knows yet.' },
});

const message = (change) => ({ tone: 'info', code: 'said', text: 'Said.', disclosure: false, about: '', image: '', url: '', ...change });

test('a payment that nobody answers for has words for the shop that can be copied, and may be put aside where it is offered', { skip: missing }, () => onFreshPhone('aside', async (page) => {
  const body = unknown(await review(page));
  await show(page, { ...body, contact_title: 'Contact the shop', contact: 'Checkout chk_7, noon, $18.00' }, 'not yet');
  assert.equal(await control(page, 'put_aside'), null, 'nothing is put aside that the core does not offer');
  const words = page.locator('#phone .contact');
  await words.click();
  assert.equal(await page.evaluate(() => getSelection().toString()), 'Checkout chk_7, noon, $18.00', 'one press marks all of it');
  await show(page, { ...body, aside_label: 'Put this payment aside', contact_title: 'Contact the shop', contact: 'Checkout chk_7' }, 'aside');
  const before = page.sentMessages.length;
  await press(page, 'put_aside');
  assert.deepEqual(page.sentMessages.slice(before), [{ intent: 'put_aside' }]);
  await show(page, { ...body, aside_label: '', contact_title: '', contact: '' }, 'over');
  assert.equal(await words.count(), 0);
}));

test('each parcel has choices of its own under its name, and one parcel needs no name', { skip: missing }, () => onFreshPhone('parcels', async (page) => {
  await fault(page, 'two-parcels:times=1');
  await toCart(page, 'mug-sand');
  await perform(page, 'open_checkout');
  await see(page, { screen: 'checkout', 'body.phase': 'buyer' });
  await fillIn(page, 'US');
  const { body } = await see(page, { 'body.phase': 'review', 'body.loading': false, 'body.delivery.0.parcel': '*' }, 'parcels');
  await expectTexts(page, 'parcels');
  const names = [...new Set(body.delivery.map((one) => one.parcel))];
  assert.ok(names.length === 2, `two parcels: ${names}`);
  const groups = await page.locator('#phone fieldset.parcel').evaluateAll((all) => all.map((one) => ({
    name: one.querySelector('legend').textContent, radios: [...one.querySelectorAll('input')].map((radio) => radio.name), chosen: one.querySelectorAll('input:checked').length,
  })));
  assert.deepEqual(groups.map((one) => one.name), names);
  assert.deepEqual(groups.map((one) => one.chosen), [1, 1], 'one is chosen in each');
  assert.equal(new Set(groups.flatMap((one) => one.radios)).size, 2, 'the keyboard goes through each parcel by itself');
  // Another way for the second parcel leaves the first as it was.
  const other = body.delivery.find((one) => one.parcel === names[1] && !one.selected);
  await press(page, { choose_delivery: { key: other.key } });
  const now = await see(page, { 'body.loading': false, [`body.delivery.${body.delivery.indexOf(other)}.selected`]: true }, 'the second parcel');
  assert.deepEqual(now.body.delivery.filter((one) => one.parcel === names[0]), body.delivery.filter((one) => one.parcel === names[0]));
  await show(page, { ...now.body, delivery: now.body.delivery.filter((one) => one.parcel === names[0]).map((one) => ({ ...one, parcel: '' })) }, 'one parcel');
  assert.equal(await page.locator('#phone fieldset legend').count(), 1);
  assert.equal(await page.locator('#phone fieldset.parcel').count(), 0);
}));

test('a disclosure stands beside the lines in every phase, with its sign, its heading and its link, and nothing sends it away', { skip: missing }, () => onFreshPhone('disclosure', async (page) => {
  const body = await review(page);
  const law = message({ tone: 'warning', code: 'prop65', text: 'WARNING: This product can expose you to lead.', disclosure: true, about: 'A mug of sand', image: 'https://seed.tradewind.example/nowhere.jpg', url: 'https://www.p65warnings.example/' });
  const plain = message({ text: 'Thank you for your order.' });
  for (const phase of ['review', 'wallet', 'sending', 'unknown', 'confirmed', 'ended']) {
    const drawn = phase === 'review' ? body : { ...unknown(body), phase, done_label: '' };
    await show(page, { ...drawn, messages: [plain, law] }, phase);
    const note = page.locator('#phone [role=note]');
    assert.equal(await note.count(), 1, phase);
    assert.ok(await note.evaluate((one) => one.previousElementSibling?.matches('.line-items')), `${phase}: right below the lines`);
    assert.equal(await note.locator('h2').textContent(), law.about);
    assert.equal(await note.locator('img').getAttribute('alt'), law.text);
    assert.match(await note.locator('img').getAttribute('src'), /^image\?key=https%3A%2F%2Fseed/);
    assert.equal(await note.locator('a').getAttribute('href'), law.url);
    assert.equal(await note.locator('a').getAttribute('target'), '_blank', 'it opens a browser');
    assert.equal(await note.locator('button, summary, details').count(), 0, `${phase}: nothing hides it`);
    assert.equal(await note.evaluate((one) => one.closest('details, [hidden]') === null), true);
    assert.equal(await page.locator('#phone .panel .notice.info').count(), 0, 'what is said of the whole stands by itself');
  }
  // Without lines, and in the form, it is there all the same.
  await show(page, { ...body, lines: [], totals: [], messages: [law] }, 'no lines');
  assert.equal(await page.locator('#phone [role=note]').count(), 1);
  await show(page, { ...body, phase: 'buyer', fields: [], door: null, door_note: '', buyer_summary: [], delivery: [], lines: [], totals: [], codes: [], code_hint: '', messages: [law] }, 'form');
  assert.equal(await page.locator('#phone [role=note]').count(), 1);
}));

test('a changed basket is shown change by change, and a single sentence stays a sentence', { skip: missing }, () => onFreshPhone('changes', async (page) => {
  await fault(page, 'wrong-lines:as=more:times=1');
  await toCart(page, 'mug-sand');
  await perform(page, 'open_checkout');
  await see(page, { screen: 'checkout', 'body.phase': 'buyer' });
  await fillIn(page, 'US');
  const { body } = await see(page, { 'body.phase': 'review', 'body.loading': false, 'body.notice.code': 'BASKET_CHANGED' }, 'changed');
  await expectTexts(page, 'changed');
  assert.equal(await page.locator('#phone [data-intent="\\"pay\\""]').isEnabled(), false, 'Pay waits until it is agreed to');
  const expectLines = (text) => page.locator('#phone .notice').first().evaluate((one) => [...one.querySelectorAll('ul[role=list] > li')].map((line) => line.textContent)).then((lines) => assert.deepEqual(lines, text));
  const lines = body.notice.body.split('\n');
  await expectLines(lines.length > 1 ? lines : []);
  await show(page, { ...body, notice: { ...body.notice, body: 'Removed: a mug\nAdded: a lamp\nTotal: $20.00 instead of $18.00' } }, 'three');
  await expectLines(['Removed: a mug', 'Added: a lamp', 'Total: $20.00 instead of $18.00']);
  await show(page, { ...body, notice: { ...body.notice, body: 'Removed: a mug' } }, 'one');
  await expectLines([]);
  assert.equal(await page.locator('#phone .notice p').first().textContent(), 'Removed: a mug');
  // The large outcome tells in the same way.
  await show(page, { ...unknown(body), notice: { ...body.notice, body: 'First.\nSecond.' } }, 'outcome');
  assert.deepEqual(await page.locator('#phone .outcome li').allTextContents(), ['First.', 'Second.']);
}));

test('where the shop does not sell to one’s market, those it sells to are chosen on the spot', { skip: missing }, () => onFreshPhone('served', async (page) => {
  const home = await page.evaluate(() => window.tradewind.snapshot.screen);
  const empty = { title: 'Not sold here', body: 'This shop sells to other countries.\nGermany · Japan', action: '', code: 'MARKET_NOT_SERVED' };
  const served = [{ key: 'DE', label: 'Germany', selected: false }, { key: 'JP', label: 'Japan', selected: false }];
  await show(page, { ...home, empty, served }, 'not served');
  assert.deepEqual(await page.locator('#phone .empty li').allTextContents(), empty.body.split('\n'));
  const before = page.sentMessages.length;
  await press(page, { set_market: { market: 'JP' } });
  assert.deepEqual(page.sentMessages.slice(before), [{ intent: { set_market: { market: 'JP' } } }]);
  await see(page, { screen: 'home', 'body.categories.0.name': '*', 'body.loading': false }, 'the other market');
}));

test('the bank’s check: first the way there, below it the way back, which asks', { skip: missing }, () => onFreshPhone('bank', async (page) => {
  await fault(page, 'three-ds:times=1');
  await toCart(page, 'mug-sand');
  await toReview(page, 'US');
  await pay(page);
  const { body } = await see(page, { 'body.phase': 'review', 'body.loading': false, 'body.notice.code': 'BANK_CHECK', 'body.continue_url': '*', 'body.retry_label': '*' }, 'bank');
  await expectTexts(page, 'bank');
  const bar = await page.locator('#phone .bar > :is(a, button)').evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? one.dataset.intent));
  assert.deepEqual(bar, [body.continue_url, '"retry"']);
  const before = page.sentMessages.length;
  await press(page, 'retry');
  assert.deepEqual(page.sentMessages.slice(before), [{ intent: 'retry' }]);
}));

test('bought at another total, that is said first, on the checkout and on the order', { skip: missing }, () => onFreshPhone('total', async (page) => {
  await fault(page, 'other-total:times=1');
  await toCart(page, 'mug-sand');
  await toReview(page, 'US');
  await pay(page);
  const { body } = await see(page, { 'body.phase': 'confirmed', 'body.notice.code': 'TOTAL_DIFFERS', 'body.order': '*' }, 'bought', 30_000);
  await expectTexts(page, 'bought');
  await press(page, 'done');
  const order = await see(page, { screen: 'order', 'body.notice.code': 'TOTAL_DIFFERS', 'body.timeline.0.text': '*' }, 'order');
  assert.equal(order.body.notice.title, body.notice.title);
  await expectTexts(page, 'order');
  const first = page.locator('#phone main > *').first();
  assert.equal(await first.getAttribute('data-code'), 'TOTAL_DIFFERS');
  await until(() => first.evaluate((one, title) => one.textContent.includes(title), body.notice.title), 'both numbers');
}));

test('a browser that asks not to be tracked is heard as soon as the app runs, and the reason is said', { skip: missing }, () => onFreshPhone('privacy', async (page) => {
  await page.addInitScript(() => Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true, configurable: true }));
  await page.reload();
  await startApp(page);
  await perform(page, { open_tab: 'settings' });
  const reason = '~Global Privacy Control';
  await see(page, { screen: 'settings', 'body.consent.switches.0.on': false, 'body.consent.switches.0.since': reason, 'body.consent.switches.1.since': reason }, 'settings');
  await expectTexts(page, 'privacy');
}));
