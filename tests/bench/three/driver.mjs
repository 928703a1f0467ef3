// Drives the page: says on one line what it draws on, then draws as many frames as each line of its input asks for.
//
// node driver.mjs MODEL CHROMIUM [PICTURE.png]

import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const [model, executablePath, picture] = process.argv.slice(2);
const here = fileURLToPath(new URL('.', import.meta.url));
const kinds = { html: 'text/html', js: 'text/javascript', glb: 'model/gltf-binary' };
const server = createServer(async (request, response) => {
  const { pathname } = new URL(request.url, 'http://127.0.0.1');
  const file = pathname === '/model.glb' ? model
    : pathname === '/page.html' ? `${here}page.html`
    : /^\/three\/[\w./-]+$/.test(pathname) && !pathname.includes('..') ? `${here}node_modules${pathname}` : undefined;
  try {
    const bytes = await readFile(file);
    response.writeHead(200, { 'content-type': kinds[file.split('.').pop()] ?? 'application/octet-stream' }).end(bytes);
  } catch {
    response.writeHead(404).end();
  }
}).listen(0, '127.0.0.1');
await new Promise((done) => server.once('listening', done));

const browser = await chromium.launch({
  executablePath,
  headless: true,
  args: [
    '--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist',
    '--force-color-profile=srgb', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync',
  ],
});
try {
  const page = await browser.newPage();
  page.on('pageerror', (error) => console.error(String(error)));
  await page.goto(`http://127.0.0.1:${server.address().port}/page.html`);
  await page.waitForFunction(() => window.about !== undefined, undefined, { timeout: 120_000 });
  console.log(JSON.stringify(await page.evaluate(() => window.about())));
  if (picture) {
    const url = await page.evaluate(() => window.picture());
    await writeFile(picture, Buffer.from(url.split(',')[1], 'base64'));
  }
  for await (const line of createInterface({ input: process.stdin })) {
    console.log(JSON.stringify(await page.evaluate((count) => window.frames(count), Number(line))));
  }
} finally {
  await browser.close();
  server.close();
}
