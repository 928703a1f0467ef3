// Another app in front of this one: the method's app or the browser, as the shop's page plays it in a frame, or the method's own
// library, as buttons. Its words are in index.html: it is no part of the app.

import { cover, giveFocusBack, takeFocus } from './cover.js';

const place = document.getElementById('other-app');
const template = document.getElementById('t-other-app');
/** What a method's own library or app answers: its usual codes, by what the person did, and the text that one stands in. */
const ANSWERS = {
  'dev.tradewind.pay.alipay': { approve: '9000', decline: '4000', cancel: '6001', answer: (code) => `resultStatus={${code}};memo={};result={}` },
  'dev.tradewind.pay.wechat_pay': { approve: '0', decline: '-1', cancel: '-2', answer: (code) => code },
  // Android's extra `response`. A payment that failed says so with any code but 00, and nobody believes it.
  'dev.tradewind.pay.upi': { approve: '00', decline: 'Z9', cancel: 'ZA', answer: (code) => `txnId=T1&responseCode=${code}&Status=${code === '00' ? 'SUCCESS' : 'FAILURE'}&txnRef=T1` },
};
let send = null;
let dispatch = null;
let isOff = null;
let open = null;
let frames = '';
let codes = {};
let payments = [];

export const otherApp = {
  begin(page) {
    ({ send, dispatch, isOff } = page);
    window.addEventListener('message', hear);
    place.addEventListener('click', ({ target }) => press(target.closest('button')));
  },
  onMessage(kind, value) {
    if (kind === 'hello') ({ frames, codes } = value);
    if (kind === 'merchant') ({ payments } = value);
  },
  /** A hand-off to another app or a library, or null when there is none. */
  show(handOff) {
    const next = handOff?.way.link || handOff?.way.call ? handOff : null;
    if (next?.id === open?.id) return;
    const before = open;
    open = next;
    cover('other-app', Boolean(open));
    place.replaceChildren(...(open ? [made(open)] : []));
    if (open) {
      takeFocus('other-app', place.querySelector('h2'));
      dispatch({ foreground: { active: false } });
    } else if (before) {
      giveFocusBack('other-app');
      dispatch({ foreground: { active: true } });
    }
  },
};

function made({ method, way }) {
  const item = template.content.firstElementChild.cloneNode(true);
  const part = (name) => item.querySelector(`[data-slot=${name}]`);
  const address = way.link ? way.link.app ?? way.link.page : method;
  const page = way.link?.page;
  const framed = Boolean(page) && frames !== '' && page.startsWith(`${frames}/`);
  const answers = Boolean(way.call) || (!page && method in ANSWERS);
  part('address').textContent = address;
  part('elsewhere').hidden = framed || answers;
  part('library').hidden = !answers;
  part('payload').textContent = payload(way);
  // What the core knows of this method; the first option is the answer that goes with what is pressed.
  item.querySelector('[name=answer]').append(...(codes[method.split('.').at(-1)] ?? []).map(({ key, label }) => new Option(label, key)));
  if (framed) {
    const frame = part('frame');
    frame.hidden = false;
    frame.src = page;
  } else part('frame').remove();
  return item;
}

/** What the other app or the library was called with. */
const payload = (way) => way.call?.payload ?? way.link?.app ?? '';

function press(button) {
  if (button?.name === 'back') back();
  const deed = button?.dataset.library;
  if (deed && open) library(deed);
}

/** The library settles with its provider, answers the app, and is gone. With a code chosen it answers that, also where it leaves the payment open. */
function library(deed) {
  const told = decodeURIComponent(payload(open.way));
  const waits = payments.filter(({ newest, stage }) => newest && stage === 'created');
  const session = (waits.find(({ number }) => told.includes(number)) ?? waits.at(-1))?.session;
  const { id, method } = open;
  const chosen = place.querySelector('[name=answer]').value;
  // A provider that has the money says so in its own word: the code is what comes back to the app.
  const code = deed === 'approve' ? null : chosen || null;
  if (deed !== 'leave' && session) send({ provider: { session, deed, code, minor: null } });
  if (session && (deed !== 'leave' || chosen)) {
    const { answer, [deed]: usual } = ANSWERS[method];
    dispatch({ hand_off_answered: { key: id, text: answer(chosen || usual) } });
  }
  back();
}

/** The page in the frame may only say which link it would open; the core knows whether it is one of its own. */
function hear({ source, origin, data }) {
  const frame = place.querySelector('iframe');
  if (!frame || source !== frame.contentWindow || origin !== frames || typeof data?.return !== 'string') return;
  // A link opens the app that claims it, also where the system has ended it meanwhile.
  if (isOff()) send({ start: true });
  dispatch({ payment_returned: { link: data.return } });
  back();
}

function back() {
  const { id } = open;
  otherApp.show(null);
  send({ returned: { hand_off: id } });
}
