// Every way to pay there is, paid to its end by the page, each in a country where it is used; and one of each kind that comes to nothing
// first: declined or given up, and both with TRADEWIND_DEEP. Without it the page goes to the countries that have each kind of hand-off.

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { parse } from 'smol-toml';
import { answer, perform, press, startApp } from './actions.mjs';
import { expectNoErrors, expectTexts, see, snapshot, until } from './assertions.mjs';
import { closeBrowser, closeTab, missing, openTab, saveScreenshot } from './browser.mjs';
import { Desk, EVERY_METHOD, ROOT } from './desk.mjs';
import { APP, backOnReview, handed, inFrame, payBy, settled } from './paying.mjs';
import { ordersAre, toCart } from './shopper.mjs';

/** Phones at once: much of a phone's time here is waiting. */
const AT_ONCE = 2;

/**
 * A country in which ways to pay are used, what a mug costs there, a buyer's telephone number and postal code, and the ways: by which
 * kind of hand-off each is paid, and what comes of it before that.
 */
const PLACES = [
  ['US', '24.00 USD', '+12025550143', '97201', { google_pay: ['sheet', 'decline', 'cancel'], paypal: ['link', 'cancel'] }],
  ['DE', '21.90 EUR', '+4915123456789', '10115', { apple_pay: ['sheet'], hosted_card: ['sheet'], wero: ['link'], open_banking: ['link'], klarna: ['link'], sepa_transfer: ['code'] }],
  ['CN', '160.00 CNY', '+8613912345678', '266033', { alipay: ['library'], wechat_pay: ['library', 'cancel', 'decline'] }],
  ['SG', '34.00 SGD', '+6581234567', '018956', { alipay_plus: ['link'], paynow: ['code'] }],
  ['NL', '21.90 EUR', '+31612345678', '1012 AB', { ideal: ['link', 'cancel', 'decline'] }],
  ['PL', '99.00 PLN', '+48512345678', '00-001', { blik: ['link'] }],
  ['SE', '250.00 SEK', '+46701234567', '111 20', { swish: ['link'] }],
  ['BR', '119.90 BRL', '+5511912345678', '40301-110', { pix: ['code'], boleto: ['voucher'] }],
  ['TH', '890.00 THB', '+66812345678', '10110', { promptpay: ['code', 'decline', 'cancel'] }],
  ['ID', '350000.00 IDR', '+6281234567890', '10110', { qris: ['code'] }],
  ['MY', '99.00 MYR', '+60123456789', '50000', { duitnow: ['code'] }],
  ['IN', '1999.00 INR', '+919812345678', '400001', { upi: ['code'] }],
  ['KE', '3200.00 KES', '+254712345678', '00100', { mpesa: ['prompt'], airtel_money: ['prompt'] }],
  ['GH', '350.00 GHS', '+233241234567', 'GA-184', { mtn_momo: ['prompt', 'decline', 'cancel'] }],
  ['MX', '420.00 MXN', '+525512345678', '06000', { oxxo: ['voucher', 'cancel'] }],
  ['JP', '3500 JPY', '+819012345678', '231-0001', { konbini: ['voucher'], cash_on_delivery: ['door'] }],
];

/** Where the page goes without TRADEWIND_DEEP. */
const EACH_KIND = ['US', 'CN', 'BR', 'KE', 'JP'];

/** What a person does with each kind of hand-off, and what comes of it once it is approved. */
const KINDS = {
  sheet: async (page, deed) => answer(page, deed),
  async link(page, deed) {
    await handed(page, 'link');
    await page.locator('#other-app .app-address').waitFor();
    // An app that is opened by its own scheme alone has no page to be shown here.
    if (await page.locator(APP).count()) await inFrame(page, APP, deed);
    else await settled(page, deed);
  },
  async library(page, deed) {
    await handed(page, 'link');
    await page.locator('#payments > li', { hasText: 'created' }).first().waitFor();
    await page.locator(`#other-app [data-library=${deed}]`).click();
  },
  async code(page, deed) {
    const { code, picture } = await handed(page, 'code');
    assert.ok(code && picture.side >= 21);
    await settled(page, deed);
  },
  async prompt(page, deed) {
    await handed(page, 'prompt');
    await settled(page, deed);
  },
  async voucher(page, deed) {
    const { body } = await see(page, { 'body.phase': 'voucher', 'body.hand_off.kind': 'voucher', 'body.hand_off.code': '*' }, 'voucher');
    if (deed === 'cancel') await press(page, { give_up_voucher: { key: body.hand_off.key } });
    else await settled(page, deed);
  },
  door: async () => {},
};

const folder = mkdtempSync(join(tmpdir(), 'desk-methods-'));
after(async () => {
  await closeBrowser();
  rmSync(folder, { recursive: true, force: true });
});

/** The rows of a kind in assets/payments: each `method`, or each `market`. */
function rows(kind) {
  const files = readdirSync(join(ROOT, 'assets/payments')).filter((name) => name.endsWith('.toml'));
  return files.flatMap((name) => parse(readFileSync(join(ROOT, 'assets/payments', name), 'utf8'))[kind] ?? []);
}

/** A shop of one mug in this country. */
function shopOf(market, price) {
  const row = { id: 'mug', title: 'Mug', description: 'A mug.', link: 'https://seed.tradewind.example/p/mug', image_link: 'https://seed.tradewind.example/images/mug.jpg', availability: 'in_stock', price, brand: 'Workshop', product_type: 'Mugs' };
  const file = join(folder, `${market}.tsv`);
  writeFileSync(file, [Object.keys(row), Object.values(row)].map((cells) => cells.join('\t')).join('\n'));
  return Desk.start(['--feed', file, '--market', market, '--lang', 'en', EVERY_METHOD]);
}

/** From a mug to the review; the form is filled in once, as far as the country asks. */
async function toReview(page, phone, postal) {
  await toCart(page, 'mug');
  await perform(page, 'open_checkout');
  const { body } = await see(page, { screen: 'checkout', 'body.loading': false }, 'checkout');
  if (body.phase === 'buyer') {
    const words = { email: 'noor@example.com', phone_number: phone, postal_code: postal };
    for (const { field, required, options } of body.fields) {
      if (field === 'address_country' || !(required || words[field])) continue;
      await perform(page, { edit_buyer: { field, value: options.length > 0 ? options[0].key : words[field] ?? 'Port 1' } });
    }
    await perform(page, 'submit_buyer');
  }
  return see(page, { 'body.phase': 'review', 'body.can_pay': true, 'body.loading': false, 'body.methods.1.key': '*' }, 'review');
}

/** At the review again, in another checkout where the shop has closed the one before. */
async function back(page, place) {
  const { body } = await until(async () => {
    const now = await snapshot(page);
    return ['ended', 'review'].includes(now.body.phase) && now;
  }, place, 20_000);
  if (body.phase === 'review') return backOnReview(page, place);
  await press(page, 'done');
  await perform(page, 'open_checkout');
  return see(page, { screen: 'checkout', 'body.phase': 'review', 'body.can_pay': true, 'body.loading': false }, place);
}

/** Pays by one way, and has one order more than those before; gives it. */
async function paid(page, desk, had, id, [kind, ...fails]) {
  // Whether a payment came to nothing is asked a second time at the method's own pace: seconds each.
  for (const deed of process.env.TRADEWIND_DEEP ? fails : fails.slice(0, 1)) {
    await payBy(page, id);
    await KINDS[kind](page, deed);
    await back(page, `${id}: ${deed}`);
    await ordersAre(page, desk, had);
  }
  await payBy(page, id);
  await KINDS[kind](page, 'approve');
  const { body } = await see(page, { 'body.phase': 'confirmed', 'body.order': '*' }, `${id}: paid`, 20_000);
  await expectTexts(page, `${id}: paid`);
  await press(page, 'done');
  await ordersAre(page, desk, [...had, body.order]);
  return body.order;
}

test('every way to pay pays once', { skip: missing, concurrency: AT_ONCE }, async (all) => {
  const driven = PLACES.flatMap(([, , , , ways]) => Object.keys(ways));
  assert.deepEqual([...driven].sort(), rows('method').map(({ id }) => id).sort(), 'each row of assets/payments is driven, and no other');
  const places = PLACES.filter(([market]) => process.env.TRADEWIND_DEEP || EACH_KIND.includes(market));
  const kinds = new Set(places.flatMap(([, , , , ways]) => Object.values(ways).map(([kind]) => kind)));
  assert.deepEqual([...kinds].sort(), Object.keys(KINDS).sort(), 'each kind of hand-off');
  await Promise.all(places.map(([market, price, phone, postal, ways]) => all.test(`in ${market}: ${Object.keys(ways)}`, async () => {
    const desk = await shopOf(market, price);
    const page = await openTab(desk.address(1));
    try {
      await startApp(page);
      await see(page, { screen: 'home', 'body.categories.0.name': '*', 'body.loading': false }, `home in ${market}`, 20_000);
      const orders = [];
      // What is used most in the country is shown first, until another way has paid.
      const usual = rows('market').find(({ country }) => country === market)?.order[0].id;
      for (const [id, way] of Object.entries(ways)) {
        const { body } = await toReview(page, phone, postal);
        if (usual && orders.length === 0) assert.ok(body.methods[0].key.endsWith(`.${usual}`), `${market}: ${usual} before ${body.methods[0].key}`);
        orders.push(await paid(page, desk, orders, id, way));
      }
      expectNoErrors(page, market);
    } catch (error) {
      await saveScreenshot(page, `every-method-${market}`);
      throw error;
    } finally {
      await closeTab(page);
      await desk.stop();
    }
  })));
});
