// Draws EAN-13 bar codes by GS1's General Specifications (5.2.1 and 5.2.2), for those who read them again: with nothing of what reads them.

/** Widths of the space, bar, space and bar of a digit in number set A; in set C they are bars and spaces, in set B set C's from the right. */
const WIDTHS = ['3211', '2221', '2122', '1411', '1132', '1231', '1114', '1312', '1213', '3112'];
/** The sets of the six digits on the left, which say the first digit. */
const SETS = ['AAAAAA', 'AABABB', 'AABBAB', 'AABBBA', 'ABAABB', 'ABBAAB', 'ABBBAA', 'ABABAB', 'ABABBA', 'ABBABA'];
/** Quiet zones left and right of the 95 modules. */
const QUIET = [11, 7];

/** The modules of a code, true for dark, with its quiet zones. The check digit is drawn as it is given. */
export function modules(digits) {
  const [first, ...rest] = [...digits].map(Number);
  const dark = [];
  const draw = (widths, begins) => [...widths].forEach((width, at) => dark.push(...Array(Number(width)).fill((at % 2 === 0) === begins)));
  dark.push(...Array(QUIET[0]).fill(false));
  draw('111', true);
  rest.slice(0, 6).forEach((digit, at) => draw(SETS[first][at] === 'A' ? WIDTHS[digit] : [...WIDTHS[digit]].reverse(), false));
  draw('11111', false);
  rest.slice(6).forEach((digit) => draw(WIDTHS[digit], true));
  draw('111', true);
  dark.push(...Array(QUIET[1]).fill(false));
  return dark;
}

/**
 * A picture of it in grey: bars of `module` pixels a module, light above and below, as a camera sees one: leaning by `lean` pixels a row,
 * its edges soft, its light uneven, and with noise of a seed.
 */
export function picture(digits, { module = 3, height = 80, lean = 0.05, seed = 1 } = {}) {
  const dark = modules(digits);
  const margin = 20;
  const width = dark.length * module + 2 * margin;
  const grey = new Uint8ClampedArray(width * (height + 2 * margin));
  let state = seed;
  const noise = () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 16) / 65_536 - 0.5;
  };
  for (let y = 0; y < height + 2 * margin; y += 1) {
    const inside = y >= margin && y < margin + height;
    for (let x = 0; x < width; x += 1) {
      // The share of dark within a pixel and half of each of its neighbours.
      let share = 0;
      for (let part = 0; part < 8; part += 1) {
        const at = (x + part / 4 - 0.5 - margin - lean * (y - margin)) / module;
        if (inside && at >= 0 && dark[Math.floor(at)]) share += 1 / 8;
      }
      const light = 235 - 50 * (x / width);
      grey[y * width + x] = light * (1 - 0.85 * share) + 16 * noise();
    }
  }
  return { grey, width, height: height + 2 * margin };
}
