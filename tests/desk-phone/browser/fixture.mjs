// The fixture of a journey: a phone that nobody used, with the app at home; checked and cleared afterwards.

import { clearAll, openHome } from './actions.mjs';
import { expectNoErrors } from './assertions.mjs';
import { closeTab, openTab, saveScreenshot } from './browser.mjs';
import { freshPhone } from './desk.mjs';

/**
 * Runs `body(page, desk, before)` on a phone of its own; `before` are the ids of the orders that other phones placed at the same
 * shop. A failure leaves a screenshot under `name`. Further options are the tab's.
 */
export async function onFreshPhone(name, body, { language = 'en', market = 'US', options = [], ...tab } = {}) {
  const { desk, address } = await freshPhone(options);
  const page = await openTab(address, tab);
  try {
    await openHome(page, language, market);
    await body(page, desk, desk.orders().map(([id]) => id));
    expectNoErrors(page, name);
  } catch (error) {
    await saveScreenshot(page, name.replace(/\W+/g, '-'));
    throw error;
  } finally {
    await clearAll(page).catch(() => {});
    await closeTab(page);
  }
}
