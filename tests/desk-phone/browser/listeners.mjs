// Many who listen to a show from one process, a look at the page beside them, and what both cost.

import { readFileSync } from 'node:fs';
import { Agent, get } from 'node:http';

/** So many connect at once: a hub takes them by its backlog. */
const AT_ONCE = 100;
/** Between two reports of the player its picture's moment is reckoned, as exactly as this, in ms. */
export const RECKONED = 100;
/** Clock ticks of /proc in a second (`getconf CLK_TCK`, the same on every Linux that Debian is built for). */
const TICKS = 100;

/** The part of sorted numbers under which `share` of 100 lie, by the nearest rank. */
export const percentile = (sorted, share) => sorted[Math.max(0, Math.ceil((sorted.length * share) / 100) - 1)];

export const sorted = (numbers) => [...numbers].sort((one, other) => one - other);

/** `p50 3 ms, p99 12 ms, most 15 ms of 250`. */
export function spread(numbers) {
  const all = sorted(numbers);
  const ms = (value) => `${Math.round(value)} ms`;
  return `p50 ${ms(percentile(all, 50))}, p99 ${ms(percentile(all, 99))}, most ${ms(all.at(-1))} of ${all.length}`;
}

/** How many files this process may have open; node has raised it to what the system allows. */
export function openFiles() {
  const line = /^Max open files\s+(\d+|unlimited)/m.exec(readFileSync('/proc/self/limits', 'utf8'));
  return line[1] === 'unlimited' ? Infinity : Number(line[1]);
}

/** What a process holds and has spent: resident kilobytes, and seconds of the processor. */
export function usage(pid) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  // The second field is a name in brackets, which may have spaces in it.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return { kilobytes: Number(/^VmRSS:\s+(\d+)/m.exec(status)[1]), seconds: (Number(fields[11]) + Number(fields[12])) / TICKS };
}

/** Connections to one event stream. `heard` has, by the number of what was said, when each connection had it (Unix milliseconds). */
export class Listeners {
  constructor(url) {
    this.url = url;
    this.agent = new Agent({ keepAlive: false, maxSockets: Infinity });
    this.open = [];
    this.heard = new Map();
    /** The moment of the picture that each number belongs to. */
    this.moments = new Map();
    /** Connections that ended by themselves, and why. */
    this.lost = [];
  }

  /** Opens so many, each with an answer. */
  async connect(count) {
    while (this.open.length < count) {
      const now = Math.min(AT_ONCE, count - this.open.length);
      this.open.push(...await Promise.all(Array.from({ length: now }, () => this.one())));
    }
  }

  one() {
    return new Promise((done, failed) => {
      const request = get(this.url, { agent: this.agent, headers: { accept: 'text/event-stream' } }, (response) => {
        if (response.statusCode !== 200) {
          failed(new Error(`${this.url} answers ${response.statusCode}`));
          return;
        }
        let rest = '';
        response.setEncoding('utf8');
        response.on('data', (text) => {
          const now = Date.now();
          const lines = (rest + text).split('\n');
          rest = lines.pop();
          for (const line of lines) this.line(line, now);
        });
        response.on('close', () => this.closing || this.lost.push('closed'));
        done(request);
      });
      request.on('error', (error) => {
        if (!this.closing) this.lost.push(error.code);
        failed(error);
      });
    });
  }

  line(line, now) {
    const found = /^data: .*"seq":(\d+)(?:,"at":(\d+))?/.exec(line);
    if (!found) return;
    const seq = Number(found[1]);
    if (!this.heard.has(seq)) this.heard.set(seq, []);
    if (found[2]) this.moments.set(seq, Number(found[2]));
    this.heard.get(seq).push(now);
  }

  /** How often a number was heard, by all together. */
  times(seq) {
    return this.heard.get(seq)?.length ?? 0;
  }

  /** Bytes that the first of them was sent so far, with the answer's head. */
  get bytes() {
    return this.open[0]?.socket?.bytesRead ?? 0;
  }

  close() {
    this.closing = true;
    this.open.forEach((request) => request.destroy());
    this.agent.destroy();
  }
}

/**
 * Notes on the page where its picture says that it is, and when each card of the show was painted: after the frame that has it was made
 * (a task behind the frame's own). Times are Unix milliseconds of this machine's one clock.
 */
export async function watchCards(page) {
  await page.evaluate(() => {
    const seen = (window.watched = { reports: [], cards: {} });
    const { send } = WebSocket.prototype;
    WebSocket.prototype.send = function noted(data) {
      if (typeof data === 'string' && data.startsWith('{"live_position"')) {
        const { programme_ms: programme, playing } = JSON.parse(data).live_position;
        seen.reports.push({ at: Date.now(), programme, playing });
      }
      return send.call(this, data);
    };
    const look = () => {
      const button = [...document.querySelectorAll('.show-card [data-intent]')].find((one) => one.dataset.intent.includes('add_live_card'));
      const key = button && JSON.parse(button.dataset.intent).add_live_card.key;
      if (!key || seen.cards[key] === 0 || seen.cards[key] > 0) return;
      seen.cards[key] = 0;
      requestAnimationFrame(() => setTimeout(() => { seen.cards[key] = Date.now(); }));
    };
    new MutationObserver(look).observe(document.getElementById('phone'), { subtree: true, childList: true, attributes: true });
  });
}

/** What `watchCards` noted: `cards` are those that were painted, by their keys. */
export async function cardsSeen(page) {
  const { reports, cards } = await page.evaluate(() => window.watched);
  return { reports, cards: new Map(Object.entries(cards).filter(([, at]) => at > 0)) };
}

/**
 * When the picture came to a moment, by what the player said of itself: between two reports it goes on as it went. Null where it has not
 * come to it. A picture that was there already was so at once.
 */
export function cameTo(reports, moment) {
  const dated = reports.filter(({ programme }) => programme !== null);
  for (const [place, { at, programme, playing }] of dated.entries()) {
    if (programme >= moment) return at;
    const next = dated[place + 1];
    const then = at + moment - programme;
    if (playing && next && then <= next.at && next.programme >= moment) return then;
  }
  return null;
}
