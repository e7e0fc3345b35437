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

/** So many are named one by one even where the whole hall pauses. */
const FEW = 3;

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
  const pauses = pausesOf(
    paused.map(({ id }) => ({ sign: signs.get(id), reason: reasonOf(id) })),
    paused.length === hall.counters.length,
  );
  if (waiting.length + paused.length === 0) return null;
  return (
    <aside className="notes">
      {paused.length > 0 && (
        <ul data-testid="paused">
          {pauses.map((pause) => (
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

/** "Quầy 1, 2 tạm nghỉ (Nghỉ trưa)": the reason only where it is that of all, so that every place has room. */
function pausesOf(pauses: readonly Pause[], isWholeHall: boolean): string[] {
  const [first] = pauses;
  const shared = pauses.every(({ reason }) => reason === first?.reason) ? first?.reason : undefined;
  const told = (places: string) => t(shared ? 'board.pausedFor' : 'board.paused', { places, reason: shared });
  if (isWholeHall && pauses.length > FEW) return [told(t('board.allPlaces'))];
  return Object.values(Object.groupBy(pauses, ({ sign }) => sign?.head ?? '')).map((group = []) =>
    told([group[0]?.sign?.head, group.map(({ sign }) => sign?.sign).join(', ')].filter(Boolean).join(' ')),
  );
}
