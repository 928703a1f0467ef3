// Who may speak to the server: only its own pages, by its own name, with the token; and what it serves: only its own files.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { after, before, test } from 'node:test';
import { Desk } from './desk.mjs';

let desk = null;
before(async () => { desk = await Desk.start(); });
after(() => desk.stop());

/** A request as it is, the path unmended. */
function ask(path, headers = {}, method = 'GET') {
  return new Promise((done, failed) => {
    const sent = request({ host: '127.0.0.1', port: desk.port, path, method, headers, setHost: headers.Host === undefined }, (answer) => {
      let body = '';
      answer.on('data', (data) => { body += data; });
      answer.on('end', () => done({ status: answer.statusCode, headers: answer.headers, body }));
    });
    sent.on('error', failed);
    sent.on('upgrade', (answer, socket) => {
      socket.destroy();
      done({ status: answer.statusCode, headers: answer.headers, body: '' });
    });
    sent.end();
  });
}

const own = () => ({ Host: `127.0.0.1:${desk.port}` });
const upgrade = (origin) => ({
  ...own(), Connection: 'Upgrade', Upgrade: 'websocket', 'Sec-WebSocket-Version': '13', 'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==', ...(origin && { Origin: origin }),
});

test('the page is there for whoever has the address', async () => {
  const page = await ask(`/${desk.token}/1/`, own());
  assert.equal(page.status, 200);
  assert.match(page.headers['content-type'], /^text\/html/);
  assert.match(page.headers['content-security-policy'], /^default-src 'self'/);
  assert.doesNotMatch(page.headers['content-security-policy'], /unsafe/);
  assert.match(page.headers['content-security-policy'], /connect-src 'self' http:\/\/127\.0\.0\.1:\d+; media-src blob: data: http:\/\/127\.0\.0\.1:\d+;/, 'shows are the merchant’s alone');
  assert.match(page.headers['content-security-policy'], /frame-src http:\/\/127\.0\.0\.1:\d+;/, 'frames are the merchant’s alone');
  assert.equal(page.headers['x-content-type-options'], 'nosniff');
  assert.equal(page.headers['referrer-policy'], 'no-referrer');
  assert.doesNotMatch(page.body, /<script(?![^>]*\bsrc=)|\son\w+=|style=/, 'nothing inline');
  assert.equal((await ask(`/${desk.token}/1/ws`, upgrade(`http://127.0.0.1:${desk.port}`))).status, 101);
});

test('a wrong token, or none, finds nothing', async () => {
  const flipped = desk.token.slice(0, -1) + (desk.token.endsWith('0') ? '1' : '0');
  for (const token of [flipped, desk.token.slice(1), desk.token + '0', `${desk.token.slice(0, 31)}X`, '0'.repeat(32), '', '%00', 'x']) {
    for (const rest of ['1/', '1/ws', '1/page/app.js', '1/image?key=a&w=1&h=1']) {
      const headers = rest.endsWith('ws') ? upgrade(`http://127.0.0.1:${desk.port}`) : own();
      const { status, body } = await ask(`/${token}/${rest}`, headers);
      assert.equal(status, 404, `/${token}/${rest}`);
      assert.equal(body, '');
    }
  }
  for (const path of ['/', '/favicon.ico', '/1/', '//', `/${desk.token}`, `/${desk.token}/0/`, `/${desk.token}/5/`, `/${desk.token}/1`]) {
    assert.ok([404, 307].includes((await ask(path, own())).status), path);
  }
});

test('another name, and another site’s page, are refused', async () => {
  for (const host of ['evil.example', `evil.example:${desk.port}`, `127.0.0.1:${desk.port + 1}`, `127.0.0.1.evil.example:${desk.port}`, `localhost.evil.example:${desk.port}`, '127.0.0.1', '', 'localhost']) {
    assert.equal((await ask(`/${desk.token}/1/`, { Host: host })).status, 403, `Host: ${host}`);
  }
  for (const origin of ['http://evil.example', 'null', `https://127.0.0.1:${desk.port}`, `http://127.0.0.1:${desk.port + 1}`, `http://localhost:${desk.port}`, 'http://127.0.0.1', `http://127.0.0.1:${desk.port}.evil.example`]) {
    assert.equal((await ask(`/${desk.token}/1/`, { ...own(), Origin: origin })).status, 403, `Origin: ${origin}`);
    assert.equal((await ask(`/${desk.token}/1/ws`, upgrade(origin))).status, 403, `ws from ${origin}`);
  }
  assert.equal((await ask(`/${desk.token}/1/ws`, upgrade(null))).status, 403, 'a socket without an origin is no page');
});

test('no file but the page’s own is served', async () => {
  const variants = ['../Cargo.toml', '..%2fCargo.toml', '%2e%2e/Cargo.toml', '%2e%2e%2fsrc%2fserver.rs', '....//Cargo.toml', '..\\Cargo.toml', '..%5cCargo.toml', '/etc/passwd', '%2fetc%2fpasswd',
    '../../../../../../etc/passwd', '..%252f..%252fCargo.toml', 'app.js/../../Cargo.toml', 'app.js%00.html', 'screens/../../src/main.rs', 'screens/..%2f..%2fsrc%2fmain.rs', 'screens/%2e%2e/%2e%2e/Cargo.toml', '.', '..', '', 'screens', 'screens/'];
  const canary = readFileSync(new URL('../Cargo.toml', import.meta.url), 'utf8').slice(0, 40);
  for (const name of variants) {
    for (const base of [`/${desk.token}/1/page/`, `/${desk.token}/1/`, `/${desk.token}/1/page/screens/`]) {
      if (base.endsWith('/1/') && ['', '.', '..'].includes(name)) continue;
      const { status, body } = await ask(base + name, own());
      assert.ok(!body.includes(canary) && !body.includes('root:'), `${base}${name} gives a file away`);
      assert.ok([400, 403, 404].includes(status) || /^(\.|screens\/?)?$/.test(name), `${base}${name}: ${status}`);
    }
  }
  for (const method of ['POST', 'PUT', 'DELETE']) assert.equal((await ask(`/${desk.token}/1/`, own(), method)).status, 405, method);
});

test('it listens on loopback alone', async () => {
  const hex = desk.port.toString(16).toUpperCase().padStart(4, '0');
  const listening = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((file) => {
    try {
      return readFileSync(file, 'utf8').split('\n').slice(1).map((line) => line.trim().split(/\s+/)).filter((part) => part[3] === '0A' && part[1]?.endsWith(`:${hex}`));
    } catch {
      return [];
    }
  });
  assert.deepEqual(listening.map((part) => part[1]), [`0100007F:${hex}`], 'listens on 127.0.0.1 and nowhere else');
  const others = Object.values(networkInterfaces()).flat().filter((one) => !one.internal && one.family === 'IPv4');
  for (const { address } of others) {
    const reached = await new Promise((done) => {
      const socket = connect({ host: address, port: desk.port, timeout: 2_000 });
      socket.on('connect', () => { socket.destroy(); done(true); });
      socket.on('error', () => done(false));
      socket.on('timeout', () => { socket.destroy(); done(false); });
    });
    assert.equal(reached, false, `${address} answers`);
  }
});
