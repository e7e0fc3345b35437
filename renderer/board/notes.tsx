import type { SiteOnScreen } from '../shared/use-site.ts';
import { say, t } from './asked.ts';
import type { BoardState } from './board-state.ts';
import type { Hall } from './hall.ts';
import type { PlaceSign } from './place-sign.ts';

interface NotesProps {
  readonly site: SiteOnScreen;
  readonly hall: Hall;
  readonly board: BoardState;
  readonly signs: ReadonlyMap<string, PlaceSign>;
}

/** In a quiet place: which counters pause, and how many wait for each series of numbers. */
export function Notes({ site, hall, board, signs }: NotesProps) {
  const here = new Set(hall.counters.flatMap(({ services }) => services));
  const waiting = site.services.filter(({ id }) => here.has(id) && (board.waiting[id] ?? 0) > 0);
  const paused = hall.counters.filter(({ id }) => board.counters.get(id)?.state === 'paused');
  const reasonOf = (counter: string) => {
    const code = board.counters.get(counter)?.reason;
    const reason = site.queue.pauses.find(({ id }) => id === code);
    return reason && say(reason.name);
  };
  if (waiting.length + paused.length === 0) return null;
  return (
    <aside className="notes">
      {paused.length > 0 && (
        <ul data-testid="paused">
          {pausesOf(paused.map(({ id }) => ({ sign: signs.get(id), reason: reasonOf(id) }))).map((pause) => (
            <li key={pause}>{pause}</li>
          ))}
        </ul>
      )}
      {waiting.length > 0 && (
        <dl data-testid="waiting">
          <dt>{t('board.waiting')}</dt>
          {waiting.map(({ id, letter, name }) => (
            <dd key={id} title={say(name)}>
              <b>{letter}</b> {board.waiting[id]}
            </dd>
          ))}
        </dl>
      )}
    </aside>
  );
}

interface Pause {
  readonly sign: PlaceSign | undefined;
  readonly reason: string | undefined;
}

/** "Quầy 1, 2 tạm nghỉ (Nghỉ trưa)": those that pause for one reason together. */
function pausesOf(pauses: readonly Pause[]): string[] {
  const together = Object.groupBy(pauses, ({ sign, reason }) => `${sign?.head ?? ''}/${reason ?? ''}`);
  return Object.values(together).map((group = []) => {
    const [first] = group;
    const places = [first?.sign?.head, group.map(({ sign }) => sign?.sign).join(', ')].filter(Boolean).join(' ');
    return t(first?.reason ? 'board.pausedFor' : 'board.paused', { places, reason: first?.reason });
  });
}
