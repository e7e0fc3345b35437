import type { CSSProperties } from 'react';
import { QueueNumber } from '../shared/queue-number.tsx';
import { t } from './asked.ts';
import type { Row } from './board-view.ts';
import './call-rows.css';
import { headingOf, type PlaceSign, under } from './place-sign.ts';
import { Sign } from './sign.tsx';
import { widestSign, widthOfNumber } from './type-width.ts';

interface CallRowsProps {
  readonly rows: readonly Row[];
  readonly signs: ReadonlyMap<string, PlaceSign>;
}

/** The last calls before those on the cards. All numbers are of one size: the largest at which the widest fits. */
export function CallRows({ rows, signs }: CallRowsProps) {
  const heading = headingOf([...signs.values()]);
  const shown = new Map([...signs].map(([id, sign]) => [id, under(heading, sign)]));
  const widths = {
    '--number': Math.max(0, ...rows.map(({ number }) => widthOfNumber(number))),
    '--sign': widestSign([...shown.values()]),
  } as CSSProperties;
  // Room for the same below every number, or they would be of two sizes.
  const hasCaptions = [...shown.values()].some(({ floor }) => floor !== undefined);
  return (
    <section className={hasCaptions ? 'rows with-caption' : 'rows'} style={widths}>
      <h2>
        <span>{t('board.justCalled')}</span>
        <span data-testid="rows-head">
          {[heading.head ?? t('board.place'), heading.floor].filter(Boolean).join(', ')}
        </span>
      </h2>
      <ol>
        {rows.map(({ number, counter }) => {
          const sign = shown.get(counter);
          return (
            <li key={number} data-testid="call-row">
              <div>
                <QueueNumber number={number} />
                {sign && <Sign sign={sign} testId="row-place" />}
              </div>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
