// Starts the desk phone's server on a folder of its own, ends it, and looks into the merchant's database.

import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const HERE = dirname(fileURLToPath(import.meta.url));
export const ROOT = resolve(HERE, '../../..');
/** How many independent phones one server has. */
export const PHONES = 4;
/** Among a server's options: its merchant takes every way to pay. Without it there is the sandbox wallet alone, and one button. */
export const EVERY_METHOD = 'every-method';
/** As the last of a server's options: another server than those without it, for journeys that leave its shows otherwise than they were. */
export const OWN_SHOWS = 'own-shows';
const STARTS_WITHIN = 60_000;

const running = new Set();
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));

/** The server's program, as it was built last. */
export function program() {
  const target = process.env.CARGO_TARGET_DIR ?? join(ROOT, 'target');
  const path = process.env.TRADEWIND_DESK_PHONE ?? join(target, 'debug/desk-phone');
  if (!existsSync(path)) throw new Error(`no ${path}; build it with: cargo build -p tradewind-desk-phone`);
  return path;
}

/** One server with its merchant and its phones. */
export class Desk {
  /** `options` go to the program, but for `EVERY_METHOD` and `OWN_SHOWS`: `['--still']`, `['--feed', FILE, '--market', 'DE']`. */
  static async start(options = []) {
    const desk = new Desk();
    desk.options = options;
    desk.folder = mkdtempSync(join(tmpdir(), 'desk-phone-'));
    desk.taken = 0;
    await desk.begin();
    return desk;
  }

  /** Begins on the folder as it is; true to the place it was at before. */
  async begin() {
    const options = this.options.filter((one) => one !== EVERY_METHOD && one !== OWN_SHOWS);
    if (!this.options.includes(EVERY_METHOD)) options.push('--one-method');
    const child = spawn(program(), ['--folder', this.folder, ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
    running.add(child);
    this.child = child;
    this.stderr = '';
    this.exit = new Promise((done) => child.once('exit', (code) => {
      running.delete(child);
      done(code);
    }));
    child.stderr.on('data', (data) => { this.stderr += data; });
    const line = new Promise((done, failed) => {
      let text = '';
      child.stdout.on('data', (data) => {
        text += data;
        if (text.includes('\n')) done(text.trim());
      });
      child.once('exit', (code) => failed(new Error(`the desk phone ended with ${code}: ${this.stderr}`)));
      setTimeout(() => failed(new Error(`the desk phone said nothing in ${STARTS_WITHIN} ms`)), STARTS_WITHIN).unref();
    });
    this.line = await line;
    const url = new URL(this.line);
    this.port = Number(url.port);
    this.token = url.pathname.split('/')[1];
  }

  /** The address of a phone. */
  address(number) {
    return `http://127.0.0.1:${this.port}/${this.token}/${number}/`;
  }

  /** The number of a phone that nobody used yet; 0 when there is none left. */
  fresh() {
    if (this.taken >= PHONES) return 0;
    this.taken += 1;
    return this.taken;
  }

  /** Ends the server as Ctrl-C and service managers do; the folder stays. */
  async end() {
    this.child.kill('SIGTERM');
    return this.exit;
  }

  /** Ends the server and forgets its folder. */
  async stop() {
    await this.end();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Rows of a query in the merchant's orders database, read while the server has it open. */
  ordersDatabase(query) {
    const script = 'import json,sqlite3,sys; db=sqlite3.connect("file:"+sys.argv[1]+"?mode=ro",uri=True); '
      + 'print(json.dumps(db.execute(sys.argv[2]).fetchall()))';
    const shop = this.options.includes('--feed') ? readShop(this.folder) : 'seed';
    const file = join(this.folder, shop, 'merchant/storefront.sqlite');
    const read = spawnSync('python3', ['-c', script, file, query], { encoding: 'utf8' });
    if (read.status !== 0) throw new Error(`the orders database cannot be read: ${read.stderr}`);
    return JSON.parse(read.stdout);
  }

  /** Orders in the merchant's database: `[id, checkout, lines]`, oldest first. */
  orders() {
    return this.ordersDatabase('SELECT id, checkout, lines FROM orders ORDER BY rowid');
  }
}

function readShop(folder) {
  return spawnSync('ls', [folder], { encoding: 'utf8' }).stdout.split('\n').find((name) => name.startsWith('feed-'));
}

const desks = new Map();

/**
 * A phone that nobody used yet, with the options given; servers are shared for as long as they have one. `off` wants one that was
 * never on: the first phone of a server is switched on with it.
 */
export async function freshPhone(options = [], off = false) {
  const key = options.join(' ');
  let desk = desks.get(key);
  let number = desk?.fresh() ?? 0;
  if (number === 0) {
    await desk?.stop();
    desk = await Desk.start(options);
    desks.set(key, desk);
    number = desk.fresh();
  }
  if (off && number === 1) number = desk.fresh();
  return { desk, number, address: desk.address(number) };
}

/** A phone at a server that nobody else has; who took it stops it. `off` as above. */
export async function ownPhone(options = [], off = false) {
  const desk = await Desk.start(options);
  let number = desk.fresh();
  if (off) number = desk.fresh();
  return { desk, number, address: desk.address(number) };
}

/** Ends all servers that [`freshPhone`] began. */
export async function stopAll() {
  for (const desk of desks.values()) await desk.stop();
  desks.clear();
}
