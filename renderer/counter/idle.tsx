import type { CounterOnScreen, SiteOnScreen } from '../shared/use-site.ts';
import type { Desk } from './desk.ts';
import { Dot } from './marks.tsx';
import { pauseName } from './names.ts';
import { stopwatch } from './times.ts';
import { useText } from './use-text.ts';

interface IdleProps {
  readonly desk: Desk;
  readonly site: SiteOnScreen;
  readonly counter: CounterOnScreen;
  readonly now: number;
}

/** Nothing in hand: the counter is ready, or rests because nobody waits. */
export function Ready({ waiting }: { readonly waiting: number }) {
  const { t } = useText();
  return (
    <>
      <p className="state ready">
        <Dot />
        <span data-testid="state">{t('counter.state.ready')}</span>
      </p>
      <div className="idle">
        <b>{t(waiting > 0 ? 'counter.idle.ready' : 'counter.idle.nobody', { n: waiting })}</b>
        <span>{t(waiting > 0 ? 'counter.idle.readyHint' : 'counter.idle.nobodyHint')}</span>
      </div>
    </>
  );
}

/** The counter is paused or closed, and the hall knows it. */
export function Resting({ desk, site, counter, now }: IdleProps) {
  const { t, say } = useText();
  const state = desk.state === 'closed' ? 'closed' : 'paused';
  return (
    <>
      <p className="state resting">
        <Dot />
        <span data-testid="state">{t(`counter.state.${state}`)}</span>
        {desk.restsSince && <b className="since fig">{stopwatch(desk.restsSince, now)}</b>}
      </p>
      <div className="idle" data-testid="resting">
        <b>{t(`counter.rest.${state}`)}</b>
        {desk.pause && <span>{t('counter.rest.reason', { reason: pauseName(site, desk.pause, say) })}</span>}
        <span>
          {t(state === 'closed' ? 'counter.rest.boardClosed' : 'counter.rest.board', { counter: say(counter.name) })}
        </span>
        <span>{desk.inHand ? t('counter.rest.inHand', { number: desk.inHand.number }) : t('counter.rest.hint')}</span>
      </div>
    </>
  );
}
