// Reads a script as a tree and finds what a shell must not hold: rules on money, dates and languages, and words for people.

import { parse } from 'acorn';

/** Names that only code with such a rule uses. */
const NAMES = new Map([
  ['Intl', 'formats'], ['Date', 'dates'], ['Temporal', 'dates'], ['NumberFormat', 'formats'], ['DateTimeFormat', 'formats'], ['PluralRules', 'plurals'],
  ['toLocaleString', 'formats'], ['toLocaleDateString', 'formats'], ['toLocaleTimeString', 'formats'], ['toLocaleUpperCase', 'letters by language'],
  ['toLocaleLowerCase', 'letters by language'], ['localeCompare', 'an order by language'], ['toFixed', 'digits'], ['toPrecision', 'digits'],
  ['toISOString', 'dates'], ['toDateString', 'dates'], ['getFullYear', 'dates'], ['getMonth', 'dates'], ['getDate', 'dates'], ['getHours', 'dates'],
]);
const BUSINESS = /^(plural|singular|currency|exchange|convert|translate|i18n|localise|localize|formatPrice|formatDate|formatNumber)/i;
/** Parts of a snapshot that are finished text: they are shown, not read. */
const MONEY = /^(price|was|amount|total|subtotal|line_total|cost|badge|price_note|quantity_text|count)$/;
const SIGNS = /[€£¥￥₹₽﷼]|(^|[\s\d])\$\s?\d|\bد\.إ/u;
const CODES = /^(USD|EUR|AED|JPY|GBP|CHF|CNY|INR|KRW|KES|BRL)$/;
/** Where words for people go: properties, attributes, functions. */
const SPOKEN = ['aria-label', 'aria-description', 'aria-roledescription', 'aria-valuetext', 'ariaLabel', 'title', 'alt', 'placeholder', 'label', 'text'];
const WRITTEN = ['textContent', 'innerText', 'innerHTML', 'outerHTML', 'nodeValue', 'title', 'alt', 'placeholder', 'ariaLabel', 'label', 'data'];
const SAYS = ['createTextNode', 'append', 'prepend', 'replaceChildren', 'replaceWith', 'before', 'after', 'insertAdjacentText', 'insertAdjacentHTML', 'alert', 'confirm', 'prompt', 'Option', 'announce', 'speak'];
const LETTERS = /\p{L}/u;
/** A text no machine reads: several words that make a sentence, or letters that no name in code has. */
const SENTENCE = /\p{L}+[,.!?…]? \p{L}+.*[.!?…]$|^\p{Lu}\p{Ll}+ \p{L}+|[\u0590-\u08ff\u3040-\u30ff\u4e00-\u9fff]/u;

const name = (node) => (node?.type === 'Identifier' ? node.name : node?.type === 'Literal' ? String(node.value) : node?.type === 'MemberExpression' ? name(node.property) : '');

/** The fixed texts that an expression may become, without those inside calls and objects, which are looked at by themselves. */
function texts(node) {
  switch (node?.type) {
    case 'Literal': return typeof node.value === 'string' ? [node.value] : [];
    case 'TemplateLiteral': return [...node.quasis.map((one) => one.value.cooked), ...node.expressions.flatMap(texts)];
    case 'ConditionalExpression': return [...texts(node.consequent), ...texts(node.alternate)];
    case 'LogicalExpression': return [...texts(node.left), ...texts(node.right)];
    case 'BinaryExpression': return node.operator === '+' ? [...texts(node.left), ...texts(node.right)] : [];
    case 'ArrayExpression': return node.elements.flatMap(texts);
    case 'SpreadElement': return texts(node.argument);
    case 'ArrowFunctionExpression': return texts(node.body);
    default: return [];
  }
}

const worded = (node) => texts(node).filter((text) => LETTERS.test(text));

/** Faults of a script as lines; empty when it has no business logic and no words. */
export function faults(source) {
  const found = [];
  const note = (what, node) => found.push(`${what}: ${source.slice(node.start, Math.min(node.end, node.start + 70)).replace(/\s+/g, ' ')}`);
  const visit = (node, parent) => {
    if (!node || typeof node.type !== 'string') return;
    look(node, parent, note);
    for (const [key, value] of Object.entries(node)) {
      if (key === 'type') continue;
      if (Array.isArray(value)) value.forEach((one) => visit(one, node));
      else if (value && typeof value === 'object') visit(value, node);
    }
  };
  visit(parse(source, { ecmaVersion: 'latest', sourceType: 'module' }), null);
  return found;
}

function look(node, parent, note) {
  switch (node.type) {
    case 'Identifier':
      if (NAMES.has(node.name)) note(NAMES.get(node.name), parent);
      else if (BUSINESS.test(node.name) && parent.type === 'CallExpression' && parent.callee === node) note('business logic', parent);
      return;
    case 'Literal':
    case 'TemplateElement': {
      const text = node.type === 'Literal' ? node.value : node.value.cooked;
      if (typeof text !== 'string') return;
      if (SIGNS.test(text)) note('a currency’s sign', node);
      if (CODES.test(text.trim())) note('a currency’s code', node);
      if (SENTENCE.test(text)) note('words', node);
      return;
    }
    case 'BinaryExpression': {
      const sides = [node.left, node.right];
      // `total` of a list is a number of rows.
      if (/^[-+*/%<>]/.test(node.operator) && sides.some((one) => one.type === 'MemberExpression' && MONEY.test(name(one)) && name(one) !== 'total')) note('a sum with finished text', node);
      if (/^[!=]==?$/.test(node.operator) && sides.some((one) => one.type !== 'Literal' && /^(language|lang|direction|dir|market|locale)$/.test(name(one)))) note('a decision by language or market', node);
      return;
    }
    case 'SwitchStatement':
      if (/^(language|lang|direction|dir|market|locale)$/.test(name(node.discriminant))) note('a decision by language or market', node);
      return;
    case 'AssignmentExpression':
      if (node.left.type === 'MemberExpression' && WRITTEN.includes(name(node.left)) && worded(node.right).length > 0) note('a shown literal', node);
      return;
    case 'Property':
      if (SPOKEN.includes(name(node.key)) && worded(node.value).length > 0) note('a shown literal', node);
      return;
    case 'NewExpression':
    case 'CallExpression': {
      const called = name(node.callee);
      const [first, second, ...rest] = node.arguments;
      if (called === 'h' && rest.some((one) => worded(one).length > 0)) note('a literal as an element’s text', node);
      if (called === 'setAttribute' && SPOKEN.includes(name(first)) && worded(second).length > 0) note('a shown literal', node);
      if (SAYS.includes(called) && node.arguments.some((one) => worded(one).length > 0)) note('a shown literal', node);
      if (/^(parseFloat|parseInt|Number)$/.test(called) && node.arguments.some((one) => one.type === 'MemberExpression' && MONEY.test(name(one)))) note('a number out of finished text', node);
      if (['split', 'replace', 'replaceAll', 'slice', 'substring', 'match', 'padStart', 'at'].includes(called) && node.callee.type === 'MemberExpression' && MONEY.test(name(node.callee.object))) note('a part of finished text', node);
      if (called === 'sort' && node.arguments.length > 0) note('an order of its own', node);
      return;
    }
    default:
  }
}
