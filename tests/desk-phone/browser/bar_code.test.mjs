// The bar code of a product, drawn here and read by a decoder that is not ours, finds the product as what a camera reads does.

import zxing from '@zxing/library';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { perform } from './actions.mjs';
import { see } from './assertions.mjs';
import { closeBrowser, missing } from './browser.mjs';
import { ROOT, stopAll } from './desk.mjs';
import { modules, picture } from './ean13.mjs';
import { onFreshPhone } from './fixture.mjs';

const { BarcodeFormat, BinaryBitmap, DecodeHintType, HybridBinarizer, MultiFormatReader, RGBLuminanceSource } = zxing;
const ITEM = 'lamp-black';

after(async () => {
  await closeBrowser();
  await stopAll();
});

/** The number that the seed's feed has of the item. */
function gtin() {
  const feed = readFileSync(join(ROOT, 'assets/seed/feed.en.xml'), 'utf8');
  const item = feed.split('<item>').find((one) => one.includes(`<g:id>${ITEM}</g:id>`));
  return item.match(/<g:gtin>(\d{13})<\/g:gtin>/)[1];
}

/** Format and digits of what is on a picture; null where the decoder finds no code. */
function read({ grey, width, height }) {
  const bitmap = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(grey, width, height)));
  const formats = new Map([[DecodeHintType.POSSIBLE_FORMATS, [BarcodeFormat.EAN_13, BarcodeFormat.EAN_8, BarcodeFormat.CODE_128]]]);
  try {
    const result = new MultiFormatReader().decode(bitmap, formats);
    return [BarcodeFormat[result.getBarcodeFormat()], result.getText()];
  } catch (error) {
    if (error.name === 'NotFoundException') return null;
    throw error;
  }
}

test('an EAN-13 is drawn as it is read, and one whose check digit does not fit is none', () => {
  assert.equal(modules(gtin()).length, 95 + 11 + 7);
  // One of each first digit, which no bar says by itself.
  const numbers = ['0012345678905', '1234567890128', '2012345678903', '3012345678902', '4006381333931', '5901234123457', '6912345678902', '7612345678900', '8412345678905', gtin()];
  for (const digits of numbers) {
    for (const [at, view] of [{}, { lean: -0.1 }, { module: 2 }, { module: 5, lean: 0.2 }].entries()) {
      assert.deepEqual(read(picture(digits, { ...view, seed: at + 1 })), ['EAN_13', digits], JSON.stringify(view));
    }
    const other = `${digits.slice(0, -1)}${(Number(digits.at(-1)) + 1) % 10}`;
    assert.equal(read(picture(other)), null, other);
  }
});

test('the bar code of a product opens it', { skip: missing, timeout: 60_000 }, () => onFreshPhone('bar code', async (page) => {
  const [, text] = read(picture(gtin(), { seed: 7 }));
  await perform(page, { open_code: { text, scanned: true } });
  await see(page, { screen: 'product', 'body.key': ITEM, 'body.can_add': true }, 'the product of the bar code');
  // A digit that was read wrong is refused, and nothing else opens.
  await perform(page, { open_code: { text: text.replace(/.$/, (last) => `${(Number(last) + 1) % 10}`), scanned: true } });
  await see(page, { screen: 'product', 'body.key': ITEM, 'toast.text': '*' }, 'a number whose check digit does not fit');
}, { language: 'en', market: 'DE' }));
