// A small virtual DOM: descriptions of elements, patched into the document; what stays keeps its element, focus, caret and scroll.

const SVG = 'http://www.w3.org/2000/svg';

/**
 * Describes an element. `key` ties it to its element; `intent` is what pressing it dispatches; `ref` is called with the element;
 * `unmanaged` leaves its children alone.
 */
export function h(tag, props, ...children) {
  return { tag, props: props ?? {}, children: children.flat(Infinity).filter((child) => child || child === 0) };
}

/** An icon of the sprite in index.html. Purely decorative: its button or text says what it means. `mirrored` flips it in right-to-left languages. */
export function icon(name, mirrored) {
  const props = { class: mirrored ? 'icon mirrored' : 'icon', 'aria-hidden': 'true', viewBox: '0 0 24 24' };
  return h('svg', props, h('use', { href: `#i-${name}` }));
}

/** Makes the children of `el` be `children`. */
export function patch(el, children) {
  const keyed = new Map();
  const unkeyed = [];
  for (const node of el.childNodes) {
    if (node.props?.key === undefined) unkeyed.push(node);
    else keyed.set(node.props.key, node);
  }
  let at = 0;
  const next = children.map((child) => {
    const name = typeof child === 'object' ? child.tag : '#text';
    let node = null;
    if (child.props?.key !== undefined) {
      node = keyed.get(child.props.key);
      if (node?.localName !== name) node = null;
      else keyed.delete(child.props.key);
    } else {
      const found = unkeyed.findIndex((one, i) => i >= at && (one.localName ?? one.nodeName) === name);
      if (found >= 0) {
        node = unkeyed[found];
        at = found + 1;
      }
    }
    return node ?? createNode(child, el);
  });
  // Removed first: then what stays need not be moved, and a field keeps its caret.
  const kept = new Set(next);
  for (const node of [...el.childNodes]) if (!kept.has(node)) node.remove();
  let cursor = el.firstChild;
  next.forEach((node, i) => {
    if (node === cursor) cursor = cursor.nextSibling;
    else el.insertBefore(node, cursor);
    update(node, children[i]);
  });
}

function createNode(child, parent) {
  if (typeof child !== 'object') return document.createTextNode('');
  const drawn = child.tag === 'svg' || parent.namespaceURI === SVG;
  return drawn ? document.createElementNS(SVG, child.tag) : document.createElement(child.tag);
}

function update(node, child) {
  if (typeof child !== 'object') {
    const text = String(child);
    if (node.data !== text) node.data = text;
    return;
  }
  const before = node.props ?? {};
  const props = child.props;
  node.props = props;
  for (const name of Object.keys(before)) if (!(name in props)) set(node, name, undefined, before[name]);
  for (const name of Object.keys(props)) set(node, name, props[name], before[name]);
  if (!props.unmanaged) patch(node, child.children);
  if (props.value !== undefined) setValue(node, String(props.value));
  props.ref?.(node);
}

function set(node, name, value, before) {
  switch (name) {
    case 'key':
    case 'ref':
    case 'unmanaged':
    case 'value':
      return;
    case 'intent':
      return attribute(node, 'data-intent', value === undefined ? undefined : JSON.stringify(value));
    case 'style':
      for (const part of Object.keys(before ?? {})) if (!(part in (value ?? {}))) node.style.removeProperty(part);
      // Setting it to what it is would have the whole page laid out again.
      for (const [part, text] of Object.entries(value ?? {})) if (before?.[part] !== text) node.style.setProperty(part, text);
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
const ANSWER_TIMEOUT = 3000;

function setValue(field, text) {
  const pending = field.pending;
  if (pending?.text === text) field.pending = null;
  else if (pending) {
    const focused = document.activeElement === field;
    if (focused || performance.now() - pending.at < ANSWER_TIMEOUT) return;
    field.pending = null;
  }
  if (field.composing || field.value === text) return;
  field.value = text;
}
