import { type Action, judge, type Situation } from './actions.ts';
import { keysOf } from './keys.ts';
import type { Order } from './orders.ts';
import { useText } from './use-text.ts';
import './actions.css';

interface BarProps {
  readonly situation: Situation;
  readonly busy: Order['name'] | undefined;
  readonly isSettling: boolean;
  readonly act: (action: Action) => void;
}

const large = ['recall', 'miss'] as const;
const small = ['arrive', 'transfer', 'hold', 'pick', 'finish', 'pause'] as const;

/** The orders, each with its key. The first one is what the state of the counter makes of it. */
export function ActionBar({ situation, busy, isSettling, act }: BarProps) {
  const { t } = useText();
  const { desk, isRoom } = situation;
  const button = (action: Exclude<Action, 'next'>) => (
    <ActionButton key={action} action={action} situation={situation} isBusy={busy !== undefined} act={act} />
  );
  return (
    <div className="actions">
      <div className="large">
        <button
          type="button"
          className="order main"
          data-testid="call-next"
          aria-disabled={busy !== undefined || isSettling}
          aria-busy={busy === 'callNext'}
          onClick={() => act('next')}
        >
          {t(`counter.actions.next.${desk.state}`)}
          <kbd>Space</kbd>
        </button>
        {large.map(button)}
      </div>
      <div className="small" data-count={isRoom ? 7 : 6}>
        {small.map(button)}
        {isRoom && button('steps')}
      </div>
    </div>
  );
}

interface ButtonProps {
  readonly action: Exclude<Action, 'next'>;
  readonly situation: Situation;
  readonly isBusy: boolean;
  readonly act: (action: Action) => void;
}

/** A button that cannot be used yet says how long; pressed all the same, it says why. */
function ActionButton({ action, situation, isBusy, act }: ButtonProps) {
  const { t } = useText();
  const verdict = judge(action, situation);
  return (
    <button
      type="button"
      className="order"
      data-testid={action}
      aria-disabled={isBusy || !verdict.may}
      onClick={() => act(action)}
    >
      {t(`counter.actions.${action}`)}
      {!verdict.may && verdict.inMs !== undefined ? (
        <small className="fig">{t('counter.actions.in', { n: verdict.n })}</small>
      ) : (
        <kbd>{keysOf[action][0]}</kbd>
      )}
    </button>
  );
}
