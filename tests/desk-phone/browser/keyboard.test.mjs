// A whole purchase with the keyboard alone: everything is reached, seen where it is, and each new screen begins at its heading.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openHome } from './actions.mjs';
import { expectNoErrors, see, snapshot, until } from './assertions.mjs';
import { closeBrowser, closeTab, missing, openTab, saveScreenshot } from './browser.mjs';
import { freshPhone, stopAll } from './desk.mjs';
import { BUYERS } from './shopper.mjs';

after(async () => {
  await closeBrowser();
  await stopAll();
});

const MOST_TABS = 120;

/** What has the focus, and whether one sees that it has. */
async function focus(page) {
  return page.evaluate(() => {
    const el = document.activeElement;
    if (!el || el === document.body) return { none: true };
    // A radio button is drawn by its label.
    const shown = el.matches('input[type=radio]') ? [el, el.closest('label'), el.nextElementSibling] : [el, el.parentElement];
    const marks = (one) => {
      const style = one && getComputedStyle(one);
      return style && (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 || style.boxShadow !== 'none' && one.matches(':focus-visible, :focus-within'));
    };
    const box = el.getBoundingClientRect();
    const around = (el.closest('label') ?? el).getBoundingClientRect();
    return {
      tag: el.tagName, intent: el.dataset.intent ?? null, edit: el.dataset.edit ?? null, wallet: el.dataset.wallet ?? null, addCode: el.dataset.addCode !== undefined,
      inPhone: Boolean(el.closest('#phone')), visible: shown.some(marks), text: (el.getAttribute('aria-label') ?? el.textContent).trim().slice(0, 40),
      onScreen: around.bottom > 0 && around.top < innerHeight && around.width > 0, box: [box.x, box.y, box.width, box.height],
    };
  });
}

/** Goes on with Tab until something has the focus; all on the way has to be seen to have it. */
async function tabTo(page, wanted, what) {
  const order = (value) => (value && typeof value === 'object' ? JSON.stringify(value) : value);
  const way = [];
  for (let i = 0; i < MOST_TABS; i += 1) {
    const now = await focus(page);
    if (!now.none) {
      if (now.tag !== 'H1' && now.tag !== 'H2' && now.inPhone) {
        assert.ok(now.visible, `${what}: one does not see that ${now.tag} “${now.text}” has the focus`);
        assert.ok(now.onScreen, `${what}: ${now.tag} “${now.text}” has the focus out of sight`);
      }
      if (wanted(now)) return now;
      way.push(`${now.tag} ${now.intent ?? now.edit ?? order(now.text)}`);
    }
    await page.keyboard.press('Tab');
  }
  throw new Error(`${what} is not reached with Tab: ${way.slice(-30).join(' > ')}`);
}

const byIntent = (intent) => (now) => now.intent === JSON.stringify(intent);

async function pressKey(page, intent, what = JSON.stringify(intent), key = 'Enter') {
  await tabTo(page, byIntent(intent), what);
  await page.keyboard.press(key);
}

/** A new screen begins at its heading. */
async function atHeading(page, screen) {
  await see(page, { screen }, screen);
  await until(() => page.evaluate(() => document.activeElement?.tagName === 'H1' && document.activeElement.closest('#phone') !== null), async () => `the focus at the heading of ${screen}, not at ${JSON.stringify(await focus(page))}`);
}

test('a purchase with Tab, Enter, Space and arrows alone', { skip: missing }, async () => {
  const { address } = await freshPhone();
  const page = await openTab(address);
  try {
    await openHome(page, 'en', 'US');
    await page.evaluate(() => document.activeElement?.blur());
    // The search field, a few letters, the first product.
    await tabTo(page, (now) => now.edit === 'search', 'the search field');
    await page.keyboard.type('mug');
    await see(page, { screen: 'results', 'body.words': 'mug', 'body.rows.0.key': '*' });
    assert.equal((await focus(page)).edit, 'search', 'typing goes on where it was');
    const key = (await snapshot(page)).body.rows[0].key;
    await pressKey(page, { open_product: { key } });
    await atHeading(page, 'product');

    // A version by Space, the preview by keys, back.
    const { body } = await snapshot(page);
    const other = body.variants.find((one) => !one.selected && one.available);
    await pressKey(page, { choose_variant: { key: other.key } }, 'another version', 'Space');
    await see(page, { 'body.key': other.key });
    await pressKey(page, 'open_preview');
    await atHeading(page, 'preview');
    await see(page, { 'body.phase': 'ready' });
    await page.locator('#model-view.drawn').waitFor();
    await until(async () => (await tabTo(page, (now) => now.tag === 'CANVAS' || byIntent('preview_reset')(now), 'the canvas')) !== null, 'the canvas');
    await pressKey(page, 'back');
    await atHeading(page, 'product');

    await pressKey(page, { add_to_cart: { quantity: 1 } });
    await see(page, { 'body.in_cart': '*' });
    assert.ok(byIntent({ add_to_cart: { quantity: 1 } })(await focus(page)), 'the focus stays on the button');
    await pressKey(page, { open_tab: 'cart' });
    await atHeading(page, 'cart');
    await pressKey(page, { set_quantity: { key: other.key, quantity: 2 } }, 'one more', 'Space');
    await see(page, { 'body.lines.0.quantity': 2 });
    await pressKey(page, 'open_checkout');
    await atHeading(page, 'checkout');

    // The form: faults first, then field by field, sent with Enter.
    await see(page, { 'body.phase': 'buyer' });
    await pressKey(page, 'submit_buyer');
    await see(page, { 'body.fields.0.error': '*' });
    await until(() => page.evaluate(() => document.activeElement?.getAttribute('aria-invalid') === 'true'), 'the focus at the first field that is wrong');
    for (const [field, value] of Object.entries(BUYERS.US)) {
      await tabTo(page, (now) => now.edit === `buyer.${field}`, field);
      await page.keyboard.type(value);
    }
    await page.keyboard.press('Enter');
    await see(page, { 'body.phase': 'review', 'body.can_pay': true, 'body.delivery.1.key': '*' }, 'review');

    // Delivery by arrow keys, as radio buttons go.
    const { delivery } = (await snapshot(page)).body;
    const chosen = delivery.findIndex((one) => one.selected);
    await tabTo(page, byIntent({ choose_delivery: { key: delivery[chosen].key } }), 'the delivery');
    await page.keyboard.press(chosen === 0 ? 'ArrowDown' : 'ArrowUp');
    const next = chosen === 0 ? 1 : chosen - 1;
    await see(page, { [`body.delivery.${next}.selected`]: true, 'body.can_pay': true, 'body.loading': false }, 'the other delivery');
    await tabTo(page, (now) => now.edit === 'code', 'the code');
    await page.keyboard.type('WELCOME10');
    await page.keyboard.press('Enter');
    await see(page, { 'body.codes.0.key': 'WELCOME10', 'body.can_pay': true, 'body.loading': false }, 'the code');

    // The sheet holds the focus until it is answered; Escape closes it, and the focus is back on Pay.
    await pressKey(page, 'pay');
    await page.locator('#wallet [role=dialog]').waitFor();
    for (let i = 0; i < 8; i += 1) {
      await page.keyboard.press('Tab');
      assert.ok(await page.evaluate(() => document.activeElement.closest('#wallet') !== null), 'the focus stays in the sheet');
    }
    await page.keyboard.press('Escape');
    await see(page, { 'body.phase': 'review', 'body.notice.title': '*', 'body.can_pay': true }, 'closed');
    await pressKey(page, 'pay');
    await page.locator('#wallet [role=dialog]').waitFor();
    await tabTo(page, (now) => now.wallet === 'approve', 'approve');
    await page.keyboard.press('Enter');
    await see(page, { 'body.phase': 'confirmed' }, 'confirmed');
    await pressKey(page, 'done');
    await atHeading(page, 'order');
    await pressKey(page, 'back');
    await atHeading(page, 'orders');
    await pressKey(page, { open_tab: 'settings' });
    await atHeading(page, 'settings');
    expectNoErrors(page, 'keyboard');
  } catch (error) {
    await saveScreenshot(page, 'keyboard');
    throw error;
  } finally {
    await closeTab(page);
  }
});

test('a show with Tab, Enter and Space alone', { skip: missing }, async () => {
  const { address } = await freshPhone();
  const page = await openTab(address);
  try {
    await openHome(page, 'en', 'US');
    const { body } = await see(page, { 'body.live.0.running': true }, 'a show on home');
    await pressKey(page, { open_show: { key: body.live[0].key } });
    await atHeading(page, 'live');
    const shown = await see(page, { 'body.card.can_add': true }, 'a card', 40_000);
    await pressKey(page, { add_live_card: { key: shown.body.card.key } });
    await see(page, { 'body.card.in_cart': '*' }, 'it is in the cart');
    await pressKey(page, { show_captions: { shown: true } }, 'captions', 'Space');
    await see(page, { 'body.video.captions_shown': true }, 'captions');
    assert.ok(byIntent({ show_captions: { shown: false } })(await focus(page)), 'the focus stays on the button');
    expectNoErrors(page, 'a show by keys');
  } finally {
    await closeTab(page);
  }
});

test('every control is at least 48 points high and wide, or stands by itself', { skip: missing }, async () => {
  const { address } = await freshPhone();
  const page = await openTab(address);
  try {
    await openHome(page, 'en', 'US');
    const { tour } = await import('./tour.mjs');
    const small = [];
    await tour(page, {
      language: 'en',
      market: 'US',
      async look(stop) {
        small.push(...await page.evaluate((at) => [...document.querySelectorAll('#phone :is(button, a, input, select, [data-intent])')].flatMap((el) => {
          if (!el.checkVisibility({ visibilityProperty: true }) || el.closest('[inert]')) return [];
          const box = (el.closest('label') ?? el).getBoundingClientRect();
          return box.width >= 47.5 && box.height >= 47.5 ? [] : [`${at}: ${el.tagName} “${(el.getAttribute('aria-label') ?? el.textContent).trim().slice(0, 30)}” ${Math.round(box.width)} x ${Math.round(box.height)}`];
        }), stop));
      },
    });
    assert.deepEqual([...new Set(small)], []);
  } finally {
    await closeTab(page);
  }
});
