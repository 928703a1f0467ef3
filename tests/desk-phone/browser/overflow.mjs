// Finds text on a page that does not fit: cut off, out of its box, out of the phone, or lying on another text.

/** Faults as lines of words; empty when all text fits. Runs in the page; `root` is a selector. */
export async function layoutFaults(page, root) {
  return page.evaluate((selector) => {
    const top = document.querySelector(selector);
    const frame = top.getBoundingClientRect();
    const SLACK = 1.5;
    const faults = [];
    const name = (el) => `<${el.tagName.toLowerCase()}${el.className && typeof el.className === 'string' ? ` .${el.className.split(' ').join('.')}` : ''}>`;
    const texts = [];
    // What is placed absolutely is cut and scrolled by the box that it is placed in, and by none between.
    const around = (el) => {
      const parent = el.parentElement;
      if (getComputedStyle(el).position !== 'absolute') return parent;
      let box = parent;
      while (box && box !== top && getComputedStyle(box).position === 'static') box = box.parentElement;
      return box;
    };

    const walk = document.createTreeWalker(top, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const el = node.parentElement;
      if (!node.data.trim() || el.closest('.visually-hidden, option, script, style, template')) continue;
      if (!el.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const rects = [...range.getClientRects()].filter((one) => one.width > 0.5 && one.height > 0.5);
      if (rects.length === 0) continue;
      const says = `“${node.data.trim().slice(0, 40)}” in ${name(el)}`;

      // A word of letters that is broken, which Debian's Chromium does without a hyphen; Japanese is broken between its letters, and
      // the address bar of the other app anywhere: the ids in it are no words, though some have four letters in a row.
      const prose = el.closest('.app-address') ? '' : node.data;
      for (const [word] of prose.matchAll(/[\p{Script=Latin}\p{Script=Arabic}]{4,}/gu)) {
        const at = node.data.indexOf(word);
        range.setStart(node, at);
        range.setEnd(node, at + word.length);
        const lines = new Set([...range.getClientRects()].filter((one) => one.width > 0.5).map((one) => Math.round(one.top)));
        if (lines.size > 1) faults.push(`${says}: “${word}” is broken in its middle`);
      }
      range.selectNodeContents(node);

      // Out of a box that cuts: any ancestor that hides what leaves it. What scrolls that way is not cut.
      let scrolled = false;
      for (let box = el; box && top.contains(box); box = around(box)) {
        const style = getComputedStyle(box);
        const rect = box.getBoundingClientRect();
        const cutsX = ['hidden', 'clip'].includes(style.overflowX);
        const cutsY = ['hidden', 'clip'].includes(style.overflowY);
        const rollsX = ['auto', 'scroll'].includes(style.overflowX) && box.scrollWidth > box.clientWidth;
        const rollsY = ['auto', 'scroll'].includes(style.overflowY) && box.scrollHeight > box.clientHeight;
        if (rollsX || rollsY) scrolled = true;
        if (!scrolled) {
          for (const one of rects) {
            if (cutsX && (one.left < rect.left - SLACK || one.right > rect.right + SLACK)) faults.push(`${says}: cut at the side by ${name(box)}`);
            // Line boxes are higher than letters; half a line of slack below and above.
            const lean = Math.max(SLACK, one.height * 0.25);
            if (cutsY && (one.top < rect.top - lean || one.bottom > rect.bottom + lean)) faults.push(`${says}: cut above or below by ${name(box)}`);
          }
        }
        if (style.textOverflow === 'ellipsis' && box.scrollWidth > box.clientWidth + 1) faults.push(`${says}: shortened with an ellipsis`);
        if (style.webkitLineClamp !== 'none' && box.scrollHeight > box.clientHeight + 1) faults.push(`${says}: shortened after ${style.webkitLineClamp} lines`);
        if (style.position === 'fixed') break;
      }

      // What is rolled out of sight is neither out of its box nor on another text.
      const inSight = (one) => {
        for (let box = around(el); box && box !== top.parentElement; box = around(box)) {
          if (!/auto|scroll/.test(getComputedStyle(box).overflowY + getComputedStyle(box).overflowX)) continue;
          const rect = box.getBoundingClientRect();
          const [x, y] = [(one.left + one.right) / 2, (one.top + one.bottom) / 2];
          if (x < rect.left || x > rect.right || y < rect.top || y > rect.bottom) return false;
        }
        return true;
      };
      const seen = rects.filter(inSight);

      // Out of the nearest box with an own background or rim, or the nearest button or field of a list.
      for (let box = el; box && box !== top; box = box.parentElement) {
        const style = getComputedStyle(box);
        if (style.display === 'inline' || style.display === 'contents') continue;
        const rect = box.getBoundingClientRect();
        const drawn = style.backgroundColor !== 'rgba(0, 0, 0, 0)' || parseFloat(style.borderTopWidth) > 0 || box.tagName === 'BUTTON';
        if (!drawn) continue;
        if (!['auto', 'scroll'].includes(style.overflowX)) {
          for (const one of seen) {
            if (one.left < rect.left - SLACK || one.right > rect.right + SLACK) faults.push(`${says}: out of ${name(box)} by ${Math.round(Math.max(rect.left - one.left, one.right - rect.right))} px at the side`);
            if (!['auto', 'scroll'].includes(style.overflowY)) {
              const lean = Math.max(SLACK, one.height * 0.25);
              if (one.top < rect.top - lean || one.bottom > rect.bottom + lean) faults.push(`${says}: out of ${name(box)} above or below`);
            }
          }
        }
        break;
      }
      // Out of the phone, unless it stands in something that is leafed through sideways.
      const row = el.closest('.scroll-row, .gallery, ul');
      const sideways = row && ['auto', 'scroll'].includes(getComputedStyle(row).overflowX);
      if (!sideways) {
        for (const one of rects) {
          if (one.left < frame.left - SLACK || one.right > frame.right + SLACK) faults.push(`${says}: out of ${selector}`);
        }
      }
      texts.push({ el, says, rects: seen, layer: el.closest('.bar, .tabs, .toasts, .top, .wallet-sheet, #launcher, .labels, .controls, .banner, .pill, .sale-badge, .status-bar') });
    }

    // A box of text that is wider than it is: scrollWidth tells even where letters are drawn to nowhere.
    for (const el of top.querySelectorAll('*')) {
      if (!(el instanceof HTMLElement) || !el.checkVisibility() || el.closest('.visually-hidden')) continue;
      const style = getComputedStyle(el);
      if (style.display.startsWith('inline') && style.display !== 'inline-block' && style.display !== 'inline-flex') continue;
      if (['auto', 'scroll'].includes(style.overflowX) || el.tagName === 'SELECT' || el.tagName === 'INPUT') continue;
      const own = [...el.childNodes].some((one) => one.nodeType === 3 && one.data.trim());
      if (own && el.scrollWidth > el.clientWidth + 2 && el.clientWidth > 0) faults.push(`“${el.textContent.trim().slice(0, 40)}”: ${el.scrollWidth} px of text in ${el.clientWidth} px of ${name(el)}`);
    }
    // The words of an empty field, and what a select has chosen, have to fit too.
    const pen = document.createElement('canvas').getContext('2d');
    for (const field of top.querySelectorAll('input:not([type=radio], [type=checkbox], [type=range]), select')) {
      if (!field.checkVisibility()) continue;
      const style = getComputedStyle(field);
      const words = field.tagName === 'SELECT' ? field.selectedOptions[0]?.text ?? '' : field.value ? '' : field.placeholder;
      pen.font = (field.tagName === 'SELECT' ? style : getComputedStyle(field, '::placeholder')).font;
      const room = field.clientWidth - parseFloat(style.paddingInlineStart) - parseFloat(style.paddingInlineEnd);
      const wide = pen.measureText(words).width;
      if (wide > room + 2) faults.push(`“${words}”: ${Math.round(wide)} px of text in a field with room for ${Math.round(room)} px`);
    }

    // Texts of the same layer that lie on each other.
    for (let i = 0; i < texts.length; i += 1) {
      for (let j = i + 1; j < texts.length; j += 1) {
        const [a, b] = [texts[i], texts[j]];
        if (a.layer !== b.layer || a.el.contains(b.el) || b.el.contains(a.el)) continue;
        for (const one of a.rects) {
          for (const other of b.rects) {
            const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
            const high = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
            if (wide > 2 && high > Math.min(one.height, other.height) * 0.4) {
              faults.push(`${a.says} and ${b.says} lie on each other`);
              break;
            }
          }
        }
      }
    }
    return [...new Set(faults)];
  }, root);
}
