// The drawer: switches for the phone, its network and the shop; the log; the shop's own books. Its words are in index.html.

const side = document.getElementById('drawer');
const toggle = document.getElementById('drawer-toggle');
const LOG = 400;
let line = null;
let act = null;
let steps = [];
let whats = new Map();

const named = (name) => side.querySelector(`[name=${name}]`);
const part = (id) => document.getElementById(id);

/** What a switch of settings dispatches; the snapshot's settings do not stand on every screen, so the core is simply told. */
const SETTINGS = {
  market: (market) => ({ set_market: { market } }),
  currency: (currency) => ({ set_currency: { currency } }),
  zone: (zone) => ({ set_time_zone: { zone } }),
};

export const drawer = {
  begin({ send, dispatch }) {
    line = send;
    act = dispatch;
    side.addEventListener('change', ({ target }) => change(target));
    side.addEventListener('input', ({ target }) => target.name === 'scale' && change(target));
    side.addEventListener('click', ({ target }) => press(target.closest('button')));
    side.addEventListener('submit', (event) => {
      event.preventDefault();
      submit(event.target);
    });
    toggle.addEventListener('click', () => {
      const open = document.body.classList.toggle('drawer-open');
      toggle.setAttribute('aria-expanded', String(open));
    });
    const number = location.pathname.match(/\/(\d+)\/?$/)?.[1];
    part('second').href = number === '1' ? '../2/' : '../1/';
  },
  /** A message that is the drawer's. */
  hear(kind, value) {
    if (kind === 'hello') hello(value);
    if (kind === 'log') log(value);
    if (kind === 'merchant') merchant(value);
  },
  /** The settings screen says which of them are set. */
  settings(screen) {
    named('market').value = chosen(screen.market);
    named('currency').value = chosen(screen.currency);
    named('zone').value = chosen(screen.time_zone);
  },
  /** What the phone is set to. */
  state(phone) {
    for (const name of ['network', 'wallet', 'scale', 'clock', 'storage']) {
      const control = named(name);
      if (control !== document.activeElement || control.tagName === 'SELECT') control.value = phone[name];
    }
    named('dark').checked = phone.dark;
    // The slider rounds what came over the wire as a short float.
    named('scale-shown').value = named('scale').value;
    named('language').value = phone.languages?.[0] ?? '';
    part('failed').textContent = phone.failed ?? '';
    named('kill').disabled = phone.state === 'stopped';
    named('start').disabled = phone.state !== 'stopped';
  },
};

/** Whichever choice is set. */
const chosen = (one) => one.options.find(({ selected }) => selected)?.key ?? '';

function hello(hello) {
  options(named('language'), hello.languages);
  for (const [name, values] of [['market', hello.markets], ['currency', hello.currencies], ['zone', hello.zones]]) {
    options(named(name), values.map((key) => ({ key, label: key })));
  }
  whats = new Map(hello.faults.map(({ name, what }) => [name, what]));
  options(fault(), hello.faults.map(({ name }) => ({ key: name, label: name })));
  what();
  steps = hello.steps;
  part('merchant').hidden = !hello.merchant;
  part('second').hidden = hello.phones < 2;
}

const fault = () => side.querySelector('select[name=fault]');

/** Says what the fault does that is chosen. */
function what() {
  part('fault-what').textContent = whats.get(fault().value) ?? '';
}

function options(select, all) {
  const before = select.value;
  select.replaceChildren(...all.map(({ key, label }) => new Option(label, key)));
  if (all.some(({ key }) => key === before)) select.value = before;
}

function change(control) {
  const { name, value } = control;
  if (['network', 'wallet', 'storage'].includes(name)) line({ drawer: { [name]: value } });
  else if (['scale', 'clock'].includes(name)) line({ drawer: { [name]: Number(value) } });
  else if (name === 'dark') line({ drawer: { dark: control.checked } });
  else if (name === 'language') line({ drawer: { languages: [value] } });
  else if (control === fault()) what();
  else if (SETTINGS[name]) act(SETTINGS[name](value));
}

function press(button) {
  if (button?.name === 'kill') line({ kill: true });
  if (button?.name === 'start') line({ start: true });
  if (button?.dataset.do === 'clear') line({ fault: { clear: button.value } });
}

function submit(form) {
  if (form.name === 'link') act({ open_link: { url: form.elements.url.value } });
  else if (form.name === 'fault') line({ fault: { set: `${form.elements.fault.value}:times=${form.elements.times.value}` } });
  else line({ advance: { order: form.dataset.order, step: form.elements.step.value } });
}

function log(lines) {
  const list = part('log');
  const low = list.scrollHeight - list.scrollTop - list.clientHeight < 24;
  for (const { at, level, event, fields } of lines) {
    const item = filled('t-log', { at, event, fields: fields.map(([name, value]) => `${name}=${value}`).join(' ') });
    item.dataset.level = level;
    list.append(item);
  }
  while (list.childElementCount > LOG) list.firstElementChild.remove();
  if (low) list.scrollTop = list.scrollHeight;
}

function merchant({ orders, stock, faults }) {
  renew(part('faults'), faults, (one) => one.name, ({ name, ...rest }) => {
    const item = filled('t-fault', { name, detail: Object.entries(rest).filter(([, value]) => value !== null).map(([key, value]) => `${key}=${value}`).join(' ') });
    item.querySelector('button').value = name;
    return item;
  });
  renew(part('orders'), orders, (one) => one.id, (one) => {
    const item = filled('t-order', one);
    // The shop's database keeps the lines of an order as JSON.
    item.querySelector('[data-is=lines]').replaceChildren(...JSON.parse(one.lines).map((entry) => filled('t-order-line', entry)));
    const form = item.querySelector('form');
    form.dataset.order = one.id;
    options(form.elements.step, steps.map((key) => ({ key, label: key })));
    return item;
  });
  renew(part('stock'), stock, (one) => one.item, (one) => filled('t-stock', one));
  side.querySelector('[data-none=orders]').hidden = orders.length > 0;
}

/** Lists are made anew only where an entry changed, so that a choice being made in one stays. */
function renew(list, all, key, make) {
  const known = new Map([...list.children].map((item) => [item.dataset.key, item]));
  const items = all.map((one) => {
    const text = JSON.stringify(one);
    const item = known.get(key(one));
    if (item?.dataset.text === text) return item;
    const made = make(one);
    made.dataset.key = key(one);
    made.dataset.text = text;
    return made;
  });
  const same = items.length === list.children.length && items.every((item, i) => item === list.children[i]);
  if (!same) list.replaceChildren(...items);
}

function filled(template, values) {
  const item = part(template).content.firstElementChild.cloneNode(true);
  for (const slot of item.querySelectorAll('[data-is]')) {
    const value = values[slot.dataset.is];
    if (value !== undefined && slot.dataset.is !== 'lines') slot.textContent = value;
  }
  return item;
}
