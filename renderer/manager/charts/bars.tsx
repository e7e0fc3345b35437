import type { ReactNode } from 'react';
import type { People } from '../../../core/report/few.ts';
import { useText } from '../../counter/use-text.ts';
import { drawn, peopleWords } from '../few-words.ts';

export interface Bar {
  readonly id: string;
  readonly name: ReactNode;
  readonly people: People;
  /** Beside the count. */
  readonly more?: string;
}

/** Counts of groups, as bars beside each other; a covered one is a short hatched bar. */
export function Bars({ bars }: { readonly bars: readonly Bar[] }) {
  const { t } = useText();
  const most = Math.max(1, ...bars.map(({ people }) => drawn(people) ?? 0));
  return (
    <div className={bars.some(({ more }) => more) ? 'rows explained' : 'rows'}>
      {bars.map(({ id, name, people, more }) => {
        const count = drawn(people);
        return (
          <div className="row" key={id} data-testid={`bar-${id}`}>
            <span className="row-name">{name}</span>
            <svg className="row-picture" aria-hidden="true">
              {count === undefined ? (
                <rect className="few-box" width="4%" y="15%" height="70%" />
              ) : (
                <rect className="bar" width={`${(count / most) * 100}%`} y="15%" height="70%" rx="3" />
              )}
            </svg>
            <span className="row-value" title={people === 'hidden' ? t('manager.hiddenHint') : undefined}>
              {more && typeof people === 'number' ? more : peopleWords(people, t)}
            </span>
          </div>
        );
      })}
    </div>
  );
}
