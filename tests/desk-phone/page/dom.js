// A tree of plain descriptions, laid over the document in place: what stays keeps its element, focus, caret and scroll.

const SVG = 'http://www.w3.org/2000/svg';

/** Describes an element. `key` ties it to its element; `intent` is what pressing it dispatches; `on` gets the element. */
export function h(tag, props, ...kids) {
  return { tag, props: props ?? {}, kids: kids.flat(Infinity).filter((kid) => kid || kid === 0) };
}

/** An icon of the sprite in index.html. Purely decorative: its button or text says what it means. */
export function icon(name, turns) {
  const props = { class: turns ? 'icon turns' : 'icon', 'aria-hidden': 'true', viewBox: '0 0 24 24' };
  return h('svg', props, h('use', { href: `#i-${name}` }));
}

/** Makes the children of `el` be `kids`. */
export function patch(el, kids) {
  const keyed = new Map();
  const loose = [];
  for (const node of el.childNodes) {
    if (node.described?.key === undefined) loose.push(node);
    else keyed.set(node.described.key, node);
  }
  let at = 0;
  const next = kids.map((kid) => {
    const name = typeof kid === 'object' ? kid.tag : '#text';
    let node = null;
    if (kid.props?.key !== undefined) {
      node = keyed.get(kid.props.key);
      if (node?.localName !== name) node = null;
      else keyed.delete(kid.props.key);
    } else {
      const found = loose.findIndex((one, i) => i >= at && (one.localName ?? one.nodeName) === name);
      if (found >= 0) {
        node = loose[found];
        at = found + 1;
      }
    }
    return node ?? create(kid, el);
  });
  // What goes is taken first: then what stays need not be moved, and a field keeps its caret.
  const kept = new Set(next);
  for (const node of [...el.childNodes]) if (!kept.has(node)) node.remove();
  let cursor = el.firstChild;
  next.forEach((node, i) => {
    if (node === cursor) cursor = cursor.nextSibling;
    else el.insertBefore(node, cursor);
    dress(node, kids[i]);
  });
}

function create(kid, parent) {
  if (typeof kid !== 'object') return document.createTextNode('');
  const drawn = kid.tag === 'svg' || parent.namespaceURI === SVG;
  return drawn ? document.createElementNS(SVG, kid.tag) : document.createElement(kid.tag);
}

function dress(node, kid) {
  if (typeof kid !== 'object') {
    const text = String(kid);
    if (node.data !== text) node.data = text;
    return;
  }
  const before = node.described ?? {};
  const props = kid.props;
  node.described = props;
  for (const name of Object.keys(before)) if (!(name in props)) set(node, name, undefined, before[name]);
  for (const name of Object.keys(props)) set(node, name, props[name], before[name]);
  if (!props.own) patch(node, kid.kids);
  if (props.value !== undefined) write(node, String(props.value));
  props.on?.(node);
}

function set(node, name, value, before) {
  switch (name) {
    case 'key':
    case 'on':
    case 'own':
    case 'value':
      return;
    case 'intent':
      return attribute(node, 'data-intent', value === undefined ? undefined : JSON.stringify(value));
    case 'style':
      for (const part of Object.keys(before ?? {})) if (!(part in (value ?? {}))) node.style.removeProperty(part);
      for (const [part, text] of Object.entries(value ?? {})) node.style.setProperty(part, text);
      return;
    case 'checked':
    case 'selected':
      // The property, not only the attribute: a press has changed it already.
      if (node[name] !== Boolean(value)) node[name] = Boolean(value);
      return;
    default:
      if (value !== before) attribute(node, name, value);
  }
}

function attribute(node, name, value) {
  if (value === undefined || value === null || value === false) node.removeAttribute(name);
  else {
    const text = value === true ? '' : String(value);
    if (node.getAttribute(name) !== text) node.setAttribute(name, text);
  }
}

/** Remembers what a person typed: a snapshot older than it must not take it away. */
export function typed(field) {
  field.pending = { text: field.value, at: performance.now() };
}

/** How long an unfocused field waits for the core to answer what was typed, in ms. */
const PATIENCE = 3000;

function write(field, text) {
  const pending = field.pending;
  if (pending?.text === text) field.pending = null;
  else if (pending) {
    const focused = document.activeElement === field;
    if (focused || performance.now() - pending.at < PATIENCE) return;
    field.pending = null;
  }
  if (field.composing || field.value === text) return;
  field.value = text;
}
