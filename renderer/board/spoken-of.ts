import type { Spoken } from '../../core/speech/spoken.ts';
import type { BoardState, Changed, CounterChanged } from './board-state.ts';
import { isCallHere, isNews, isUnheard } from './news.ts';

/** What the voice of this hall has to say of an event, or to leave unsaid; nothing of what is history. */
export function spokenOf(before: BoardState, event: Changed | CounterChanged, now: number): Spoken | undefined {
  const spoken = event.type === 'changed' ? ofTurn(before, event) : ofCounter(before, event);
  const isOfNow = spoken?.kind === 'over' ? isUnheard(before, event) : isNews(before, event, now);
  return isOfNow ? spoken : undefined;
}

function ofTurn(before: BoardState, event: Changed): Spoken | undefined {
  const { seq, change, turn } = event;
  const { number, language, counter = '' } = turn;
  const place = before.here.get(counter);
  if (place && isCallHere(before, event))
    return { seq, kind: 'call', counter, call: { number, place, language, isRecall: change === 'recalled' } };
  if (place && change === 'missed') return { seq, kind: 'missed', number, language };
  // A recall that is taken back leaves the number called; whatever else comes, nobody waits for it any more.
  return place && turn.state === 'called' ? undefined : { seq, kind: 'over', number };
}

function ofCounter({ here, counters }: BoardState, { seq, state }: CounterChanged): Spoken | undefined {
  const place = here.get(state.counter);
  const wasPaused = counters.get(state.counter)?.state === 'paused';
  return place && state.state === 'paused' && !wasPaused
    ? { seq, kind: 'closing', counter: state.counter, place }
    : undefined;
}
