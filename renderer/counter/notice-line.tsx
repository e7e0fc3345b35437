import type { SiteOnScreen } from '../shared/use-site.ts';
import type { Situation } from './actions.ts';
import { type Notice, nameOf, wordsOf } from './notices.ts';
import { secondsIn } from './times.ts';
import { UNDO_MS } from './use-orders.ts';
import { useText } from './use-text.ts';

interface NoticeProps {
  readonly notice: Notice | undefined;
  readonly situation: Situation;
  readonly site: SiteOnScreen;
  /** Until the last order can be taken back, in milliseconds; not above zero where it cannot. */
  readonly undoInMs: number;
  readonly undo: () => void;
}

/** What came of the last order, and the way back for as long as there is one. */
export function NoticeLine({ notice, situation, site, undoInMs, undo }: NoticeProps) {
  const { t, say } = useText();
  const isDone = notice?.is === 'did' || notice?.is === 'undone';
  const words = notice && wordsOf(notice, { t, say, site }, situation);
  const hasUndo = undoInMs > 0 && undoInMs <= UNDO_MS;
  return (
    <div className={isDone ? 'notice done' : 'notice'}>
      <p role="status" data-testid="notice" data-notice={notice && words && nameOf(notice)}>
        {words}
      </p>
      {hasUndo && (
        <button type="button" data-testid="undo" onClick={undo}>
          {t('counter.undo')} <kbd>Z</kbd> <span className="fig">{secondsIn(undoInMs)}</span>
        </button>
      )}
    </div>
  );
}
