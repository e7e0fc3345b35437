import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CAP_OF_TYPE, LEAST_CAP_MM, panelFor, panels, pxPerMm, typePx } from '../../renderer/board/panel.ts';
import { type BoardGallery, openBoardGallery, show } from './board-gallery/open-board-gallery.ts';
import { boardProblems, capHeights } from './board-gallery/problems.ts';
import { scenes } from './board-gallery/scenes.ts';
import { faint } from './counter-legible.ts';

let gallery: BoardGallery;
beforeAll(async () => {
  gallery = await openBoardGallery();
});
afterAll(() => gallery.close());

const sizes = [43, 50, 55, 65] as const;
const boards = (['landscape', 'portrait'] as const).flatMap((way) => sizes.map((panel) => ({ way, panel })));

describe.each(boards)('a panel of $panel inches, $way', ({ way, panel }) => {
  it.each(['vi', 'en'] as const)('shows every scene whole, to be read from 5 m: %s', async (language) => {
    const page = await gallery.open({ way, panel, language });
    const problems: Record<string, string[]> = {};
    for (const [name, scene] of Object.entries(scenes)) {
      await show(page, scene);
      const found = [...(await page.evaluate(boardProblems)), ...(await faint(page)), ...(await tooSmall(page, panel))];
      if (found.length > 0) problems[name] = found;
    }
    await page.close();
    expect(problems).toEqual({});
  });

  it('sets the last calls as large as the table says, as many as it says', async () => {
    const page = await gallery.open({ way, panel, language: 'vi' });
    await show(page, scenes.normal!);
    const rows = page.getByTestId('call-row');
    expect(await rows.count()).toBe(Math.min(panels[panel].rows, 6));
    const { 'number in a row': cap } = await page.evaluate(capHeights);
    expect(cap).toBeCloseTo(panels[panel].rowPx * CAP_OF_TYPE, 0);
    await page.close();
  });
});

async function tooSmall(page: Page, panel: number): Promise<string[]> {
  const heights = await page.evaluate(capHeights);
  return Object.entries(heights)
    .map(([name, px]) => ({ name, mm: px / pxPerMm(panel) }))
    .filter(({ mm }) => mm < LEAST_CAP_MM)
    .map(({ name, mm }) => `the ${name} is ${mm.toFixed(1)} mm high`);
}

describe('the sizes of the table', () => {
  it.each([
    { inches: 43, px: 149.25 },
    { inches: 50, px: 128.4 },
    { inches: 55, px: 116.7 },
    { inches: 65, px: 98.7 },
  ])('can be read from 5 m on $inches inches', ({ inches, px }) => {
    expect(typePx(LEAST_CAP_MM, inches)).toBeCloseTo(px, 0);
    expect(panels[panelFor(String(inches))].rowPx).toBeGreaterThan(px);
  });

  it('are those of the next smaller panel where a panel is between two', () => {
    expect(['32', '43', '49', '50', '54', '58', '75', null, 'wide'].map(panelFor)).toEqual([
      43, 43, 43, 50, 50, 55, 65, 55, 55,
    ]);
  });
});

describe('the checks of this file', () => {
  it('see a number that is too large, one that is too small, and words over each other', async () => {
    const page = await gallery.open({ way: 'landscape', panel: 55, language: 'vi' });
    await show(page, scenes.normal!);
    const set = (selector: string, property: string, value: string) =>
      page.evaluate(
        ([of, name, to]) => document.querySelector<HTMLElement>(of!)?.style.setProperty(name!, to!),
        [selector, property, value],
      );
    expect(await page.evaluate(boardProblems)).toEqual([]);
    await set('.call .queue-number', 'font-size', '500px');
    expect(await page.evaluate(boardProblems)).toContainEqual(expect.stringContaining('leaves call'));
    await set('.call .queue-number', 'font-size', '100px');
    expect(await tooSmall(page, 55)).toEqual(['the number on a card is 47.6 mm high']);
    await set('.rows li', 'transform', 'translateY(100px)');
    expect(await page.evaluate(boardProblems)).toContainEqual(expect.stringContaining('lies over'));
    await page.close();
  });
});
