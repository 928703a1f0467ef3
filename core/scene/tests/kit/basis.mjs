// Makes `etc1s.ktx2`, `uastc.ktx2` and `plain.ktx2` beside it, with Binomial's encoder: a picture of code, compressed.
// Run once by hand, in a folder with this package:
//   npm i ktx2-encoder@0.6.0
//   node basis.mjs core/scene/tests/kit

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeToKTX2 } from 'ktx2-encoder';

const SIDE = 64;
/** Red grows to the right, green downwards; a disc is blue; alpha is a ramp within the disc. `tests/basis.rs` has the same. */
const data = new Uint8Array(SIDE * SIDE * 4);
for (let y = 0; y < SIDE; y++) {
  for (let x = 0; x < SIDE; x++) {
    const disc = Math.hypot(x - 31.5, y - 31.5) < 20;
    data.set([x * 4, y * 4, disc ? 200 : 30, disc ? 128 + x : 255], (y * SIDE + x) * 4);
  }
}
const imageDecoder = async () => ({ data, width: SIDE, height: SIDE });
const encode = (options) => encodeToKTX2(new Uint8Array(4), { imageDecoder, generateMipmap: true, isKTX2File: true, ...options });
writeFileSync(join(process.argv[2], 'etc1s.ktx2'), await encode({ isUASTC: false, qualityLevel: 255, compressionLevel: 2 }));
writeFileSync(join(process.argv[2], 'uastc.ktx2'), await encode({ isUASTC: true, needSupercompression: true }));
writeFileSync(join(process.argv[2], 'plain.ktx2'), await encode({ isUASTC: true, needSupercompression: false, isSetKTX2SRGBTransferFunc: false }));
