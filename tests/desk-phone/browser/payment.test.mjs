// Paying when things go wrong: the app killed in the middle, refusals, a wallet that says nothing, and every fault a shop can have.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { closeBrowser, closeTab, keep, missing, openTab } from './browser.mjs';
import { PHONES, freshPhone, stopAll } from './desk.mjs';
import { answer, clear, control, drawer, fault, perform, press, settle, wake } from './hand.mjs';
import { PATIENCE, quiet, said, see, snapshot, until } from './see.mjs';
import { buy, ordersAre, pay, toCart, toOrder, toReview } from './shopper.mjs';

after(async () => {
  await closeBrowser();
  await stopAll();
});

/** Runs on a phone of its own; orders of other phones at the same shop are known before. */
async function alone(name, body) {
  const { desk, address } = await freshPhone();
  const page = await openTab(address);
  try {
    await settle(page, 'en', 'US');
    await body(page, desk, desk.orders().map(([id]) => id));
    quiet(page, name);
  } catch (error) {
    await keep(page, name);
    throw error;
  } finally {
    await page.evaluate(() => window.tradewind.phone.wallet).catch(() => {});
    await closeTab(page);
  }
}

const KILLS = [
  ['while the merchant works on it', 'delay:path=complete:ms=4000:times=1', 'delay'],
  ['after the merchant took it and the answer was lost', 'drop-after-commit:path=complete:times=3', 'drop-after-commit'],
];
for (const [when, text, name] of KILLS) {
  test(`killed ${when}: unknown in plain words, settled, one order`, { skip: missing }, () => alone(`killed-${name}`, async (page, desk, before) => {
    await toCart(page, 'mug-sand');
    await toReview(page, 'US');
    await fault(page, text);
    await pay(page);
    // The merchant has been asked; what becomes of it the phone cannot know yet.
    await until(async () => ['sending', 'unknown'].includes((await snapshot(page)).body.phase), 'sending');
    if (name === 'drop-after-commit') await until(() => desk.orders().length > before.length, 'the merchant has the order');
    await page.locator('#drawer [name=kill]').click();
    await page.locator('#phone[data-state=stopped]').waitFor();
    assert.ok(await page.locator('#launch').isVisible(), 'the launcher shows the app’s icon');
    await drawer(page, 'network', 'offline');
    // Once the phone is left off for a minute, once the person comes back at once and waits.
    if (name === 'delay') await drawer(page, 'clock', 60);
    await wake(page);

    // It knows that a payment is open, and says that it does not know how it ended.
    if ((await snapshot(page)).screen !== 'checkout') await perform(page, { open_tab: 'cart' });
    const unknown = await see(page, { screen: 'checkout', 'body.phase': 'unknown', 'body.notice.title': '*', 'body.notice.body': '*' }, 'unknown', 30_000);
    await said(page, 'unknown');
    assert.ok(!(await control(page, 'pay')), 'nobody pays twice');
    console.log(`unknown: ${unknown.body.notice.title} | ${unknown.body.notice.body}`);

    await drawer(page, 'network', 'online');
    const done = await see(page, { screen: 'checkout', 'body.phase': 'confirmed', 'body.order': '*' }, 'settled', 30_000);
    await said(page, 'settled');
    await ordersAre(page, desk, [...before, done.body.order]);
    await toOrder(page);
    await perform(page, { open_tab: 'orders' });
    await perform(page, 'back').catch(() => {});
    await until(async () => (await snapshot(page)).screen === 'orders', 'the orders');
    assert.equal((await snapshot(page)).body.rows.length, 1, 'one order on the phone');
    await clear(page, name).catch(() => {});
  }));
}

test('declined, cancelled, then approved: told plainly, one order', { skip: missing }, () => alone('refusals', async (page, desk, before) => {
  await toCart(page, 'mug-sand');
  await toReview(page, 'US');
  for (const word of ['decline', 'cancel']) {
    await pay(page, word);
    await see(page, { 'body.phase': 'review', 'body.can_pay': true, 'body.notice.title': '*' }, word);
    await said(page, word);
    assert.equal(await page.locator('#wallet [role=dialog]').count(), 0, 'the sheet is gone');
    await ordersAre(page, desk, before);
  }
  // The wallet answers by itself as the drawer says.
  for (const word of ['decline', 'cancel']) {
    await drawer(page, 'wallet', word);
    await press(page, 'pay');
    await see(page, { 'body.phase': 'review', 'body.can_pay': true, 'body.notice.title': '*' }, `${word} by itself`);
  }
  await drawer(page, 'wallet', 'ask');
  await pay(page);
  const { body } = await see(page, { 'body.phase': 'confirmed', 'body.order': '*' }, 'approved');
  await ordersAre(page, desk, [...before, body.order]);
}));

test('a wallet that says nothing holds nobody: the app can be left, killed and begun again', { skip: missing }, () => alone('silent', async (page, desk, before) => {
  await toCart(page, 'mug-sand');
  await toReview(page, 'US');
  await drawer(page, 'wallet', 'silent');
  await press(page, 'pay');
  await see(page, { 'body.phase': 'wallet' }, 'silent');
  await said(page, 'silent');
  await perform(page, { open_tab: 'home' });
  await see(page, { 'tabs.0.selected': true }, 'elsewhere');
  await drawer(page, 'wallet', 'ask');
  await page.locator('#drawer [name=kill]').click();
  await page.locator('#phone[data-state=stopped]').waitFor();
  await wake(page);
  // Nothing was approved, so nothing was sent: that checkout is over, it says so, and the cart is as it was.
  await see(page, { screen: 'checkout', 'body.phase': 'ended', 'body.notice.title': '*' }, 'ended', 20_000);
  await said(page, 'ended');
  await ordersAre(page, desk, before);
  await perform(page, 'done');
  await see(page, { screen: 'cart', 'body.lines.0.key': 'mug-sand' }, 'the cart');
  await toReview(page, 'US');
  await ordersAre(page, desk, before);
  await pay(page);
  const { body } = await see(page, { 'body.phase': 'confirmed', 'body.order': '*' }, 'approved', 20_000);
  await ordersAre(page, desk, [...before, body.order]);
}));

/** How a purchase under a fault may end: bought, or a sentence that says why not. */
async function told(page) {
  const snap = await snapshot(page);
  if (snap.screen === 'product' || snap.screen === 'cart') return null;
  const { body } = snap;
  if (body.loading || ['sending', 'wallet'].includes(body.phase)) return null;
  if (body.phase === 'confirmed') return { confirmed: body.order };
  const words = [body.notice?.title, body.pay_blocked, ...body.messages.map(({ text }) => text), ...snap.banners.map(({ text }) => text), body.continue_label]
    .filter(Boolean);
  const code = body.notice?.code ?? (body.pay_blocked_code || body.messages.find((one) => one.code)?.code) ?? snap.banners.find((one) => one.code)?.code;
  return words.length > 0 && !(body.phase === 'review' && body.can_pay && !code) ? { words, code, snap } : null;
}

test('every fault of the shop ends in something told, and never in two orders', { skip: missing }, async (t) => {
  let phone = await freshPhone();
  let page = await openTab(phone.address);
  await wake(page);
  const names = await until(() => page.evaluate(() => {
    const all = [...document.querySelectorAll('#drawer form[name=fault] option')].map((one) => one.value);
    return all.length > 0 && all;
  }), 'the drawer lists faults');
  assert.ok(names.length >= 15, `${names}`);
  await settle(page, 'en', 'US');
  for (const [at, name] of names.entries()) {
    await t.test(name, async () => {
      try {
        const before = phone.desk.orders().map(([id]) => id);
        await fault(page, `${name}:times=2`);
        await toCart(page, 'mug-sand');
        await perform(page, 'open_checkout');
        await see(page, { screen: 'checkout' });
        let end = null;
        const finish = Date.now() + 45_000;
        // A person goes on as the screen offers until it is bought or says why not.
        const seen = [];
        while (Date.now() < finish && !end?.confirmed) {
          const snap = await snapshot(page);
          const { body } = snap;
          end = await told(page);
          if (end?.words) seen.push(...end.words.filter((one) => !seen.includes(one)));
          if (end?.words && body.continue_url) break;
          if (body.phase === 'ended') break;
          if (body.phase === 'buyer' && body.can_submit && !body.loading) await toReviewUnderFault(page);
          else if (body.accept_label) await press(page, 'accept_price');
          else if (body.can_pay && !body.loading && body.phase === 'review') {
            if (end?.code && seen.paid > 2) break;
            seen.paid = (seen.paid ?? 0) + 1;
            await press(page, 'pay');
            await answer(page, 'approve').catch(() => {});
          } else if (await control(page, 'retry')) await press(page, 'retry');
          else if (end) await new Promise((done) => setTimeout(done, 300));
          await new Promise((done) => setTimeout(done, 50));
        }
        assert.ok(end, `${name}: nothing is told: ${JSON.stringify(await snapshot(page)).slice(0, 1500)}`);
        await said(page, name);
        const after = phone.desk.orders().map(([id]) => id);
        const added = after.filter((id) => !before.includes(id));
        assert.deepEqual(added, end.confirmed ? [end.confirmed] : [], `${name}: orders in the merchant’s database`);
        if (!end.confirmed) assert.ok(end.code, `${name}: a stable code with ${end.words}`);
        console.log(`fault ${name}: ${end.confirmed ? 'bought, one order' : `${end.code}`}; said on the way: ${seen.join(' | ')}`);
        quiet(page, name);
      } catch (error) {
        await keep(page, `fault-${name}`);
        throw error;
      } finally {
        await clear(page, name).catch(() => {});
        await leave(page).catch(() => {});
      }
    });
    // What one fault left behind is not the next one's: another phone, where one is left.
    if (at + 1 < names.length && !(await isClean(page))) {
      await closeTab(page);
      phone = await freshPhone();
      page = await openTab(phone.address);
      await settle(page, 'en', 'US');
    }
  }
  await closeTab(page);
});

async function toReviewUnderFault(page) {
  const { body } = await snapshot(page);
  if (body.fields.some((one) => one.required && !one.value)) {
    const { fillIn } = await import('./shopper.mjs');
    await fillIn(page, 'US');
  } else await perform(page, 'submit_buyer');
}

/** Leaves a finished checkout. */
async function leave(page) {
  if (await control(page, 'done')) await press(page, 'done');
}

async function isClean(page) {
  await perform(page, { open_tab: 'cart' });
  return until(async () => {
    const { screen, body } = await snapshot(page);
    return screen === 'cart' && Boolean(body.empty);
  }, 'an empty cart', 1_000).then(() => true, () => false);
}
