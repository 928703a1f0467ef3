// The whole journey in each of the four languages: search as one types, product, cart, form, delivery, pay, order; and without a network.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { advance, answer, perform, press } from './actions.mjs';
import { expectTexts, see, snapshot, until } from './assertions.mjs';
import { closeBrowser, missing } from './browser.mjs';
import { stopAll } from './desk.mjs';
import { onFreshPhone } from './fixture.mjs';
import { fillIn, network, toCart, toReview } from './shopper.mjs';

after(async () => {
  await closeBrowser();
  await stopAll();
});

const PLACES = [
  { language: 'en', market: 'US', words: 'mug', dir: 'ltr', money: /\$/ },
  { language: 'de', market: 'DE', words: 'Becher', dir: 'ltr', money: /€/ },
  { language: 'ar', market: 'AE', words: 'كوب', dir: 'rtl', money: /د\.إ/ },
  { language: 'ja', market: 'JP', words: 'マグ', dir: 'ltr', money: /[¥￥]/ },
];

for (const { language, market, words, dir, money } of PLACES) {
  test(`a purchase in ${language}/${market}, first seen, then without a network, then paid`, { skip: missing }, () => onFreshPhone(`journey-${language}`, async (page, desk) => {
    const place = `${language}/${market}`;
    assert.equal(await page.locator('#phone').getAttribute('lang'), language);
    assert.equal(await page.locator('#phone').getAttribute('dir'), dir);

    // Search as it is typed: each letter brings its own results, and what matched is set off.
    const field = page.locator('#phone [data-edit=search]');
    await field.click();
    for (let at = 1; at <= words.length; at += 1) {
      await page.keyboard.insertText(words[at - 1]);
      await see(page, { screen: 'results', 'body.words': words.slice(0, at) }, place);
    }
    const results = await see(page, { 'body.rows.0.title': '*' }, place);
    await until(() => page.locator('#phone mark').count(), 'what matched is set off');
    await expectTexts(page, place);
    assert.equal(await field.inputValue(), words, 'the field has what was typed');
    assert.match(results.body.rows[0].price, money, place);
    await press(page, { open_product: { key: results.body.rows[0].key } });
    await see(page, { screen: 'product', 'body.key': results.body.rows[0].key, 'body.price': '*' }, place);
    await expectTexts(page, place);

    // Without a network: browsing and the cart go on; paying does not, and says so.
    await network(page, 'offline');
    await see(page, { 'banners.0.text': '*' }, place);
    await toCart(page, 'mug-sand', 2);
    await expectTexts(page, place);
    await toCart(page, 'kilim-rust');
    await perform(page, { open_tab: 'cart' });
    await see(page, { screen: 'cart', 'body.lines.1.title': '*', 'body.subtotal': '*' }, place);
    await expectTexts(page, place);
    await perform(page, 'open_checkout');
    await see(page, { screen: 'checkout', 'body.phase': 'buyer' }, place);
    await fillIn(page, market);
    const waiting = await see(page, { screen: 'checkout', 'body.can_pay': false, 'banners.0.text': '*' }, place);
    await expectTexts(page, place);
    assert.ok(!waiting.body.order, 'nothing is bought without a network');

    // The network is back: the same form, the delivery, the payment.
    await network(page, 'online');
    await see(page, { 'banners.0.text': '' }, place);
    if ((await snapshot(page)).body.phase === 'buyer') await perform(page, 'submit_buyer');
    const review = await see(page, { 'body.phase': 'review', 'body.can_pay': true, 'body.loading': false, 'body.delivery.1.key': '*' }, place);
    await expectTexts(page, place);
    const other = review.body.delivery.find((one) => !one.selected);
    await press(page, { choose_delivery: { key: other.key } });
    await until(async () => {
      const { body } = await snapshot(page);
      return body.can_pay && !body.loading && body.delivery.find((one) => one.key === other.key)?.selected;
    }, `${place}: the other delivery`);
    await expectTexts(page, place);
    await press(page, 'pay');
    await answer(page, 'approve');
    const bought = await see(page, { 'body.phase': 'confirmed', 'body.order': '*' }, place);
    await expectTexts(page, place);
    assert.equal(desk.orders().filter(([id]) => id === bought.body.order).length, 1, 'the order is in the merchant’s database');

    // The order, moved on by the shop, and the way there from the list.
    await perform(page, 'done');
    await see(page, { screen: 'order', 'body.status_key': 'processing' }, place);
    await advance(page, desk, 'shipped');
    await perform(page, 'refresh');
    await see(page, { 'body.status_key': 'shipped', 'body.timeline.1.text': '*' }, place);
    await expectTexts(page, place);
    await perform(page, 'back');
    await see(page, { screen: 'orders', 'body.rows.0.key': bought.body.order }, place);
    await expectTexts(page, place);
    await perform(page, { open_tab: 'cart' });
    await see(page, { screen: 'cart', 'body.empty.title': '*' }, place);
    await expectTexts(page, place);
  }, { language, market }));
}

test('a form half filled in survives a look elsewhere', { skip: missing }, () => onFreshPhone('half-filled', async (page) => {
  await toCart(page, 'mug-sand');
  await perform(page, 'open_checkout');
  await see(page, { screen: 'checkout', 'body.phase': 'buyer' });
  await perform(page, { edit_buyer: { field: 'first_name', value: 'Noor' } });
  await perform(page, { open_tab: 'home' });
  await see(page, { 'tabs.0.selected': true });
  await perform(page, { open_tab: 'cart' });
  await see(page, { screen: 'checkout', 'body.phase': 'buyer' });
  assert.equal(await page.locator('[data-edit="buyer.first_name"]').inputValue(), 'Noor');
  await toReview(page, 'US');
}));
