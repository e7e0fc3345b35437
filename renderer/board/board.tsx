import type { CSSProperties } from 'react';
import type { SiteOnScreen } from '../shared/use-site.ts';
import { language, t } from './asked.ts';
import type { BoardState } from './board-state.ts';
import { boardView } from './board-view.ts';
import { CallCards } from './call-cards.tsx';
import { CallRows } from './call-rows.tsx';
import { Footer } from './footer.tsx';
import type { Hall } from './hall.ts';
import { Header } from './header.tsx';
import { Notes } from './notes.tsx';
import { LEAST_CAP_MM, type Panel, panels, typePx } from './panel.ts';
import { signOf } from './place-sign.ts';

export interface BoardProps {
  readonly site: SiteOnScreen;
  readonly hall: Hall;
  readonly board: BoardState;
  readonly hubTime: () => Date;
  readonly panel: Panel;
  /** Where the browser keeps the board silent until it is touched. */
  readonly unlock: (() => void) | undefined;
}

/** Everything that the hall sees, from one value. */
export function Board({ site, hall, board, hubTime, panel, unlock }: BoardProps) {
  const { cards, rows, missed } = boardView(board, panels[panel].rows);
  const counterOf = (id: string) => hall.counters.find((counter) => counter.id === id);
  const signs = new Map(hall.counters.map((counter) => [counter.id, signOf(counter, language, t)]));
  return (
    <div className="board" style={sizesOf(panel)}>
      <Header {...{ site, hall, board, hubTime, unlock }} />
      <CallCards cards={cards} signs={signs} counterOf={counterOf} />
      <Notes site={site} hall={hall} board={board} signs={signs} />
      <CallRows rows={rows} signs={signs} />
      <Footer missed={missed} />
    </div>
  );
}

const HEAD_REM = 7.4;

/** In rem, ten pixels of the drawing each: the panel as a whole scales them to its own. */
function sizesOf(panel: Panel): CSSProperties {
  const { rows, rowPx, leftShare } = panels[panel];
  const least = typePx(LEAST_CAP_MM, panel);
  return {
    '--rows': rows,
    '--row': `${rowPx / 10}rem`,
    '--rows-tall': `${HEAD_REM + (rows * (1.15 * least + 13)) / 10}rem`,
    '--head': `${HEAD_REM}rem`,
    '--left': `${leftShare}fr`,
    '--right': `${1 - leftShare}fr`,
  } as CSSProperties;
}
