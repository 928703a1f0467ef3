// Debian's Chromium without a window, and a page in it that notes everything the console complains of.

import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

export const CHROMIUM = process.env.TRADEWIND_CHROMIUM ?? '/usr/bin/chromium';
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--force-color-profile=srgb'];
/** A wide window: the phone in its frame, the drawer beside it. */
export const WIDE = { width: 1280, height: 900 };

/** Why no browser test can run; false if it can. Said on a line of its own, for whoever reads the output by machine. */
export const missing = existsSync(CHROMIUM) ? false : `no ${CHROMIUM}`;
if (missing) console.log(`skipped: ${missing}`);

let shared = null;

/** The browser that all tests of a file share: also those that begin at once wait for the same one. */
export function browser() {
  shared ??= chromium.launch({ executablePath: CHROMIUM, headless: true, args: FLAGS });
  return shared;
}

export async function closeBrowser() {
  await (await shared)?.close();
  shared = null;
}

/**
 * A tab of its own kind (own cookies, own cache) at an address. `errors` gathers what the console and the page say is wrong.
 * A picture that cannot be had is answered 404, which the console reports by itself: the page then keeps the first paint.
 * So does it report each try to reach a server that is down, where a test says `down`.
 */
export async function openTab(address, { viewport = WIDE, down = false, ...context } = {}) {
  const made = await (await browser()).newContext({ viewport, deviceScaleFactor: 1, ...context });
  made.setDefaultTimeout(10_000);
  const page = await made.newPage();
  page.errors = [];
  page.on('console', (message) => {
    if (message.type() !== 'error') return;
    const { url } = message.location();
    if (message.text().startsWith('Failed to load resource') && /\/image\?/.test(url)) return;
    // While a show's line is cut its playlists are answered 503, and asked for again.
    if (message.text().includes('status of 503') && /\/live\//.test(url)) return;
    // axe-core copies a show's <video>, and the copy asks for the stream's address, which hls.js took back once the player had it.
    if (message.text().startsWith('Failed to load resource') && url.startsWith('blob:')) return;
    if (down && /WebSocket connection|ERR_CONNECTION_REFUSED/.test(message.text())) return;
    page.errors.push(`${message.text()} (${url})`);
  });
  // `sheet` is the wallet's sheet as the server sent it last, `sentMessages` what the page sent to the core, in order.
  page.sentMessages = [];
  page.on('websocket', (socket) => {
    socket.on('framereceived', ({ payload }) => {
      if (typeof payload === 'string' && payload.startsWith('{"wallet"')) page.sheet = JSON.parse(payload).wallet;
    });
    socket.on('framesent', ({ payload }) => { if (typeof payload === 'string') page.sentMessages.push(JSON.parse(payload)); });
  });
  page.on('pageerror', (error) => page.errors.push(String(error)));
  await page.goto(address);
  return page;
}

export async function closeTab(page) {
  await page.context().close();
}

/** Saves a screenshot of what went wrong, where TRADEWIND_KEEP names a folder for it. */
export async function saveScreenshot(page, name) {
  if (process.env.TRADEWIND_KEEP) await page.screenshot({ path: `${process.env.TRADEWIND_KEEP}/${name}.png` }).catch(() => {});
}
