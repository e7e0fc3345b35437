import { t } from './asked.ts';
import { Bell } from './marks.tsx';

/** More than this many leave no room for the promise beside them: it goes into two lines. */
const FEW = 3;

/** Missed numbers, last missed first; those that do not fit are left off whole. */
export function Footer({ missed }: { readonly missed: readonly string[] }) {
  if (missed.length === 0)
    return (
      <footer className="foot">
        <Bell />
        <span>{t('board.quiet')}</span>
      </footer>
    );
  return (
    <footer className={missed.length > FEW ? 'foot many' : 'foot few'}>
      <Bell />
      <span>{t('board.missed')}</span>
      <ul>
        {missed.map((number) => (
          <li key={number} data-testid="missed-number">
            {number}
          </li>
        ))}
      </ul>
      <p className="promise" data-testid="promise">
        <span>{t('board.missedWhere')}</span> <span>{t('board.missedPromise')}</span>
      </p>
    </footer>
  );
}
