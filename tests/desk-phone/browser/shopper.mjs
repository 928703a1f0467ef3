// Whole stretches of a journey, each by real clicks: to the cart, through the form, to the order.

import assert from 'node:assert/strict';
import { answer, drawer, perform, press } from './actions.mjs';
import { see, snapshot } from './assertions.mjs';

/** A buyer for each market, as people there write. */
export const BUYERS = {
  US: { email: 'noor@example.com', first_name: 'Noor', last_name: 'Example', street_address: '12 Harbor Street', address_locality: 'Portland', address_region: 'OR', postal_code: '97201' },
  DE: { email: 'jule@example.com', first_name: 'Jule', last_name: 'Beispiel', street_address: 'Hafenstraße 12', address_locality: 'Hamburg', postal_code: '20457' },
  AE: { email: 'noor@example.com', first_name: 'نور', last_name: 'مثال', street_address: 'شارع الميناء ١٢', address_locality: 'دبي', address_region: 'دبي' },
  JP: { email: 'haru@example.com', first_name: '春', last_name: '例', street_address: '港町1-2', address_locality: '横浜市', address_region: '神奈川県', postal_code: '231-0001' },
  KE: { email: 'amina@example.com', first_name: 'Amina', last_name: 'Mfano', street_address: 'Moi Avenue 12', address_locality: 'Nairobi', postal_code: '00100' },
  BR: { email: 'ana@example.com', first_name: 'Ana', last_name: 'Exemplo', street_address: 'Rua do Porto 12', address_locality: 'Salvador', address_region: 'BA', postal_code: '40301-110' },
  IN: { email: 'asha@example.com', first_name: 'Asha', last_name: 'Udaharan', street_address: '12 Harbour Road', address_locality: 'Mumbai', address_region: 'Maharashtra', postal_code: '400001' },
  CN: { email: 'li@example.com', first_name: '丽', last_name: '例', street_address: '港口路12号', address_locality: '青岛市', address_region: '山东省', postal_code: '266033' },
};

/** Finds a product by what a person types, opens it, and puts it into the cart. */
export async function toCart(page, key, quantity = 1) {
  await perform(page, { open_product: { key } });
  await see(page, { screen: 'product', 'body.key': key, 'body.can_add': true }, key);
  await perform(page, { add_to_cart: { quantity } });
  await see(page, { 'body.in_cart': '*' }, key);
}

/** From the cart through the buyer's form to the review. */
export async function toReview(page, market) {
  await perform(page, 'open_checkout');
  await see(page, { screen: 'checkout' }, 'checkout');
  const { body } = await snapshot(page);
  if (body.phase === 'buyer') await fillIn(page, market);
  return see(page, { 'body.phase': 'review', 'body.can_pay': true, 'body.loading': false, 'body.totals.0.amount': '*' }, `review in ${market}`);
}

export async function fillIn(page, market) {
  for (const [field, value] of Object.entries(BUYERS[market])) await perform(page, { edit_buyer: { field, value } });
  await perform(page, 'submit_buyer');
}

/** Pays, and answers the sheet. */
export async function pay(page, word = 'approve') {
  await press(page, 'pay');
  await answer(page, word);
}

/** From an empty cart to a confirmed order; gives its key. */
export async function buy(page, key, market) {
  await toCart(page, key);
  await toReview(page, market);
  await pay(page);
  const { body } = await see(page, { 'body.phase': 'confirmed', 'body.order': '*' }, `bought ${key} in ${market}`);
  return body.order;
}

/** Leaves a finished checkout for the order. */
export async function toOrder(page) {
  await perform(page, 'done');
  return see(page, { screen: 'order', 'body.timeline.0.text': '*' }, 'the order');
}

/** That the merchant's drawer and database both have these orders and no others. */
export async function ordersAre(page, desk, ids) {
  const booked = desk.orders().map(([id]) => id);
  assert.deepEqual(booked.sort(), [...ids].sort(), 'orders in the merchant’s database');
  const shown = async () => page.evaluate(() => [...document.querySelectorAll('#orders > li')].map((one) => one.dataset.key).sort());
  const end = Date.now() + 5_000;
  while (JSON.stringify(await shown()) !== JSON.stringify([...ids].sort())) {
    assert.ok(Date.now() < end, `orders in the drawer: ${await shown()}, wanted ${ids}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

/** The network, by the drawer. */
export const network = (page, value) => drawer(page, 'network', value);
