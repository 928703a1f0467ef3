// The preview on the page: its first frame soon, a finger turns it, sizes are labelled, versions have their colours.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { drag, openHome, perform, press } from './actions.mjs';
import { atRest, expectNoErrors, expectTexts, pixels, see, snapshot, until } from './assertions.mjs';
import { closeBrowser, closeTab, missing, openTab, saveScreenshot } from './browser.mjs';
import { freshPhone, stopAll } from './desk.mjs';

after(async () => {
  await closeBrowser();
  await stopAll();
});

const FIRST_FRAME_WITHIN = 2_000;

/** The mean colour in the middle of the picture. */
const colour = (page) => page.evaluate(() => {
  const canvas = document.getElementById('model-view');
  const [w, h] = [canvas.width, canvas.height];
  const { data } = canvas.getContext('2d').getImageData(w * 0.4, h * 0.4, w * 0.2, h * 0.2);
  const sum = [0, 0, 0];
  for (let at = 0; at < data.length; at += 4) for (let part = 0; part < 3; part += 1) sum[part] += data[at + part];
  return sum.map((one) => one / (data.length / 4));
});

const changed = (page, from, what) => until(async () => {
  const now = await pixels(page);
  return now !== from && now !== 'none';
}, what);

/** Opens the preview of a product on a phone that never drew; gives how long the first frame took, from the press, as the page sees it. */
async function openPreview(page) {
  await openHome(page, 'en', 'US');
  await perform(page, { open_product: { key: 'mug-indigo' } });
  await see(page, { screen: 'product', 'body.preview_label': '*' });
  await page.evaluate(() => {
    const button = [...document.querySelectorAll('#phone [data-intent]')].find((one) => one.dataset.intent === '"open_preview"');
    button.addEventListener('click', () => { window.openedAt = performance.now(); }, { capture: true, once: true });
    const watch = () => {
      if (document.querySelector('#model-view.drawn')) window.firstFrame = performance.now() - window.openedAt;
      else requestAnimationFrame(watch);
    };
    requestAnimationFrame(watch);
  });
  await press(page, 'open_preview');
  return until(() => page.evaluate(() => window.firstFrame), 'a first frame');
}

test('a product is turned, measured and chosen in the preview', { skip: missing }, async () => {
  let { address } = await freshPhone();
  let page = await openTab(address);
  try {
    // Other programs on the machine only make it slower: of three phones the quickest counts.
    let first = await openPreview(page);
    for (let round = 1; round < 3 && first >= FIRST_FRAME_WITHIN; round += 1) {
      console.log(`preview: first frame after ${Math.round(first)} ms, once more on another phone`);
      await closeTab(page);
      ({ address } = await freshPhone());
      page = await openTab(address);
      first = await openPreview(page);
    }
    console.log(`preview: first frame after ${Math.round(first)} ms`);
    assert.ok(first < FIRST_FRAME_WITHIN, `the first frame took ${first} ms`);
    await see(page, { screen: 'preview', 'body.phase': 'ready' });
    const front = await atRest(page);
    await page.evaluate(() => {
      const canvas = document.getElementById('model-view');
      window.front = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    });
    const { data, opaque } = await page.evaluate(() => {
      const canvas = document.getElementById('model-view');
      const all = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
      let filled = 0;
      for (let at = 3; at < all.length; at += 4) if (all[at] > 0) filled += 1;
      return { data: all.length / 4, opaque: filled };
    });
    assert.ok(opaque > data * 0.05, 'something is drawn');
    await expectTexts(page, 'preview');

    // A finger, a fling, the wheel, keys.
    await drag(page, 0.25, 0);
    await changed(page, front, 'a drag turns it');
    const turned = await atRest(page);
    await perform(page, { preview_release: { vx: -0.8, vy: 0 } });
    await until(async () => (await pixels(page)) !== turned, 'a fling goes on by itself');
    const flung = await atRest(page);
    assert.notEqual(flung, turned);
    await perform(page, { preview_zoom: { factor: 1.4 } });
    await changed(page, flung, 'the wheel comes closer');
    const close = await atRest(page);
    await page.locator('#model-view').focus();
    await page.keyboard.press('ArrowRight');
    await changed(page, close, 'an arrow key turns it');
    const keyed = await atRest(page);
    await page.keyboard.press('+');
    await changed(page, keyed, 'plus comes closer');
    await atRest(page);
    await press(page, 'preview_reset');
    // Back to the first look: no point differs by more than what a rounding makes.
    const apartFromFront = () => page.evaluate(() => {
      const { width, height, data } = window.front;
      const canvas = document.getElementById('model-view');
      if (canvas.width !== width || canvas.height !== height) return `${canvas.width}x${canvas.height}, not ${width}x${height}`;
      const now = canvas.getContext('2d').getImageData(0, 0, width, height).data;
      let most = 0;
      let sum = 0;
      for (let at = 0; at < now.length; at += 1) {
        const apart = Math.abs(now[at] - data[at]);
        most = Math.max(most, apart);
        sum += apart;
      }
      return { most, mean: sum / now.length };
    });
    await until(async () => (await apartFromFront()).mean < 0.05, async () => `back to the first look: ${JSON.stringify(await apartFromFront())}`);

    // Sizes: lines in the picture, their labels on it.
    await press(page, { preview_size: { shown: true } });
    await see(page, { 'body.sizes_shown': true, 'body.labels.0.text': '*' });
    await expectTexts(page, 'sizes');
    const labels = await page.evaluate(() => {
      const view = document.getElementById('model-view').getBoundingClientRect();
      return [...document.querySelectorAll('.labels li')].map((one) => {
        const box = one.getBoundingClientRect();
        return { atEdge: box.left <= view.left + 12 || box.right >= view.right - 12, inside: box.left >= view.left - 40 && box.right <= view.right + 40 && box.top >= view.top - 40 && box.bottom <= view.bottom + 40,
          x: (box.left + box.width / 2 - view.left) / view.width, y: (box.top + box.height / 2 - view.top) / view.height };
      });
    });
    const { body } = await snapshot(page);
    assert.equal(labels.length, body.labels.length);
    labels.forEach((one, at) => {
      assert.ok(one.inside, `label ${at} is on the picture`);
      // Where its line ends at the picture's edge, a label is moved in so that all of it is seen.
      const there = one.atEdge || Math.abs(one.x - body.labels[at].x) < 0.03;
      assert.ok(there && Math.abs(one.y - body.labels[at].y) < 0.03, `label ${at} stands at its line: ${JSON.stringify([one, body.labels[at]])}`);
    });
    await press(page, { preview_size: { shown: false } });
    await see(page, { 'body.sizes_shown': false, 'body.labels': '' });

    // Versions: another colour in the middle of the picture.
    await atRest(page);
    const indigo = await colour(page);
    await press(page, { preview_variant: { key: 'mug-celadon' } });
    await see(page, { 'body.key': 'mug-celadon', 'body.phase': 'ready' });
    await changed(page, front, 'another version');
    await atRest(page);
    const celadon = await colour(page);
    const apart = Math.hypot(...indigo.map((one, at) => one - celadon[at]));
    assert.ok(apart > 15, `the colour changes: ${indigo} to ${celadon}`);
    console.log(`preview: indigo ${indigo.map(Math.round)}, celadon ${celadon.map(Math.round)}`);
    expectNoErrors(page, 'preview');
  } catch (error) {
    await saveScreenshot(page, 'preview');
    throw error;
  } finally {
    await closeTab(page);
  }
});
