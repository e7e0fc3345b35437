import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { measureOn } from '../../core/paper/draw.ts';
import { layOutHelp } from '../../core/paper/help-layout.ts';
import { layOut } from '../../core/paper/layout.ts';
import { letterLines } from '../../core/paper/test-page.ts';
import { makeSurface } from '../../native/printer/canvas.ts';
import { everything, helpSlip } from './example.ts';
import { charactersOf } from './font-glyphs.ts';

const weights = [500, 600, 700, 800];

/** The texts of every file of a folder, by file and first key. */
const filesIn = (path: string) => {
  const folder = new URL(`../../${path}/`, import.meta.url);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => {
      const json: object = JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
      return Object.entries(json).map(([key, value]) => [`${path}/${name} ${key}`, textsOf(value)] as const);
    });
};

const measure = measureOn(makeSurface(1, 1));
const words = [...layOut(everything, 576, measure).marks, ...layOutHelp(helpSlip, 576, measure).marks];
const slips = words.flatMap((mark) => (mark.kind === 'text' || mark.kind === 'figure' ? [mark.text] : []));
/** Screens at desks run in a browser with other fonts, which have arrows; neither paper nor kiosk can count on them. */
const isOnDesk = (source: string) => /^renderer\/text\/\w+\.json (counter|manager)$/.test(source);
const texts = [
  ...filesIn('renderer/text'),
  ...filesIn('assets/sites'),
  ...filesIn('assets/printers'),
  ['slips', slips] as const,
  ['test page', letterLines] as const,
];

test.each(weights)('every character of every text has a glyph of its own in weight %i', (weight) => {
  const known = charactersOf(weight);
  expect(known.size).toBeGreaterThan(300);
  expect(texts.flatMap(([, lines]) => lines).length).toBeGreaterThan(500);
  for (const [source, lines] of texts) {
    const lacking = missing(lines, known).filter((letter) => !(isOnDesk(source) && /^[←→]/.test(letter)));
    expect(lacking, `${source} has characters that the font does not`).toEqual([]);
  }
});

test('a character that the font lacks is found', () => {
  expect(missing(['Quầy → 3'], charactersOf(800))).toEqual(['→ U+2192']);
});

function missing(lines: readonly string[], known: ReadonlySet<string>): string[] {
  const letters = new Set(lines.flatMap((line) => Array.from(line.normalize('NFC'))));
  return [...letters]
    .filter((letter) => !known.has(letter) && letter !== '\n')
    .map((letter) => `${letter} U+${letter.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`);
}

function textsOf(json: unknown): string[] {
  if (typeof json === 'string') return [json];
  return typeof json === 'object' && json !== null ? Object.values(json).flatMap(textsOf) : [];
}
