// The page's script has no business logic: no currency, date, plural or price code, and no word that a person reads. A test reads it.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { HERE } from './desk.mjs';
import { faults } from './lint.mjs';

const PAGE = join(HERE, '../page');
const scripts = ['', 'screens'].flatMap((folder) => readdirSync(join(PAGE, folder)).filter((name) => name.endsWith('.js')).map((name) => join(folder, name)));

test('the page’s script holds no currency, date, plural or price code and no shown literal', () => {
  assert.ok(scripts.length >= 10, `${scripts}`);
  const found = scripts.flatMap((name) => faults(readFileSync(join(PAGE, name), 'utf8')).map((fault) => `${name}: ${fault}`));
  console.log(`script: ${scripts.length} files read, ${found.length} faults`);
  assert.deepEqual(found, []);
});

test('the page’s hls.js is the one that is pinned', () => {
  const pinned = readFileSync(join(HERE, 'node_modules/hls.js/dist/hls.min.js'));
  assert.ok(pinned.equals(readFileSync(join(PAGE, 'vendor/hls.min.js'))), 'copy it again from the package');
});

test('what reads the script finds planted business logic', () => {
  const planted = [
    'const price = new Intl.NumberFormat("de").format(1);',
    'el.dataset.x = value.toLocaleString();',
    'const now = new Date();',
    'shown.value = amount.toFixed(2);',
    'const n = parseFloat(one.price);',
    'const sum = one.price + other;',
    'const cents = one.price.replace(",", ".");',
    "el.textContent = 'Add to cart';",
    'el.textContent = `Add ${n} to cart`;',
    "el.title = 'close';",
    "el.textContent = many > 1 ? 'items' : 'item';",
    "const button = h('button', { type: 'button', 'aria-label': 'close' });",
    "const p = h('p', {}, 'pay');",
    "const p = h('p', { class: 'fine' }, one.title, ' in stock');",
    "const p = h('p', null, `${n} items`);",
    "const p = h('span', { class: one.a ? 'x' : 'y' }, icon('check'), one.here && 'here');",
    "const p = h('ul', {}, all.length ? [h('li', {}, 'one')] : []);",
    "h('input', { placeholder: `${n} results` });",
    "field.setAttribute('aria-label', 'search');",
    "const unit = 'EUR';",
    "const sign = '€';",
    "const words = 'Many items';",
    "if (snap.language === 'ar') flip();",
    "const text = '合計';",
    "node.append('more');",
    'const rows = all.sort((a, b) => a.at - b.at);',
    "const note = 'your cart is empty.';",
  ];
  for (const text of planted) assert.notDeepEqual(faults(text), [], text);
  const good = [
    "const p = h('p', { class: 'fine' }, one.title);",
    "const p = h('p', { key: 'a', class: `notice ${one.tone}`, role: 'alert', 'aria-label': one.word }, tone(one.tone));",
    "const p = h('p', {}, one.many ? h('b', { class: 'wide' }, one.text) : icon('check'));",
    "el.classList.toggle('dark', next.dark); // Says nothing in English.",
    "if (event.key === 'Escape') answer('cancel');",
    "const at = /\\/(\\d+)\\/?$/.exec(path)?.[1] ?? '1';",
    "send({ edit_buyer: { field: edit.slice('buyer.'.length), value: target.value } });",
    'throw new Error(kind);',
  ];
  for (const text of good) assert.deepEqual(faults(text), [], text);
});

test('the page itself has no word inside the phone and nothing inline', () => {
  const html = readFileSync(join(PAGE, 'index.html'), 'utf8');
  assert.doesNotMatch(html, /<script(?![^>]*\bsrc=)/, 'no inline script');
  assert.doesNotMatch(html, /\sstyle="|\son\w+="/, 'no inline style, no handler');
  assert.doesNotMatch(html, /https?:\/\/(?!www\.w3\.org)/, 'nothing from elsewhere');
  const phone = html.slice(html.indexOf('<div id="phone"'), html.indexOf('<button type="button" id="drawer-toggle"'));
  // A phone's own launcher says what it is; everything else in it is the app's.
  const app = phone.replace(/<(\w+) id="launcher"[\s\S]*?<\/\1>/, '');
  assert.notEqual(app, phone);
  assert.equal(app.replace(/<[^>]*>/g, ' ').trim(), '');
});

test('the page’s style puts no words beside those of the snapshot', () => {
  for (const name of readdirSync(PAGE).filter((one) => one.endsWith('.css'))) {
    const css = readFileSync(join(PAGE, name), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
    for (const [, content] of css.matchAll(/(?<![-\w])content\s*:\s*([^;}]+)/g)) {
      assert.match(content.trim(), /^(''|""|none|normal|"[^\p{L}\p{N}]*"|'[^\p{L}\p{N}]*')$/u, `${name}: content: ${content}`);
    }
  }
});
