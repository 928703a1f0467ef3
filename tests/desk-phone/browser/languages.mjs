// The languages of the app, read from the one table of them, each with a market in which the seed is sold.

import { existsSync, readFileSync } from 'node:fs';

const ASSETS = new URL('../../../assets/', import.meta.url);

/** Rows of `{ language, market }` in the table's order. Not all of TOML is read: only the two keys, each on a line of its own. */
export function places() {
  const text = readFileSync(new URL('l10n/languages.toml', ASSETS), 'utf8');
  const sold = (market) => existsSync(new URL(`seed/prices.${market}.tsv`, ASSETS));
  return text.split(/^\[\[language\]\]$/m).slice(1).map((row) => {
    const value = (key) => new RegExp(`^${key} = "([^"]+)"$`, 'm').exec(row)[1];
    const home = value('home_market');
    return { language: value('tag'), market: sold(home) ? home : 'US' };
  });
}
