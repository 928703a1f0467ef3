// Makes `meshopt.bin`, `meshopt.glb`, `draco.glb` and `plain.glb` beside it, with the reference encoders: a mesh of code, written plainly and compressed.
// Run once by hand, in a folder with these packages:
//   npm i @gltf-transform/core@4.5.1 @gltf-transform/extensions@4.5.1 @gltf-transform/functions@4.5.1 meshoptimizer@1.3.0 draco3dgltf@1.5.7
//   node compressed.mjs core/scene/tests/kit

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Document, NodeIO } from '@gltf-transform/core';
import { ALL_EXTENSIONS } from '@gltf-transform/extensions';
import { draco, meshopt } from '@gltf-transform/functions';
import { MeshoptDecoder, MeshoptEncoder } from 'meshoptimizer';
import draco3d from 'draco3dgltf';

const out = process.argv[2];
await Promise.all([MeshoptDecoder.ready, MeshoptEncoder.ready]);

/** A plain generator: the same numbers each time. */
let state = 7;
const random = () => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state / 2 ** 32;
};

// Records of `meshopt.bin`: mode, filter, version, stride, count and length as little-endian 32-bit numbers, then the encoded bytes and
// what the reference decoder makes of them.
const MODES = ['ATTRIBUTES', 'TRIANGLES', 'INDICES'];
const FILTERS = ['NONE', 'OCTAHEDRAL', 'QUATERNION', 'EXPONENTIAL', 'COLOR'];
const records = [];
const record = (mode, filter, version, stride, count, encoded) => {
  const decoded = new Uint8Array(count * stride);
  MeshoptDecoder.decodeGltfBuffer(decoded, count, stride, encoded, mode, filter);
  const head = new Uint32Array([MODES.indexOf(mode), FILTERS.indexOf(filter), version, stride, count, encoded.length]);
  records.push(Buffer.from(head.buffer), Buffer.from(encoded), Buffer.from(decoded));
};
for (const version of [0, 1]) {
  for (const [stride, count] of [[4, 1], [4, 16], [8, 17], [12, 300], [20, 50], [256, 5]]) {
    const bytes = new Uint8Array(count * stride);
    const kind = Math.floor(random() * 3);
    for (let at = 0; at < bytes.length; at++) {
      const element = Math.floor(at / stride);
      bytes[at] = [element * (at % stride), random() * 256, at % 3 ? element >> 2 : random() * 4][kind];
    }
    record('ATTRIBUTES', 'NONE', version, stride, count, MeshoptEncoder.encodeGltfBuffer(bytes, count, stride, 'ATTRIBUTES', version));
  }
  const floats = new Float32Array(Array.from({ length: 240 }, (_, at) => Math.sin(at / 7) * 3 + random() / 100));
  const unit = new Float32Array(Array.from({ length: 60 }, () => {
    const v = [random() - 0.5, random() - 0.5, random() - 0.5, random() - 0.5];
    const length = Math.hypot(...v);
    return v.map((x) => x / length);
  }).flat());
  const parts = new Float32Array(Array.from({ length: 240 }, () => random()));
  for (const [filter, filtered, stride, count] of [
    ['OCTAHEDRAL', MeshoptEncoder.encodeFilterOct(unit, 60, 4, 8), 4, 60],
    ['OCTAHEDRAL', MeshoptEncoder.encodeFilterOct(unit, 60, 8, 12), 8, 60],
    ['QUATERNION', MeshoptEncoder.encodeFilterQuat(unit, 60, 8, 12), 8, 60],
    ['EXPONENTIAL', MeshoptEncoder.encodeFilterExp(floats, 80, 12, 15), 12, 80],
    ['COLOR', MeshoptEncoder.encodeFilterColor(parts, 60, 4, 8), 4, 60],
    ['COLOR', MeshoptEncoder.encodeFilterColor(parts, 60, 8, 12), 8, 60],
  ]) {
    record('ATTRIBUTES', filter, version, stride, count, MeshoptEncoder.encodeGltfBuffer(filtered, count, stride, 'ATTRIBUTES', version));
  }
}
const corners = new Uint32Array(Array.from({ length: 300 }, (_, at) => Math.floor(at / 3) + [0, 1, 2][at % 3] + (random() < 0.1 ? 40 : 0)));
for (const [stride, array] of [[2, new Uint16Array(corners)], [4, corners]]) {
  const bytes = new Uint8Array(array.buffer);
  for (const mode of ['TRIANGLES', 'INDICES']) {
    record(mode, 'NONE', 1, stride, corners.length, MeshoptEncoder.encodeGltfBuffer(bytes, corners.length, stride, mode, 1));
  }
}
writeFileSync(join(out, 'meshopt.bin'), Buffer.concat(records));

/** A bent tube of 12 x 24 quads with all attributes that a product has. */
function tube() {
  const document = new Document();
  const buffer = document.createBuffer();
  const [around, along] = [12, 24];
  const positions = [], normals = [], uvs = [], colours = [], indices = [];
  for (let j = 0; j <= along; j++) {
    for (let i = 0; i <= around; i++) {
      const [a, b] = [(i / around) * Math.PI * 2, (j / along) * Math.PI];
      const normal = [Math.cos(a) * Math.cos(b), Math.cos(a) * Math.sin(b), Math.sin(a)];
      positions.push(0.1 * Math.cos(b) + 0.03 * normal[0], 0.1 * Math.sin(b) + 0.03 * normal[1], 0.03 * normal[2]);
      normals.push(...normal);
      uvs.push(i / around, j / along);
      colours.push(j / along, i / around, 0.5, 1);
    }
  }
  for (let j = 0; j < along; j++) {
    for (let i = 0; i < around; i++) {
      const at = j * (around + 1) + i;
      indices.push(at, at + around + 1, at + 1, at + 1, at + around + 1, at + around + 2);
    }
  }
  const accessor = (type, array) => document.createAccessor().setType(type).setArray(array).setBuffer(buffer);
  const primitive = document.createPrimitive()
    .setAttribute('POSITION', accessor('VEC3', new Float32Array(positions)))
    .setAttribute('NORMAL', accessor('VEC3', new Float32Array(normals)))
    .setAttribute('TEXCOORD_0', accessor('VEC2', new Float32Array(uvs)))
    .setAttribute('COLOR_0', accessor('VEC4', new Float32Array(colours)))
    .setIndices(accessor('SCALAR', new Uint16Array(indices)));
  document.createScene().addChild(document.createNode('tube').setMesh(document.createMesh().addPrimitive(primitive)));
  return document;
}

const io = new NodeIO().registerExtensions(ALL_EXTENSIONS).registerDependencies({
  'meshopt.encoder': MeshoptEncoder,
  'meshopt.decoder': MeshoptDecoder,
  'draco3d.encoder': await draco3d.createEncoderModule(),
  'draco3d.decoder': await draco3d.createDecoderModule(),
});
const write = async (name, document) => writeFileSync(join(out, name), await io.writeBinary(document));
await write('plain.glb', tube());
const squeezed = tube();
await squeezed.transform(meshopt({ encoder: MeshoptEncoder, level: 'medium' }));
await write('meshopt.glb', squeezed);
for (const [name, method] of [['draco.glb', 'edgebreaker'], ['draco-sequential.glb', 'sequential']]) {
  const document = tube();
  await document.transform(draco({ method }));
  await write(name, document);
}
