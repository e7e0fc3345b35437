import type { CSSProperties } from 'react';
import { Icon } from '../shared/icons.tsx';
import { QueueNumber } from '../shared/queue-number.tsx';
import type { SiteOnScreen } from '../shared/use-site.ts';
import { textIn } from '../text/text.ts';
import { language, t } from './asked.ts';
import type { Card } from './board-view.ts';
import './call-cards.css';
import { type PlaceSign, placeInWords, signOf } from './place-sign.ts';
import { Sign } from './sign.tsx';
import { widestSign, widthOfLine, widthOfNumber } from './type-width.ts';

type Counter = SiteOnScreen['counters'][number];

interface CallCardsProps {
  readonly cards: readonly Card[];
  readonly signs: ReadonlyMap<string, PlaceSign>;
  readonly counterOf: (id: string) => Counter | undefined;
}

/** One call fills the place; two or three share it. Their numbers are of one size. */
export function CallCards({ cards, signs, counterOf }: CallCardsProps) {
  const widths = {
    '--number': Math.max(0, ...cards.map(({ number }) => widthOfNumber(number))),
    '--sign': widestSign(cards.map(({ counter }) => signs.get(counter)).filter((sign) => sign !== undefined)),
    '--line': Math.max(0, ...cards.map(({ counter }) => widthOfLine(signs.get(counter)))),
  } as CSSProperties;
  return (
    <main className={`now tiles of-${cards.length}`} aria-live="polite" style={widths}>
      {cards.length === 0 && (
        <div className="calm">
          <h2>{t('board.calm')}</h2>
          <p>{t('board.calmHint')}</p>
        </div>
      )}
      {cards.map((card) => (
        <CallCard
          key={`${card.number} ${card.seq}`}
          card={card}
          sign={signs.get(card.counter)}
          counter={counterOf(card.counter)}
          isAlone={cards.length === 1}
        />
      ))}
    </main>
  );
}

interface CallCardProps {
  readonly card: Card;
  readonly sign: PlaceSign | undefined;
  readonly counter: Counter | undefined;
  readonly isAlone: boolean;
}

function CallCard({ card, sign, counter, isAlone }: CallCardProps) {
  const second = counter && card.language !== language ? secondLine(card, counter, isAlone) : undefined;
  const title = card.stand === 'served' ? 'justCalled' : card.isRecall ? 'recall' : 'call';
  return (
    <div className={`call ${card.stand}`} data-testid="call-card">
      {(isAlone || card.isRecall) && <h2>{t(isAlone ? `board.${title}` : 'board.again')}</h2>}
      <QueueNumber number={card.number} testId="current-number" />
      <div className="to">
        <Icon name="go" />
        {sign && <Sign sign={sign} testId="current-counter" />}
      </div>
      {second && (
        <p className="second" lang={card.language} data-testid="second-language">
          {second}
        </p>
      )}
    </div>
  );
}

/** The same in the language in which the ticket was taken; beside other calls only where to go, below the number. */
function secondLine({ number, language: of }: Card, counter: Counter, isAlone: boolean): string {
  const text = textIn(of);
  const place = placeInWords(signOf(counter, of, text));
  return isAlone ? text('board.numberTo', { number, place }) : place;
}
