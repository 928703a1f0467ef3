// Another app in front of this one: the method's app or the browser, as the shop's page plays it in a frame, or the method's own
// library, as buttons. Its words are in index.html: it is no part of the app.

import { cover, giveFocusBack, takeFocus } from './cover.js';

const place = document.getElementById('other-app');
const template = document.getElementById('t-other-app');
/** What a method's own library answers, by what the person did. */
const ANSWERS = {
  'dev.tradewind.pay.alipay': { approve: 'resultStatus={9000};memo={};result={}', decline: 'resultStatus={4000};memo={};result={}', cancel: 'resultStatus={6001};memo={};result={}' },
  'dev.tradewind.pay.wechat_pay': { approve: '0', decline: '-1', cancel: '-2' },
};
let send = null;
let dispatch = null;
let isOff = null;
let open = null;
let frames = '';
let payments = [];

export const otherApp = {
  begin(page) {
    ({ send, dispatch, isOff } = page);
    window.addEventListener('message', hear);
    place.addEventListener('click', ({ target }) => press(target.closest('button')));
  },
  onMessage(kind, value) {
    if (kind === 'hello') ({ frames } = value);
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
  part('address').textContent = address;
  part('elsewhere').hidden = framed || Boolean(way.call);
  part('library').hidden = !way.call;
  part('payload').textContent = way.call?.payload ?? '';
  if (framed) {
    const frame = part('frame');
    frame.hidden = false;
    frame.src = page;
  } else part('frame').remove();
  return item;
}

function press(button) {
  if (button?.name === 'back') back();
  const deed = button?.dataset.library;
  if (deed && open) library(deed);
}

/** The library settles with its provider, answers the app, and is gone. */
function library(deed) {
  const told = decodeURIComponent(open.way.call.payload);
  const session = payments.find(({ number }) => told.includes(number))?.session;
  const { id, method } = open;
  if (deed !== 'leave' && session) {
    send({ provider: { session, deed } });
    dispatch({ hand_off_answered: { key: id, text: ANSWERS[method]?.[deed] ?? deed } });
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
