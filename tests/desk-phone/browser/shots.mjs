// Pictures of every screen and main state in every language, light and dark, and one contact sheet per language.
// Run: node shots.mjs FOLDER [LANGUAGE...]

import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openHome } from './actions.mjs';
import { browser, closeBrowser, closeTab, missing, openTab } from './browser.mjs';
import { freshPhone, stopAll } from './desk.mjs';
import { places } from './languages.mjs';
import { tour } from './tour.mjs';

const PLACES = Object.fromEntries(places().map(({ language, market }) => [language, market]));
const HIGH = 844;
const WIDE = 390;

/** Every stop of a tour as two pictures; gives their names. */
async function shoot(language, out) {
  const { address } = await freshPhone();
  const page = await openTab(address, { deviceScaleFactor: 2, reducedMotion: 'reduce' });
  const names = [];
  try {
    await openHome(page, language, PLACES[language]);
    await tour(page, {
      language,
      market: PLACES[language],
      async look(stop) {
        const name = `${String(names.length + 1).padStart(2, '0')}-${stop}`;
        for (const tone of ['light', 'dark']) {
          await page.evaluate((dark) => document.getElementById('phone').classList.toggle('dark', dark), tone === 'dark');
          await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
          await page.locator('#phone').screenshot({ path: join(out, language, `${name}-${tone}.png`), animations: 'disabled', caret: 'hide' });
        }
        await page.evaluate(() => document.getElementById('phone').classList.remove('dark'));
        names.push(name);
      },
    });
    // The same home on a narrow phone and on a tablet, and the whole desk.
    for (const [name, size] of [['desk', { width: 1440, height: 940 }], ['tablet', { width: 834, height: 1112 }], ['narrow', { width: 320, height: 640 }]]) {
      await page.setViewportSize(size);
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      await page.screenshot({ path: join(out, language, `${name}.png`), animations: 'disabled' });
    }
  } finally {
    await closeTab(page);
  }
  return names;
}

/** One page with all pictures of a language, as a picture. */
async function sheet(language, names, out) {
  const scale = 0.6;
  const figure = (name) => `<figure><figcaption>${name}</figcaption><div>${['light', 'dark'].map((tone) => `<img src="${language}/${name}-${tone}.png">`).join('')}</div></figure>`;
  const html = `<!doctype html><meta charset="utf-8"><style>
    body { margin: 24px; background: #d8d3ca; font: 600 14px system-ui, sans-serif; color: #222; display: flex; flex-wrap: wrap; gap: 24px; width: ${4 * (2 * WIDE * scale + 48)}px }
    figure { margin: 0 } figcaption { margin-bottom: 6px } figure div { display: flex; gap: 6px }
    img { width: ${WIDE * scale}px; max-height: ${HIGH * scale}px; object-fit: cover; object-position: top; border-radius: 18px; display: block }
  </style>${names.map(figure).join('')}`;
  const file = join(out, `sheet-${language}.html`);
  writeFileSync(file, html);
  const page = await (await browser()).newPage({ viewport: { width: 4 * (2 * WIDE * scale + 48) + 48, height: 800 } });
  await page.goto(pathToFileURL(file).href);
  await page.screenshot({ path: join(out, `sheet-${language}.png`), fullPage: true });
  await page.close();
}

async function main([folder, ...only]) {
  if (!folder) {
    console.error('which folder? node shots.mjs FOLDER [LANGUAGE...]');
    return 2;
  }
  if (missing) return 0;
  const out = resolve(folder);
  let count = 0;
  try {
    for (const language of Object.keys(PLACES)) {
      if (only.length > 0 && !only.includes(language)) continue;
      mkdirSync(join(out, language), { recursive: true });
      const names = await shoot(language, out);
      await sheet(language, names, out);
      count += names.length * 2;
      console.log(`shots: ${language}: ${names.length} states in light and dark, ${join(out, `sheet-${language}.png`)}`);
    }
    console.log(`shots: ${count} pictures in ${out}`);
    return 0;
  } finally {
    await closeBrowser();
    await stopAll();
  }
}

process.exitCode = await main(process.argv.slice(2));
