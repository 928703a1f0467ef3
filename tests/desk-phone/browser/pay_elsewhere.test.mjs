// Paying elsewhere: each family once with each outcome, by the pages and buttons that a person has; the bank's page holds the focus;
// the new screens fit, and axe-core finds nothing on them.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { answer, control, drawer, fault, perform, press } from './actions.mjs';
import { expectTexts, see, snapshot, until } from './assertions.mjs';
import { still, violations } from './axe.mjs';
import { closeBrowser, missing } from './browser.mjs';
import { stopAll } from './desk.mjs';
import { onFreshPhone } from './fixture.mjs';
import { layoutFaults } from './overflow.mjs';
import { APP, BANK, METHODS_ON, backOnReview, handed, inFrame, leaveApp, payBy, settled, stopAndBegin } from './paying.mjs';
import { fillIn, ordersAre, toCart, toReview } from './shopper.mjs';

after(async () => {
  await closeBrowser();
  await stopAll();
});

/** A phone at the review of one mug in a market where every way to pay is taken. */
const atReview = (name, market, body, more = {}) => onFreshPhone(name, async (page, desk, before) => {
  await toCart(page, 'mug-sand');
  await toReview(page, market);
  await body(page, desk, before);
}, { market, ...METHODS_ON, ...more });

async function confirmed(page, desk, before) {
  const { body } = await see(page, { 'body.phase': 'confirmed', 'body.order': '*' }, 'paid', 20_000);
  await expectTexts(page, 'paid');
  await ordersAre(page, desk, [...before, body.order]);
}

test('a link: declined, cancelled, left and stopped, an app that does not open, approved', { skip: missing }, () => atReview('link', 'US', async (page, desk, before) => {
  for (const deed of ['decline', 'cancel']) {
    await payBy(page, 'paypal');
    await handed(page, 'link');
    assert.match(await page.locator('#other-app .app-address').textContent(), /^http:\/\/127\.0\.0\.1:\d+\/pay\//);
    assert.equal(await page.locator('#app').evaluate((one) => one.inert), true, 'the app is behind');
    await inFrame(page, APP, deed);
    await backOnReview(page, deed);
    assert.equal(await page.locator('#other-app > *').count(), 0, 'the link back has closed the other app');
    await ordersAre(page, desk, before);
  }
  // Left without a word: it waits, opens again, and is stopped.
  await payBy(page, 'paypal');
  await handed(page, 'link');
  await leaveApp(page);
  const left = await handed(page, 'link');
  assert.ok(left.open_label && left.stop_label);
  await expectTexts(page, 'left');
  await press(page, 'open_hand_off');
  await page.locator(APP).waitFor();
  await leaveApp(page);
  await stopAndBegin(page);
  await ordersAre(page, desk, before);
  // Nothing on this phone opens it: said, and not paid.
  await drawer(page, 'hand_off', 'broken');
  await payBy(page, 'paypal');
  const closed = await handed(page, 'link');
  assert.notEqual(closed.title, left.title);
  assert.equal(await page.locator('#other-app > *').count(), 0);
  await expectTexts(page, 'closed');
  await drawer(page, 'hand_off', 'open');
  await press(page, 'open_hand_off');
  await inFrame(page, APP, 'approve');
  await confirmed(page, desk, before);
  // What the drawer tells of the attempts: states with times, and nothing else.
  const lines = await page.locator('#attempts > li').first().locator('ol li').allTextContents();
  assert.ok(lines.length >= 2 && lines.every((one) => /^\d+ [a-z_]+$/.test(one.trim())), `${lines}`);
  assert.match(lines.at(-1), /succeeded/);
  assert.ok(page.sentMessages.every(({ intent }) => !JSON.stringify(intent ?? '').includes('token') || intent.payment_returned), 'only the link back goes to the app');
}));

test('a code: drawn in whole modules with its margin, copied, cancelled, declined, and paid after it was left', { skip: missing }, () => atReview('code', 'BR', async (page, desk, before) => {
  for (const deed of ['cancel', 'decline']) {
    await payBy(page, 'pix');
    await handed(page, 'code');
    await settled(page, deed);
    await backOnReview(page, deed);
  }
  await payBy(page, 'pix');
  const { picture, code } = await handed(page, 'code');
  await expectTexts(page, 'code');
  const drawn = await page.locator('.code-picture svg').evaluate((svg) => ({ view: svg.getAttribute('viewBox'), shape: svg.querySelector('path').getAttribute('d'), ground: getComputedStyle(svg.querySelector('rect')).fill }));
  assert.equal(drawn.view, `0 0 ${picture.side + 8} ${picture.side + 8}`);
  const rows = new Set([...drawn.shape.matchAll(/M(\d+) (\d+)h(\d+)/g)].flatMap(([, x, y, wide]) => Array.from({ length: Number(wide) }, (_, i) => `${Number(x) + i} ${y}`)));
  for (let y = 0; y < picture.side; y += 1) {
    for (let x = 0; x < picture.side; x += 1) {
      const at = y * picture.side + x;
      assert.equal(rows.has(`${x + 4} ${y + 4}`), Boolean((picture.modules[at >> 3] >> (7 - (at & 7))) & 1), `module ${x} ${y}`);
    }
  }
  await drawer(page, 'dark', true);
  assert.equal(await page.locator('.code-picture').evaluate((one) => getComputedStyle(one).backgroundColor), 'rgb(255, 255, 255)', 'light behind it in the dark too');
  await drawer(page, 'dark', false);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.locator('#phone [data-copy]').click();
  await page.locator('#phone [data-copied]').waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), code);
  await settled(page, 'approve');
  await confirmed(page, desk, before);
}));

test('a prompt: declined, cancelled, past its time, approved on the other telephone', { skip: missing }, () => onFreshPhone('prompt', async (page, desk, before) => {
  await toCart(page, 'mug-sand');
  await perform(page, 'open_checkout');
  await see(page, { screen: 'checkout', 'body.phase': 'buyer' });
  await perform(page, { edit_buyer: { field: 'phone_number', value: '+254712345678' } });
  await fillIn(page, 'KE');
  for (const deed of ['decline', 'cancel', 'expire']) {
    await payBy(page, 'mpesa');
    await handed(page, 'prompt');
    await settled(page, deed);
    await backOnReview(page, deed);
  }
  // The provider's own codes, by the drawer: each has its sentence, and stands in none.
  const why = new Set();
  for (const code of ['1', '1037', '1019', '1001']) {
    await payBy(page, 'mpesa');
    await handed(page, 'prompt');
    await settled(page, 'decline', code);
    const { body } = await backOnReview(page, code);
    assert.ok(!body.includes(code), body);
    why.add(body);
  }
  assert.equal(why.size, 4);
  await payBy(page, 'mpesa');
  await handed(page, 'prompt');
  await expectTexts(page, 'prompt');
  assert.ok(await control(page, 'stop_payment'), 'it can be stopped');
  await settled(page, 'approve');
  await confirmed(page, desk, before);
}, { market: 'KE', ...METHODS_ON }));

test('a voucher: out and left, given up among the orders; another one paid days later', { skip: missing }, () => atReview('voucher', 'BR', async (page, desk, before) => {
  await payBy(page, 'boleto');
  const { body } = await see(page, { 'body.phase': 'voucher', 'body.hand_off.kind': 'voucher', 'body.hand_off.code': '*' }, 'voucher');
  await expectTexts(page, 'voucher');
  assert.ok(await control(page, { give_up_voucher: { key: body.hand_off.key } }), 'it can be given up');
  await press(page, 'done');
  await perform(page, { open_tab: 'orders' });
  await see(page, { screen: 'orders', 'body.waiting_title': '*', 'body.waiting.0.code': body.hand_off.code }, 'waiting');
  await expectTexts(page, 'waiting');
  await press(page, { give_up_voucher: { key: body.hand_off.key } });
  await see(page, { screen: 'orders', 'body.waiting': '' }, 'given up', 20_000);
  await ordersAre(page, desk, before);
  await toCart(page, 'mug-sand');
  await perform(page, 'open_checkout');
  await payBy(page, 'boleto');
  await see(page, { 'body.phase': 'voucher', 'body.hand_off.code': '*' }, 'another');
  await settled(page, 'approve');
  await perform(page, { open_tab: 'orders' });
  const paid = await see(page, { screen: 'orders', 'body.waiting': '', 'body.rows.0.key': '*' }, 'paid', 20_000);
  await ordersAre(page, desk, [...before, paid.body.rows[0].key]);
}));

test('a library: declined, cancelled, left and stopped, approved', { skip: missing }, () => atReview('library', 'CN', async (page, desk, before) => {
  const called = async (deed) => {
    await payBy(page, 'alipay');
    await handed(page, 'link');
    await until(() => page.locator('#payments > li', { hasText: 'created' }).count(), 'the payment in the drawer');
    await page.locator(`#other-app [data-library=${deed}]`).click();
  };
  for (const deed of ['decline', 'cancel']) {
    await called(deed);
    await backOnReview(page, deed);
  }
  // What says itself that it may be paid ends nothing: the shop is asked on.
  for (const code of ['8000', '6004']) {
    await payBy(page, 'alipay');
    await handed(page, 'link');
    await until(() => page.locator('#payments > li', { hasText: 'created' }).count(), 'the payment in the drawer');
    await page.locator('#other-app [name=answer]').selectOption(code);
    await page.locator('#other-app [data-library=leave]').click();
    await handed(page, 'link');
    await settled(page, 'decline', code === '8000' ? '5000' : '6002');
    await backOnReview(page, code);
  }
  await called('leave');
  await stopAndBegin(page);
  await ordersAre(page, desk, before);
  await called('approve');
  await confirmed(page, desk, before);
}));

test('the bank’s page: unseen first, holds the focus, failed, closed, left, approved', { skip: missing }, () => atReview('bank', 'US', async (page, desk, before) => {
  const asked = async () => {
    await fault(page, 'three-ds:as=action:times=1');
    await payBy(page, 'sandbox_wallet');
    await answer(page, 'approve');
    const surface = await handed(page, 'surface');
    await page.frameLocator(BANK).locator('#ask:not([hidden])').waitFor();
    return surface;
  };
  await asked();
  await expectTexts(page, 'bank');
  assert.equal(await page.locator('#app').evaluate((one) => one.inert), true, 'the checkout is behind');
  assert.ok(await page.evaluate(() => document.activeElement.closest('#surface') !== null), 'the dialog has the focus');
  for (let i = 0; i < 12; i += 1) {
    await page.keyboard.press(i < 8 ? 'Tab' : 'Shift+Tab');
    assert.ok(await page.evaluate(() => document.activeElement.closest('#surface') !== null), 'the focus stays in the dialog');
  }
  // What another frame, or the page itself, says is nobody's.
  const before3 = page.sentMessages.length;
  await page.evaluate(() => window.postMessage({ jsonrpc: '2.0', method: 'action.done', params: {} }, '*'));
  await page.evaluate(() => new Promise((done) => setTimeout(done, 50)));
  assert.deepEqual(page.sentMessages.slice(before3), []);
  await inFrame(page, BANK, 'fail');
  await backOnReview(page, 'failed');
  assert.equal(await page.locator('#surface > *').count(), 0, 'the dialog is gone');
  const said = page.sentMessages.flatMap(({ intent }) => intent?.surface_said ?? []);
  assert.ok(said.length >= 2 && said.every(({ origin, text }) => /^http:\/\/127\.0\.0\.1:\d+$/.test(origin) && JSON.parse(text).jsonrpc === '2.0'));

  // Closed by the person, by the button and by Escape: only the bank's word to the shop ends it.
  await asked();
  await page.locator('#surface [data-close-surface]').click();
  await page.locator('#surface [role=dialog]').waitFor({ state: 'detached' });
  await settled(page, 'decline');
  await backOnReview(page, 'closed');
  await asked();
  await inFrame(page, BANK, 'leave');
  await page.locator('#surface h2').focus();
  await page.keyboard.press('Escape');
  await page.locator('#surface [role=dialog]').waitFor({ state: 'detached' });
  await settled(page, 'decline');
  await backOnReview(page, 'left');
  await ordersAre(page, desk, before);

  // The device is looked at unseen, then the person is asked.
  await fault(page, 'three-ds:as=collect:times=1');
  await payBy(page, 'sandbox_wallet');
  await answer(page, 'approve');
  await handed(page, 'surface');
  await inFrame(page, BANK, 'approve');
  await confirmed(page, desk, before);
}));

test('the drawer tells how a country pays as it is chosen there', { skip: missing }, () => onFreshPhone('countries', async (page) => {
  for (const [market, ways] of [['KE', ['mpesa']], ['BR', ['pix']], ['IN', ['upi']], ['DE', ['paypal', 'sepa_transfer']], ['CN', ['alipay', 'wechat_pay']]]) {
    await drawer(page, 'market', market);
    await until(async () => (await page.locator('#methods-market').textContent()) === market, `the drawer is in ${market}`);
    const shown = await page.locator('#methods > li').evaluateAll((all) => all.map((one) => one.dataset.key));
    assert.ok(ways.every((id) => shown.includes(id)), `${market}: ${shown}`);
    const foreign = ['mpesa', 'pix', 'upi', 'sepa_transfer', 'alipay'].filter((id) => !ways.includes(id) && shown.includes(id));
    assert.deepEqual(foreign, [], `${market}: what is used elsewhere alone`);
  }
  // What is used most there is first in the checkout.
  await toCart(page, 'mug-sand');
  const { body } = await toReview(page, 'CN');
  assert.deepEqual(body.methods.slice(0, 2).map(({ key }) => key), ['dev.tradewind.pay.alipay', 'dev.tradewind.pay.wechat_pay']);
}, METHODS_ON));

for (const language of ['en', 'ar']) {
  test(`what is handed over fits and is axe-clean in ${language}`, { skip: missing }, () => onFreshPhone(`handed-${language}`, async (page) => {
    const faults = [];
    const look = async (stop) => {
      for (const [width, height] of [[390, 844], [1280, 900]]) {
        await page.setViewportSize({ width, height });
        await still(page);
        faults.push(...(await layoutFaults(page, '#phone')).map((one) => `${stop}, ${width}: ${one}`));
      }
      for (const dark of [false, true]) {
        await page.evaluate((on) => document.getElementById('phone').classList.toggle('dark', on), dark);
        await still(page);
        faults.push(...(await violations(page, '#phone')).map((one) => `${stop}, ${dark ? 'dark' : 'light'}: ${one}`));
        if (process.env.TRADEWIND_SHOTS) await page.locator('#phone').screenshot({ path: `${process.env.TRADEWIND_SHOTS}/${language}-${stop}-${dark ? 'dark' : 'light'}.png`, animations: 'disabled' });
      }
      await page.evaluate(() => document.getElementById('phone').classList.remove('dark'));
    };
    await toCart(page, 'mug-sand');
    await toReview(page, 'BR');
    await payBy(page, 'paypal');
    await handed(page, 'link');
    await page.frameLocator(APP).locator('button[value=leave]').waitFor();
    await look('other-app');
    await leaveApp(page);
    await look('link');
    await press(page, 'open_hand_off');
    await inFrame(page, APP, 'cancel');
    await backOnReview(page, 'cancelled');
    await payBy(page, 'pix');
    await handed(page, 'code');
    await look('code');
    await settled(page, 'cancel');
    await backOnReview(page, 'no code');
    await fault(page, 'three-ds:as=action:times=1');
    await payBy(page, 'sandbox_wallet');
    await answer(page, 'approve');
    await handed(page, 'surface');
    await page.frameLocator(BANK).locator('#ask:not([hidden])').waitFor();
    await look('bank');
    await inFrame(page, BANK, 'fail');
    await backOnReview(page, 'failed');
    await payBy(page, 'boleto');
    await see(page, { 'body.phase': 'voucher', 'body.hand_off.code': '*' }, 'voucher');
    await look('voucher');
    await perform(page, { open_tab: 'orders' });
    await see(page, { screen: 'orders', 'body.waiting.0.code': '*' }, 'waiting');
    await look('waiting');
    assert.deepEqual([...new Set(faults)], []);
    assert.ok((await snapshot(page)).language === language);
  }, { language, market: 'BR', reducedMotion: 'reduce', ...METHODS_ON }));
}
