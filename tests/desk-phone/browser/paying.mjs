// Paying elsewhere, as a person does it: in the other app's frame, on the bank's page, at the provider by the drawer.

import { perform, press, sendDirectly } from './actions.mjs';
import { see, snapshot, until } from './assertions.mjs';
import { EVERY_METHOD } from './desk.mjs';

/** The options of a phone whose merchant takes every way to pay. */
export const METHODS_ON = { options: [EVERY_METHOD] };
/** The bank's page in its frame, the other app's in its own. */
export const BANK = '#surface iframe';
export const APP = '#other-app iframe';

/** Handlers that have another name than the one that follows from our id of them. */
const HANDLERS = { sandbox_wallet: 'dev.tradewind.sandbox_wallet', google_pay: 'com.google.pay' };

/** Chooses a way to pay on the review screen, among the first or under the rest. */
export async function payBy(page, id) {
  const method = HANDLERS[id] ?? `dev.tradewind.pay.${id}`;
  await see(page, { 'body.phase': 'review', 'body.can_pay': true, 'body.loading': false }, `review before ${id}`);
  await perform(page, { pay: { method } }, { wallet: 'ask' });
}

/** Waits until the person has been handed something of a kind; gives it. */
export async function handed(page, kind) {
  const { body } = await see(page, { screen: 'checkout', 'body.hand_off.kind': kind, 'body.hand_off.title': '*' }, kind);
  return body.hand_off;
}

/** Presses a button of a page in a frame. */
export const inFrame = (page, frame, deed) => page.frameLocator(frame).locator(`button[value=${deed}]`).click();

/** Does something at the provider of the newest payment that waits there, by the drawer; with one of the provider's codes, where one is named. */
async function atProvider(page, deed, code) {
  const item = page.locator('#payments > li', { has: page.locator('form:not([hidden])') }).filter({ hasText: 'created' }).last();
  await item.locator('select[name=deed]').selectOption(deed);
  await item.locator('select[name=code]').selectOption(code);
  await item.locator('button').click();
}

/** The person comes back to the app, as the system says it: then the merchant is asked at once. */
async function comesBack(page) {
  for (const active of [false, true]) await sendDirectly(page, { intent: { foreground: { active } } });
}

/** Waits until the drawer shows a payment that nobody has approved, and does something at its provider. */
export async function settled(page, deed, code = '') {
  await until(() => page.locator('#payments > li', { hasText: 'created' }).count(), 'the payment in the drawer');
  await atProvider(page, deed, code);
  await comesBack(page);
}

/** Goes back from the other app without a word. */
export async function leaveApp(page) {
  await page.locator('#other-app [name=back]').click();
  await page.locator('#other-app > *').waitFor({ state: 'detached' });
}

/** Back on the review after a payment that came to nothing; gives what is said about it. */
export async function backOnReview(page, place) {
  const { body } = await see(page, { screen: 'checkout', 'body.phase': 'review', 'body.loading': false, 'body.notice.title': '*' }, place, 20_000);
  // A shop's error stands until the person has read it.
  if (body.accept_label) await press(page, 'accept_price');
  await see(page, { screen: 'checkout', 'body.phase': 'review', 'body.can_pay': true }, place);
  return body.notice;
}

/** Gives up a payment that waits, and leaves the checkout that the shop has closed for it. */
export async function stopAndBegin(page) {
  await press(page, 'stop_payment');
  const { body } = await until(async () => {
    const now = await snapshot(page);
    return ['ended', 'review'].includes(now.body.phase) && now;
  }, 'stopped', 20_000);
  if (body.phase === 'review') return;
  await perform(page, 'done');
  await perform(page, 'open_checkout');
  await see(page, { screen: 'checkout', 'body.phase': 'review', 'body.can_pay': true, 'body.loading': false }, 'another checkout');
}
