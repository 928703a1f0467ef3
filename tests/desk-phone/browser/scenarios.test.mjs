// Every journey of tests/scenarios, in all its places, by real clicks and typing on the page.

import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, test } from 'node:test';
import { parse } from 'smol-toml';
import { closeBrowser, closeTab, keep, missing, openTab } from './browser.mjs';
import { ROOT, freshPhone, stopAll } from './desk.mjs';
import { advance, clear, fault, perform, row, settle } from './hand.mjs';
import { atRest, pixels, quiet, said, see, until } from './see.mjs';

const FOLDER = join(ROOT, 'tests/scenarios');
const KNOWN = ['places', 'wallet', 'faults', 'painter', 'step'];
const STEPS = ['do', 'see', 'frame', 'fault', 'clear', 'order'];

/** A merchant's pictures and models, of which the lamp's model is none. */
const broken = mkdtempSync(join(tmpdir(), 'desk-assets-'));
after(async () => {
  await closeBrowser();
  await stopAll();
  rmSync(broken, { recursive: true, force: true });
});

/** What a phone needs for a journey beside the ordinary. */
function needs(name, scenario) {
  if (scenario.painter === false) return ['--still'];
  if (name !== 'broken-model') return [];
  cpSync(join(ROOT, 'assets/seed'), broken, { recursive: true });
  writeFileSync(join(broken, 'models/lamp.glb'), 'glTF, but not really');
  return ['--assets', broken];
}

/** What the page itself decides is looked at on the page: which rows of a list it holds. */
async function seeRows(page, first, facts, place) {
  await until(() => row(page, first), `${place}: row ${first} in sight`);
  const rest = Object.fromEntries(Object.entries(facts).filter(([path]) => path !== 'body.first' && !path.startsWith('body.rows.')));
  await see(page, rest, place);
}

async function frame(page, wanted, last, place) {
  if (wanted === 'none') {
    await until(async () => (await pixels(page)) === 'none', `${place}: no frame`);
    return 'none';
  }
  if (wanted === 'new') {
    await until(async () => {
      const now = await pixels(page);
      return now !== 'none' && now !== last;
    }, `${place}: other pixels than ${last}`);
  }
  const now = await atRest(page);
  if (wanted === 'same') assert.equal(now, last, `${place}: the very same picture`);
  else assert.notEqual(now, last, `${place}: other pixels`);
  return now;
}

async function run(name, scenario, language, market) {
  const { address } = await freshPhone(needs(name, scenario));
  const page = await openTab(address);
  try {
    await journey(page, name, scenario, language, market);
  } catch (error) {
    await keep(page, `${name}-${language}`);
    throw error;
  } finally {
    await closeTab(page);
  }
}

async function journey(page, name, scenario, language, market) {
  await settle(page, language, market);
  for (const text of scenario.faults ?? []) await fault(page, text);
  let last = 'none';
  for (const [at, step] of scenario.step.entries()) {
    const place = `${name} in ${language}/${market}, step ${at + 1}`;
    for (const key of Object.keys(step)) assert.ok(STEPS.includes(key), `${place}: knows ${key}`);
    try {
      if (step.fault) await fault(page, step.fault);
      if (step.clear) await clear(page, step.clear);
      if (step.order) await advance(page, step.order);
      if (step.do) await perform(page, step.do, { wallet: scenario.wallet });
    } catch (error) {
      throw new Error(`${place}: ${error.message}`, { cause: error });
    }
    if (step.do?.window) await seeRows(page, step.do.window.first, step.see ?? {}, place);
    else await see(page, step.see ?? {}, place);
    await said(page, place);
    if (step.frame) last = await frame(page, step.frame, last, place);
  }
  quiet(page, `${name} in ${language}/${market}`);
}

for (const file of readdirSync(FOLDER).filter((one) => one.endsWith('.toml')).sort()) {
  const name = basename(file, '.toml');
  const scenario = parse(readFileSync(join(FOLDER, file), 'utf8'));
  for (const key of Object.keys(scenario)) assert.ok(KNOWN.includes(key), `${file}: knows ${key}`);
  for (const [language, market] of scenario.places) {
    test(`${name} in ${language}/${market}`, { skip: missing }, async () => {
      await run(name, scenario, language, market);
      console.log(`page scenario: ${name} in ${language}/${market}: ${scenario.step.length} steps`);
    });
  }
}
