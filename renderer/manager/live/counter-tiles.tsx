import type { LiveFigures } from '../../../core/contract/manager.ts';
import { counterName, pauseName } from '../../counter/names.ts';
import { minutesBetween } from '../../counter/times.ts';
import { useText } from '../../counter/use-text.ts';
import type { SiteOnScreen } from '../../shared/use-site.ts';
import { peopleWords } from '../few-words.ts';

type CounterNow = LiveFigures['counters'][number];

interface Props {
  readonly counters: readonly CounterNow[];
  readonly site: SiteOnScreen;
  readonly at: string;
}

/** What each counter does: a mark of its own for serving, ready, paused, closed and not at work. */
export function CounterTiles({ counters, site, at }: Props) {
  const { t, say } = useText();
  const wordsOf = (counter: CounterNow): string => {
    const n = counter.since === undefined ? 0 : minutesBetween(counter.since, at);
    switch (stateOf(counter)) {
      case 'serving':
        return t('manager.counters.serving', { number: counter.number, n });
      case 'paused':
        if (counter.pause === undefined) return t('manager.counters.paused', { n });
        return t('manager.counters.pausedFor', { reason: pauseName(site, counter.pause, say), n });
      case 'closed':
        return t('manager.counters.closed');
      case 'idle':
        return t('manager.counters.idle');
      case 'ready':
        return t('manager.counters.open');
    }
  };
  return (
    <ol className="counter-tiles">
      {counters.map((counter) => (
        <li key={counter.id} data-state={stateOf(counter)} data-testid={`counter-${counter.id}`}>
          <svg className="counter-mark" viewBox="0 0 24 24" aria-hidden="true">
            <path d={marks[stateOf(counter)]} />
          </svg>
          <b>{counterName(site, counter.id, say)}</b>
          <span>{wordsOf(counter)}</span>
          <small>{t('manager.counters.done', { n: peopleWords(counter.finished, t) })}</small>
        </li>
      ))}
    </ol>
  );
}

type State = 'serving' | 'ready' | 'paused' | 'closed' | 'idle';

const marks: Readonly<Record<State, string>> = {
  serving: 'M12 3a9 9 0 1 0 0 18 9 9 0 1 0 0-18Z',
  ready: 'M12 4.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 1 0 0-15Zm0-1.5a9 9 0 1 1 0 18 9 9 0 1 1 0-18Z',
  paused: 'M6 4h4v16H6ZM14 4h4v16h-4Z',
  closed: 'M5 5h14v14H5Z',
  idle: 'M4 11h16v2H4Z',
};

function stateOf({ number, state, isWorking }: CounterNow): State {
  if (number !== undefined) return 'serving';
  if (state !== 'open') return state;
  return isWorking ? 'ready' : 'idle';
}
