// Performs intents as a person does: by clicks, typing, dragging and the wheel, on the control that the page has for each.

import { TIMEOUT, see, snapshot, until } from './assertions.mjs';

/**
 * Intents that a person has no control for, and why; only these are sent to the core directly.
 */
export const NO_CONTROL = {
  refresh: 'outside settings the app refreshes by itself; a scenario does not wait for that',
  set_time_zone: 'a zone that does not exist is not among the choices',
  memory_warning: 'the system says it, not a person',
  global_privacy_control: 'the browser says it, not a person',
  tracking_denied: 'the system says it, not a person',
  foreground: 'the system says it, not a person',
  begin_purchase: 'a terminal says it, for a purchase named in a file',
};

const nameOf = (intent) => (typeof intent === 'string' ? intent : Object.keys(intent)[0]);

/** The visible control that dispatches an intent; null if there is none. */
export async function control(page, intent) {
  const handle = await page.evaluateHandle((wanted) => {
    const order = (value) => (value && typeof value === 'object'
      ? Object.fromEntries(Object.entries(value).sort().map(([key, one]) => [key, order(one)])) : value);
    const text = JSON.stringify(order(wanted));
    const all = [...document.querySelectorAll('#phone [data-intent]')];
    const one = all.find((el) => JSON.stringify(order(JSON.parse(el.dataset.intent))) === text && el.checkVisibility({ visibilityProperty: true }));
    // What a finger meets of a choice is its label.
    return one?.matches('input[type=radio]') ? one.closest('label') : one ?? null;
  }, intent);
  return handle.asElement();
}

/**
 * Presses the control of an intent, waiting until it is there and works. A press that sent nothing (the page moved under the
 * finger, or the line was down) is made again, as a person does.
 */
export async function press(page, intent) {
  const what = async () => `${JSON.stringify(intent)} has a control on ${(await snapshot(page))?.screen}`;
  await until(async () => {
    const one = await control(page, intent);
    if (!one) return false;
    return clicked(page, one);
  }, what);
}

/** Clicks, and says whether anything was sent for it. */
async function clicked(page, target) {
  const before = await sent(page);
  try {
    await target.click({ timeout: 1_500 });
  } catch (error) {
    // It was drawn anew, or is not yet enabled, or something passes over it: look again. On a slow machine it may have gone through.
    if (!/detached|not attached|Timeout/.test(String(error))) throw error;
  }
  return await sent(page) > before;
}

/** How much of what a person did this page has sent. */
const sent = (page) => page.evaluate(() => window.tradewind.sent);

/** Sends a message to the core directly, past the page's controls. */
export async function sendDirectly(page, message) {
  await page.evaluate((text) => new Promise((done, failed) => {
    const address = new URL('ws', location.href);
    address.protocol = 'ws:';
    const socket = new WebSocket(address);
    socket.onopen = () => {
      socket.send(text);
      // The server reads in order: when it has said hello it has heard.
      socket.onmessage = () => {
        socket.onmessage = null;
        socket.close();
        done();
      };
    };
    socket.onerror = failed;
  }), JSON.stringify(message));
}

/** Chooses in the drawer, as a tester does. */
export async function drawer(page, name, value) {
  const side = page.locator(`#drawer [name="${name}"]`);
  if (name === 'dark') await side.setChecked(value);
  else if (await side.evaluate((one) => one.tagName === 'SELECT')) await side.selectOption(String(value));
  else {
    await side.fill(String(value));
    await side.dispatchEvent('change');
  }
  if (['network', 'wallet', 'storage', 'hand_off', 'dark', 'scale', 'clock'].includes(name)) {
    await until(() => page.evaluate(([key, wanted]) => window.tradewind.phone?.[key] === wanted, [name, value]), `${name} is ${value}`);
  }
}

/** What the host of a show does, by the drawer's form. */
export async function host(page, deed, fields = {}) {
  await page.evaluate(([wanted, values]) => {
    const form = document.querySelector('form[name=show]');
    for (const [name, value] of Object.entries(values)) form.elements.namedItem(name).value = value;
    form.requestSubmit(form.querySelector(`button[value=${wanted}]`));
  }, [deed, fields]);
}

/** Switches a fault on; what is more than a name and a number has no field in the drawer and is sent directly. */
export async function fault(page, text) {
  const [name, ...rest] = text.split(':');
  const simple = rest.length === 1 && rest[0].startsWith('times=');
  if (simple) {
    const form = page.locator('#drawer form[name=fault]');
    await form.locator('[name=fault]').selectOption(name);
    await form.locator('[name=times]').fill(rest[0].slice('times='.length));
    await form.locator('button').click();
  } else await sendDirectly(page, { fault: { set: text } });
  await until(() => page.evaluate((wanted) => [...document.querySelectorAll('#faults li')].some((one) => one.textContent.includes(wanted)), name), `${name} is on`);
}

/** Switches a fault off in the drawer. */
export async function clear(page, name) {
  await page.locator(`#faults button[value="${name}"]`).click();
  await until(() => page.evaluate((wanted) => !document.querySelector(`#faults button[value="${wanted}"]`), name), `${name} is off`);
}

/** Switches all faults off that are on. */
export async function clearAll(page) {
  for (const name of await page.locator('#faults button').evaluateAll((all) => all.map((one) => one.value))) await clear(page, name);
}

/** Kills the app by the drawer's button, and starts it again by its icon. */
export async function kill(page) {
  await page.locator('#drawer [name=kill]').click();
  await page.locator('#phone[data-state=stopped]').waitFor();
  await startApp(page);
}

/** Moves an order on at the merchant: the one that is shown, else the newest; waits until the orders database has it. */
export async function advance(page, desk, step) {
  const { screen, body } = await snapshot(page);
  const entry = screen === 'order' ? page.locator(`#orders > li[data-key="${body.key}"]`) : page.locator('#orders > li').last();
  const rows = () => JSON.stringify(desk.ordersDatabase('SELECT body FROM orders ORDER BY id'));
  const before = rows();
  await entry.locator('select[name=step]').selectOption(step);
  await entry.locator('button').click();
  await until(() => rows() !== before, `the order is ${step}`);
}

/** Answers the wallet's sheet by its button. */
export async function answer(page, word) {
  const button = page.locator(`#wallet [data-wallet="${word}"]`);
  let tried = false;
  await until(async () => {
    // A click that went through while the page was slow to say so: the sheet is gone.
    if (tried && !(await button.count())) return true;
    const seen = await button.count() > 0;
    const done = await clicked(page, button);
    tried ||= seen;
    return done;
  }, `the wallet's sheet takes ${word}`, 8_000);
}

/** Types into a field what shall stand in it, key by key. */
async function type(page, field, text) {
  await field.click();
  await page.keyboard.press('Control+A');
  if (text === '') await page.keyboard.press('Delete');
  else await field.pressSequentially(text);
}

export async function search(page, words) {
  const field = page.locator('#phone [data-edit=search]');
  // A tab is where it was left; a second press goes to its root.
  for (let i = 0; i < 2 && !(await field.count()); i += 1) {
    const before = await page.locator('#phone').getAttribute('data-revision');
    await press(page, { open_tab: 'home' });
    await until(async () => (await page.locator('#phone').getAttribute('data-revision')) !== before, 'the home tab');
  }
  await type(page, field, words);
}

/** Which row of a long list is in sight, by its number from 0; null if it is not, or still empty. */
export async function row(page, at) {
  return page.evaluate((number) => {
    const one = document.querySelector(`#phone [aria-posinset="${number + 1}"]`);
    const box = one?.getBoundingClientRect();
    const view = one?.closest('.scroll').getBoundingClientRect();
    const inSight = box && box.bottom > view.top && box.top < view.bottom;
    return inSight && one.querySelector('[data-intent]') ? one.textContent.trim() : null;
  }, at);
}

/** Turns the wheel over the list until a row is in sight. */
async function scrollTo(page, at) {
  const box = await page.locator('#phone .scroll').boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await until(async () => {
    if (await row(page, at)) return true;
    const below = await page.evaluate((number) => {
      const shown = [...document.querySelectorAll('#phone [aria-posinset]')].map((one) => Number(one.getAttribute('aria-posinset')));
      return number + 1 >= Math.min(...shown);
    }, at);
    await page.mouse.wheel(0, below ? 240 : -240);
    return false;
  }, `row ${at} in sight`);
}

async function canvasBox(page) {
  await page.locator('#model-view').scrollIntoViewIfNeeded();
  return page.locator('#model-view').boundingBox();
}

/** Draws a finger over the picture, in heights of it; `fling` lifts it while it moves. */
export async function drag(page, dx, dy, { fling = false, steps = 8 } = {}) {
  const box = await canvasBox(page);
  const [x, y] = [box.x + box.width * (dx > 0 ? 0.3 : 0.7), box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + dx * box.height, y + dy * box.height, { steps });
  // A finger that rests before it is lifted flings nothing.
  if (!fling) await new Promise((done) => setTimeout(done, 150));
  await page.mouse.up();
}

/** Goes back to the tab that was shown: each tab is as it was left. */
async function returnToTab(page, was) {
  const tab = was.tabs.find((one) => one.selected).tab;
  if (tab !== 'settings') await press(page, { open_tab: tab });
}

/** Chooses in the settings screen, and comes back. */
async function setting(page, part, key) {
  const was = await snapshot(page);
  if (was.screen !== 'settings') await press(page, { open_tab: 'settings' });
  await see(page, { screen: 'settings' }, 'settings');
  await press(page, { choose_setting: { setting: part, value: key } });
  await until(async () => (await snapshot(page)).body[part]?.options.some((one) => one.key === key && one.selected), `${part} is ${key}`);
  await returnToTab(page, was);
}

const ACTIONS = {
  async open_product(page, { key }) {
    const direct = await control(page, { open_product: { key } });
    if (!direct) await search(page, key);
    await press(page, { open_product: { key } });
  },
  async open_category(page, { key }) {
    if ((await snapshot(page)).screen !== 'home') await press(page, { open_tab: 'home' });
    await press(page, { open_category: { key } });
  },
  async open_order(page, { key }) {
    if ((await snapshot(page)).screen !== 'orders') await press(page, { open_tab: 'orders' });
    await press(page, { open_order: { key } });
  },
  async open_checkout(page) {
    // Where the screen leads there by itself, the cart is no detour.
    if (!(await control(page, 'open_checkout'))) await press(page, { open_tab: 'cart' });
    await press(page, 'open_checkout');
  },
  async open_link(page, { url }) {
    await page.locator('#drawer form[name=link] [name=url]').fill(url);
    await page.locator('#drawer form[name=link] [value=tap]').click();
  },
  async open_code(page, { text, scanned }) {
    if (scanned) {
      await page.locator('#drawer form[name=link] [name=url]').fill(text);
      await page.locator('#drawer form[name=link] [value=camera]').click();
      return;
    }
    if ((await snapshot(page)).screen !== 'settings') await press(page, { open_tab: 'settings' });
    const field = page.locator('#phone [data-edit=link]');
    await type(page, field, text);
    await field.press('Enter');
  },
  search: (page, { words }) => search(page, words),
  window: (page, { first }) => scrollTo(page, first),
  async add_to_cart(page, { quantity }) {
    for (let i = 0; i < quantity; i += 1) {
      const before = (await snapshot(page)).body.in_cart;
      await press(page, { add_to_cart: { quantity: 1 } });
      await until(async () => (await snapshot(page)).body.in_cart !== before, 'one more in the cart');
    }
  },
  async set_quantity(page, { key, quantity }) {
    const many = async () => (await snapshot(page)).body.lines.find((line) => line.key === key)?.quantity ?? 0;
    for (let now = await many(); now !== quantity;) {
      await press(page, { set_quantity: { key, quantity: now + Math.sign(quantity - now) } });
      const before = now;
      now = await until(async () => {
        const found = await many();
        return found !== before && { found };
      }, `another number of ${key}`).then(({ found }) => found);
    }
  },
  async preview_drag(page, { dx, dy }) {
    await drag(page, dx, dy);
  },
  async preview_release(page, { vx, vy }) {
    // The exact speed is not in our hands; a fling that was too slow to be one is made again.
    for (let i = 0; i < 5; i += 1) {
      await drag(page, Math.sign(vx) * 0.3, Math.sign(vy) * 0.3, { fling: true, steps: 4 });
      const goes = await until(async () => (await snapshot(page)).body.animating, 'a fling', 500).then(() => true, () => false);
      if (goes) return;
    }
  },
  async preview_zoom(page, { factor }) {
    const box = await canvasBox(page);
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.wheel(0, -Math.log(factor) / 0.0015);
  },
  async edit_buyer(page, { field, value }) {
    const one = page.locator(`#phone [data-edit="buyer.${field}"]`);
    // Not every country's form has every field; what is not asked for nobody types.
    if (!(await one.count())) {
      const asked = (await snapshot(page)).body.fields.map((known) => known.field);
      if (asked.includes(field)) throw new Error(`the form asks for ${field}, the page has no field for it`);
      return;
    }
    if (await one.evaluate((el) => el.tagName === 'SELECT')) await one.selectOption(value);
    else await type(page, one, value);
  },
  async add_code(page, { code }) {
    await type(page, page.locator('#phone [data-edit=code]'), code);
    await page.locator('#phone [data-add-code]').click();
  },
  async pay(page, asked, { wallet }) {
    await drawer(page, 'wallet', wallet === 'silent' ? 'silent' : 'ask');
    const screen = (await snapshot(page)).body;
    const several = screen.methods.length > 0;
    const hidden = page.locator('#phone [data-more]:not([open]) > summary');
    if (several && screen.more_methods.some((one) => one.key === asked?.method) && (await hidden.count())) await hidden.click();
    await press(page, several && asked?.method ? { pay: { method: asked.method } } : 'pay');
    if (wallet === 'silent' || wallet === 'ask') return;
    // A way to pay that asks the shop first has no sheet.
    const sheet = await until(async () => {
      if (await page.locator('#wallet [role=dialog]').count()) return 'shown';
      return ['sending', 'with_person', 'voucher', 'confirmed'].includes((await snapshot(page)).body.phase) && 'none';
    }, 'a sheet, or the shop is asked');
    if (sheet === 'shown') await answer(page, wallet);
  },
  set_language: (page, { language }) => setting(page, 'language', language),
  set_market: (page, { market }) => setting(page, 'market', market),
  set_currency: (page, { currency }) => setting(page, 'currency', currency),
  async set_time_zone(page, { zone }) {
    if (await page.locator(`#drawer [name=zone] option[value="${zone}"]`).count()) {
      await setting(page, 'time_zone', zone);
    } else await sendDirectly(page, { intent: { set_time_zone: { zone } } });
  },
  connectivity: (page, { online }) => drawer(page, 'network', online ? 'online' : 'offline'),
  locales: (page, { preferred }) => drawer(page, 'language', preferred[0]),
  async refresh(page) {
    if (await control(page, 'refresh')) await press(page, 'refresh');
    else await sendDirectly(page, { intent: 'refresh' });
  },
};

/** Does what an intent says. `wallet` is how the person answers a sheet: `approve`, `decline`, `cancel`; `silent`, `ask` let it be. */
export async function perform(page, intent, { wallet = 'ask' } = {}) {
  const name = nameOf(intent);
  const action = ACTIONS[name];
  if (action) await action(page, typeof intent === 'string' ? {} : intent[name], { wallet });
  else if (await waitsFor(page, intent)) await press(page, intent);
  else if (NO_CONTROL[name]) await sendDirectly(page, { intent });
  else throw new Error(`no control for ${JSON.stringify(intent)} on ${(await snapshot(page)).screen}`);
}

async function waitsFor(page, intent) {
  if (NO_CONTROL[nameOf(intent)]) return control(page, intent);
  return until(() => control(page, intent), `a control for ${JSON.stringify(intent)}`, TIMEOUT).catch(() => null);
}

/** Starts an app that is not running by its icon, or by a link that is tapped elsewhere, and waits for its first snapshot. */
export async function startApp(page, link) {
  await until(() => page.evaluate(() => window.tradewind?.phone?.state), 'the phone says how it is');
  if (await page.locator('#phone[data-state=stopped]').count()) {
    // What the page still holds of the former run is not an answer of the new one.
    await page.evaluate(() => { window.before = window.tradewind.snapshot; });
    await page.locator('#launch').click();
  }
  if (link) await ACTIONS.open_link(page, { url: link });
  await until(() => page.evaluate(() => {
    const { phone, snapshot } = window.tradewind;
    return phone.state === 'running' && snapshot !== null && snapshot !== window.before;
  }), 'the app runs');
}

/** Sets language and market for a journey, and waits at home until the catalog for them is there. */
export async function openHome(page, language, market) {
  await startApp(page);
  await see(page, { screen: 'home' }, 'the app is there');
  await perform(page, { open_tab: 'settings' });
  await see(page, { screen: 'settings' }, 'settings');
  for (const [part, key] of [['language', language], ['market', market]]) {
    if (!(await snapshot(page)).body[part].options.some((one) => one.key === key && one.selected)) await setting(page, part, key);
  }
  await perform(page, { open_tab: 'home' });
  await see(page, { screen: 'home', language, 'body.categories.0.name': '*', 'body.loading': false }, `home in ${language}/${market}`);
}
