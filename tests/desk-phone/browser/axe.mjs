// What axe-core finds on a page that stands still.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Waits until nothing moves on the page but what turns for ever or counts down. */
export async function still(page) {
  // Layout follows the window and the letters in the next frames; what slides in is looked at once it stands.
  await page.evaluate(async () => {
    for (let i = 0; i < 2; i += 1) await new Promise((done) => requestAnimationFrame(done));
    const ends = document.getAnimations().filter((one) => one.effect.getComputedTiming().iterations !== Infinity && !one.effect.target?.closest('[data-countdown]')).map((one) => one.finished.catch(() => {}));
    await Promise.race([Promise.all(ends), new Promise((done) => setTimeout(done, 1_500))]);
  });
}

/** What axe-core finds; each as a line. Its script is run from outside, past the page's own policy, which forbids inline script. */
export async function violations(page, root) {
  await page.evaluate(AXE);
  return page.evaluate(async (selector) => {
    const found = await window.axe.run(selector ? document.querySelector(selector) : document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      resultTypes: ['violations'],
    });
    return found.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary?.split('\n').slice(1, 3).join(' ')}`));
  }, root);
}
