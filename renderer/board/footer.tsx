import type { QueuedTicket } from '../../core/contract/hub.ts';
import { t } from './board-text.ts';
import { Bell } from './marks.tsx';

/** Missed numbers, last missed first; those that do not fit are left off whole. */
export function Footer({ missed }: { missed: readonly QueuedTicket[] }) {
  if (missed.length === 0)
    return (
      <footer>
        <Bell />
        <span>{t('board.quiet')}</span>
      </footer>
    );
  return (
    <footer>
      <Bell />
      <span>{t('board.missed')}</span>
      <ul>
        {missed.map(({ id, number }) => (
          <li key={id} data-testid="missed-number">
            {number}
          </li>
        ))}
      </ul>
      <span className="promise">– {t('board.missedHint')}</span>
    </footer>
  );
}
