// Every screen and state in every language: no text that does not fit, at usual and at double letters, in three widths; and axe-core clean.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { drawer, startApp } from './actions.mjs';
import { expectNoErrors, see, until } from './assertions.mjs';
import { still, violations } from './axe.mjs';
import { browser, closeBrowser, closeTab, missing, openTab, saveScreenshot } from './browser.mjs';
import { freshPhone, stopAll } from './desk.mjs';
import { onFreshPhone } from './fixture.mjs';
import { places } from './languages.mjs';
import { layoutFaults } from './overflow.mjs';
import { tour } from './tour.mjs';

after(async () => {
  await closeBrowser();
  await stopAll();
});

const PLACES = places().map(({ language, market }) => [language, market]);
const WIDTHS = [1280, 768, 390];
const SCALES = [1, 2];
const HIGH = { 1280: 900, 768: 1024, 390: 844 };

async function setScale(page, scale) {
  await page.evaluate((value) => {
    const range = document.querySelector('#drawer [name=scale]');
    range.value = value;
    range.dispatchEvent(new Event('change', { bubbles: true }));
  }, scale);
  await until(() => page.evaluate((wanted) => window.tradewind.phone.scale === wanted, scale), `letters of ${scale}`);
}

/** Goes through every screen and state on a phone of its own, and calls `look(page, stop)` at each. */
const onTour = (name, place, look) => onFreshPhone(name, (page) => tour(page, {
  language: place.language, market: place.market, look: (stop) => look(page, stop),
}), place);

for (const [language, market] of PLACES) {
  test(`no text overflows its box in ${language}/${market}`, { skip: missing }, async () => {
    const faults = [];
    let looks = 0;
    await onTour(`overflow-${language}`, { language, market }, async (page, stop) => {
      for (const scale of SCALES) {
        await setScale(page, scale);
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: HIGH[width] });
          await still(page);
          looks += 1;
          // At double letters on the narrowest window a word may be longer than a line.
          const found = (await layoutFaults(page, '#phone')).filter((one) => scale === 1 || !one.includes('broken in its middle'));
          if (found.length > 0) await saveScreenshot(page, `overflow-${language}-${stop}-${scale}-${width}`);
          faults.push(...found.map((one) => `${stop}, letters ${scale}, width ${width}: ${one}`));
        }
      }
      await setScale(page, 1);
      await page.setViewportSize({ width: 1280, height: 900 });
    });
    console.log(`overflow ${language}/${market}: ${looks} looks, ${faults.length} faults`);
    assert.deepEqual(faults, []);
  });
}

for (const [language, market] of [['en', 'US'], ['ar', 'AE']]) {
  test(`axe-core finds nothing in ${language}, light and dark`, { skip: missing }, async () => {
    const faults = [];
    let looks = 0;
    await onTour(`axe-${language}`, { language, market, reducedMotion: 'reduce' }, async (page, stop) => {
      for (const dark of [false, true]) {
        await page.evaluate((on) => document.getElementById('phone').classList.toggle('dark', on), dark);
        await still(page);
        looks += 1;
        // The whole page with the drawer once, then the phone alone.
        const found = await violations(page, stop === 'home' ? null : '#phone');
        faults.push(...found.map((one) => `${stop}, ${dark ? 'dark' : 'light'}: ${one}`));
      }
      await page.evaluate((on) => document.getElementById('phone').classList.toggle('dark', on), false);
    });
    console.log(`axe-core ${language}: ${looks} looks, ${faults.length} violations`);
    assert.deepEqual([...new Set(faults)], []);
  });
}

test('over a narrow phone the drawer opens, is axe-clean, works and closes', { skip: missing }, async () => {
  const { address } = await freshPhone();
  const page = await openTab(address, { viewport: { width: 390, height: 844 }, reducedMotion: 'reduce' });
  try {
    await startApp(page);
    await see(page, { screen: 'home', 'body.categories.0.name': '*' });
    assert.equal(await page.locator('#drawer').isVisible(), false, 'the phone fills the window');
    await page.locator('#drawer-toggle').click();
    await page.locator('#drawer').waitFor();
    assert.deepEqual(await violations(page, null), []);
    assert.deepEqual(await layoutFaults(page, '#drawer'), []);
    await drawer(page, 'network', 'offline');
    await see(page, { 'banners.0.text': '*' });
    await page.locator('#drawer-toggle').click();
    await page.locator('#drawer').waitFor({ state: 'hidden' });
    expectNoErrors(page, 'drawer');
  } finally {
    await closeTab(page);
  }
});

test('what looks for layout faults finds planted ones', { skip: missing }, async () => {
  const page = await (await browser()).newPage();
  const planted = {
    'cut': '<div style="width:80px;overflow:hidden;white-space:nowrap">far too long for its box</div>',
    'ellipsis': '<div style="width:80px;overflow:hidden;white-space:nowrap;text-overflow:ellipsis">far too long for its box</div>',
    'px of text': '<div style="width:60px">Unbreakableverylongword</div>',
    'lie on each other': '<div style="position:relative;height:40px"><span style="position:absolute;left:0">one text</span><span style="position:absolute;left:10px">another</span></div>',
    'out of <button': '<button style="width:50px;padding:0;white-space:nowrap">much longer than that</button>',
    'in a field': '<input style="width:60px" placeholder="a very long placeholder text">',
    'broken in its middle': '<div style="width:60px;overflow-wrap:anywhere">Beleuchtung</div>',
    'above or below': '<div style="height:20px;overflow:hidden;width:100px">three lines of text are certainly too many here</div>',
  };
  for (const [says, html] of Object.entries(planted)) {
    await page.setContent(`<div id="phone" style="width:390px">${html}</div>`);
    const found = await layoutFaults(page, '#phone');
    assert.ok(found.some((one) => one.includes(says)), `${says}: ${found}`);
  }
  await page.setContent('<div id="phone" style="width:390px"><button>Fits</button><p>Two lines of plain text that are broken where a line ends, as text is.</p><input placeholder="short"></div>');
  assert.deepEqual(await layoutFaults(page, '#phone'), []);
  await page.close();
});
