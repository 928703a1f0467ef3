// The drawer: switches for the phone, its network and the shop; the log; the shop's orders and stock. Its words are in index.html.

const side = document.getElementById('drawer');
const toggle = document.getElementById('drawer-toggle');
const LOG = 400;
/** How many attempts the drawer tells of. */
const ATTEMPTS = 12;
let send = null;
let dispatch = null;
let steps = [];
let deeds = [];
let codes = {};
let methods = [];
let faultDescriptions = new Map();

const controlNamed = (name) => side.querySelector(`[name=${name}]`);
const byId = (id) => document.getElementById(id);

/** What a switch of settings dispatches; the snapshot's settings do not stand on every screen, so it is sent unconditionally. */
const SETTINGS = {
  market: (market) => ({ set_market: { market } }),
  currency: (currency) => ({ set_currency: { currency } }),
  zone: (zone) => ({ set_time_zone: { zone } }),
};

export const drawer = {
  begin(page) {
    ({ send, dispatch } = page);
    side.addEventListener('change', ({ target }) => change(target));
    side.addEventListener('input', ({ target }) => target.name === 'scale' && change(target));
    side.addEventListener('click', ({ target }) => press(target.closest('button')));
    side.addEventListener('submit', (event) => {
      event.preventDefault();
      submit(event.target, event.submitter);
    });
    toggle.addEventListener('click', () => {
      const open = document.body.classList.toggle('drawer-open');
      toggle.setAttribute('aria-expanded', String(open));
    });
    const number = location.pathname.match(/\/(\d+)\/?$/)?.[1];
    byId('second').href = number === '1' ? '../2/' : '../1/';
  },
  /** A message that is the drawer's. */
  onMessage(kind, value) {
    if (kind === 'hello') hello(value);
    if (kind === 'log') log(value);
    if (kind === 'merchant') merchant(value);
  },
  /** Shows the settings of a settings screen. */
  showSettings(screen) {
    controlNamed('market').value = selectedKey(screen.market);
    controlNamed('currency').value = selectedKey(screen.currency);
    controlNamed('zone').value = selectedKey(screen.time_zone);
    showMethods();
  },
  /** Shows how the phone is set. */
  showPhone(phone) {
    for (const name of ['network', 'wallet', 'scale', 'clock', 'storage', 'hand_off']) {
      const control = controlNamed(name);
      if (control !== document.activeElement || control.tagName === 'SELECT') control.value = phone[name];
    }
    controlNamed('dark').checked = phone.dark;
    // The slider rounds what came over the wire as a short float.
    controlNamed('scale-shown').value = controlNamed('scale').value;
    controlNamed('language').value = phone.languages?.[0] ?? '';
    byId('failed').textContent = phone.failed ?? '';
    controlNamed('kill').disabled = phone.state === 'stopped';
    controlNamed('start').disabled = phone.state !== 'stopped';
  },
};

/** The key of the selected option. */
const selectedKey = (one) => one.options.find(({ selected }) => selected)?.key ?? '';

function hello(hello) {
  options(controlNamed('language'), hello.languages);
  for (const [name, values] of [['market', hello.markets], ['currency', hello.currencies], ['zone', hello.zones]]) {
    options(controlNamed(name), values.map((key) => ({ key, label: key })));
  }
  faultDescriptions = new Map(hello.faults.map(({ name, what }) => [name, what]));
  options(fault(), hello.faults.map(({ name }) => ({ key: name, label: name })));
  describeFault();
  ({ steps, deeds, codes, methods } = hello);
  showMethods();
  byId('merchant').hidden = !hello.merchant;
  byId('second').hidden = hello.phones < 2;
}

const fault = () => side.querySelector('select[name=fault]');

/** Shows what the selected fault does. */
function describeFault() {
  byId('fault-what').textContent = faultDescriptions.get(fault().value) ?? '';
}

function options(select, all) {
  const before = select.value;
  select.replaceChildren(...all.map(({ key, label }) => new Option(label, key)));
  if (all.some(({ key }) => key === before)) select.value = before;
}

function change(control) {
  const { name, value } = control;
  if (['network', 'wallet', 'storage', 'hand_off'].includes(name)) send({ drawer: { [name]: value } });
  else if (['scale', 'clock'].includes(name)) send({ drawer: { [name]: Number(value) } });
  else if (name === 'dark') send({ drawer: { dark: control.checked } });
  else if (name === 'language') send({ drawer: { languages: [value] } });
  else if (control === fault()) describeFault();
  else if (SETTINGS[name]) dispatch(SETTINGS[name](value));
  if (name === 'market') showMethods();
}

function press(button) {
  if (button?.name === 'kill') send({ kill: true });
  if (button?.name === 'start') send({ start: true });
  if (button?.dataset.do === 'clear') send({ fault: { clear: button.value } });
}

function submit(form, button) {
  if (form.name === 'link') arrive(button?.value, form.elements.url.value);
  else if (form.name === 'fault') send({ fault: { set: `${form.elements.fault.value}:times=${form.elements.times.value}` } });
  else if (form.name === 'provider') provider(form.dataset.session, form.elements);
  else if (form.name === 'show') host(button?.value, form.elements);
  else send({ advance: { order: form.dataset.order, step: form.elements.step.value } });
}

/** A link that was tapped somewhere, or what a camera read. */
function arrive(by, text) {
  dispatch(by === 'camera' ? { open_code: { text, scanned: true } } : { open_link: { url: text } });
}

/** What happens at a provider; without a code it says its usual word, without a sum the whole is paid. */
function provider(session, { deed, code, minor }) {
  send({ provider: { session, deed: deed.value, code: code.value || null, minor: Number(minor.value) || null } });
}

/** What the host does in a live show; a price is that of the phone's market. */
function host(deed, elements) {
  const { session, minor, percent, quantity, seconds, text, cut, ahead } = elements;
  // A collection of a form's controls has a method called `item`.
  const thing = { item: elements.namedItem('item').value };
  const deeds = {
    pin: thing,
    unpin: true,
    sell_out: thing,
    price: { ...thing, market: controlNamed('market').value, minor: Number(minor.value) },
    hold: { ...thing, percent: Number(percent.value), quantity: Number(quantity.value), seconds: Number(seconds.value) },
    comment: text.value ? { author: 'Noor', text: text.value, language: controlNamed('language').value } : null,
    end: true,
    cut: { seconds: Number(cut.value) },
    move: { seconds: Number(ahead.value) },
    cancel: true,
  };
  if (deed in deeds) send({ live: { session: session.value, deed: { [deed]: deeds[deed] } } });
}

/** Lines that wait for the next frame: how far the list is scrolled is read once a frame, since each time the whole page is laid out. */
let newLines = [];

function log(lines) {
  if (newLines.length === 0) requestAnimationFrame(showLines);
  newLines.push(...lines);
}

function showLines() {
  const list = byId('log');
  const low = list.scrollHeight - list.scrollTop - list.clientHeight < 24;
  const lines = newLines.splice(0);
  for (const { at, level, event, fields } of lines) {
    const item = fromTemplate('t-log', { at, event, fields: fields.map(([name, value]) => `${name}=${value}`).join(' ') });
    item.dataset.level = level;
    list.append(item);
    if (event === 'attempt.state') attemptCame(at, Object.fromEntries(fields));
  }
  while (list.childElementCount > LOG) list.firstElementChild.remove();
  if (low) list.scrollTop = list.scrollHeight;
}

function merchant({ orders, payments, stock, live, faults }) {
  updateList(byId('faults'), faults, (one) => one.name, ({ name, ...rest }) => {
    const item = fromTemplate('t-fault', { name, detail: Object.entries(rest).filter(([, value]) => value !== null).map(([key, value]) => `${key}=${value}`).join(' ') });
    item.querySelector('button').value = name;
    return item;
  });
  updateList(byId('payments'), payments, (one) => one.number, (one) => {
    const item = fromTemplate('t-payment', one);
    const form = item.querySelector('form');
    form.hidden = !one.newest;
    form.dataset.session = one.session;
    options(form.elements.deed, deeds.map((key) => ({ key, label: key })));
    // What the core knows of this method's provider; the first option is the word that it says of itself.
    form.elements.code.append(...(codes[one.method] ?? []).map(({ key, label }) => new Option(label, key)));
    return item;
  });
  side.querySelector('[data-none=payments]').hidden = payments.length > 0;
  updateList(byId('orders'), orders, (one) => one.id, (one) => {
    const item = fromTemplate('t-order', one);
    // The shop's database keeps the lines of an order as JSON.
    item.querySelector('[data-slot=lines]').replaceChildren(...JSON.parse(one.lines).map((entry) => fromTemplate('t-order-line', entry)));
    const form = item.querySelector('form');
    form.dataset.order = one.id;
    options(form.elements.step, steps.map((key) => ({ key, label: key })));
    return item;
  });
  updateList(byId('stock'), stock, (one) => one.item, (one) => fromTemplate('t-stock', one));
  side.querySelector('[data-none=orders]').hidden = orders.length > 0;
  shows(live, stock);
}

/** Live shows; the form stays as it is while what they say goes on. */
function shows(live, stock) {
  byId('shows').hidden = live.length === 0;
  const said = ({ item, comment, holds, streams, cut_until: cut }) => [
    item && `shows ${item}`,
    comment && `“${comment}”`,
    ...holds.map(([, held, left]) => `${left} of ${held} at a held price`),
    streams > 0 && `streams: ${streams}`,
    cut && 'the line is cut',
  ].filter(Boolean).join(', ');
  updateList(byId('show-list'), live, (one) => one.id, (one) => fromTemplate('t-show', { ...one, said: said(one) }));
  const form = side.querySelector('form[name=show]');
  options(form.elements.session, live.map(({ id }) => ({ key: id, label: id })));
  if (!form.dataset.begun) form.elements.session.value = live.find(({ state }) => state === 'running')?.id ?? '';
  form.dataset.begun = 'yes';
  if (form.elements.namedItem('item').options.length !== stock.length) options(form.elements.namedItem('item'), stock.map(({ item }) => ({ key: item, label: item })));
}

/** The ways to pay that the shop takes where the market is; which of them a checkout offers is for the sum and the phone to say. */
function showMethods() {
  const market = controlNamed('market').value;
  const here = methods.filter(({ countries }) => countries === '*' || countries.split(' ').includes(market));
  byId('methods-market').textContent = market;
  updateList(byId('methods'), here, (one) => one.id, (one) => fromTemplate('t-method', one));
  side.querySelector('[data-none=methods]').hidden = methods.length > 0;
}

/** A state that an attempt came to, under the attempt; `at` is in ms since the app was started. */
function attemptCame(at, { attempt, state }) {
  const list = byId('attempts');
  let item = list.querySelector(`[data-key="${attempt}"]`);
  if (!item) {
    item = fromTemplate('t-attempt', { attempt });
    item.dataset.key = attempt;
    list.prepend(item);
  }
  item.querySelector('ol').append(fromTemplate('t-attempt-state', { at, state }));
  while (list.childElementCount > ATTEMPTS) list.lastElementChild.remove();
  side.querySelector('[data-none=attempts]').hidden = true;
}

/** Lists are made anew only where an entry changed, so that a choice being made in one stays. */
function updateList(list, all, key, make) {
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

function fromTemplate(template, values) {
  const item = byId(template).content.firstElementChild.cloneNode(true);
  for (const slot of item.querySelectorAll('[data-slot]')) {
    const value = values[slot.dataset.slot];
    if (value !== undefined && !['lines', 'states'].includes(slot.dataset.slot)) slot.textContent = value;
  }
  return item;
}
