// The sandbox merchant with its show, and with nginx and nchan beside it, as a process of its own.

import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ROOT, program } from './desk.mjs';

const STARTS_WITHIN = 30_000;
const TOKEN = 'listeners';

const running = new Set();
process.on('exit', () => running.forEach((child) => child.kill('SIGTERM')));

export class ShowShop {
  /** Starts one; text where it cannot be, as where there is no nginx with nchan. */
  static async start() {
    const path = join(dirname(program()), 'tradewind-storefront');
    if (!existsSync(path)) throw new Error(`no ${path}; build it with: cargo build -p tradewind-storefront`);
    const shop = new ShowShop();
    shop.folder = mkdtempSync(join(tmpdir(), 'show-shop-'));
    const assets = join(ROOT, 'assets');
    const child = spawn(path, ['--show', join(assets, 'show'), '--assets', assets, '--nchan', shop.folder, '--sandbox-token', TOKEN],
      { stdio: ['ignore', 'pipe', 'pipe'] });
    running.add(child);
    shop.child = child;
    let said = '';
    child.stderr.on('data', (data) => { said += data; });
    shop.ended = new Promise((done) => child.once('exit', () => {
      running.delete(child);
      done();
    }));
    const line = await new Promise((done) => {
      let text = '';
      child.stdout.on('data', (data) => {
        text += data;
        if (text.includes('\n')) done(text.trim());
      });
      child.once('exit', () => done(null));
      setTimeout(() => done(null), STARTS_WITHIN).unref();
    });
    if (line === null) {
      await shop.stop();
      if (said.includes('no nginx with nchan')) return said.replace('tradewind-storefront: ', '').trim();
      throw new Error(`the merchant did not start: ${said}`);
    }
    shop.base = line;
    return shop;
  }

  /** The running show in a market, as it is listed. */
  async show(market) {
    const { sessions } = await (await fetch(`${this.base}/live/sessions?country=${market}`)).json();
    return sessions.find(({ state }) => state === 'running');
  }

  /** The host does something; gives the number of what was said. */
  async host(show, deed) {
    const answer = await fetch(`${this.base}/_sandbox/live/${show}`, { method: 'POST', headers: { 'x-sandbox-token': TOKEN }, body: JSON.stringify(deed) });
    const { seq } = await answer.json();
    if (answer.status !== 200) throw new Error(`${JSON.stringify(deed)} is answered ${answer.status}`);
    return seq;
  }

  /** How many hear the shop's own event streams. */
  async streams() {
    const { sessions } = await (await fetch(`${this.base}/_sandbox/live`, { headers: { 'x-sandbox-token': TOKEN } })).json();
    return sessions[0].streams;
  }

  /** nginx's process. */
  get hub() {
    return Number(readFileSync(join(this.folder, 'nginx.pid'), 'utf8'));
  }

  async stop() {
    this.child.kill('SIGTERM');
    await this.ended;
    rmSync(this.folder, { recursive: true, force: true });
  }
}
