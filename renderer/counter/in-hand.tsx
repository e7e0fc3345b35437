import type { Reason } from '../../core/queue/change.ts';
import type { Turn } from '../../core/queue/turn.ts';
import { QueueNumber } from '../shared/queue-number.tsx';
import type { SiteOnScreen } from '../shared/use-site.ts';
import type { Text } from '../text/text.ts';
import { Dot } from './marks.tsx';
import { serviceName } from './names.ts';
import { paceInHand } from './pace.ts';
import { PaceMark } from './pace-mark.tsx';
import { Tags } from './tags.tsx';
import { clockTime, minutesBetween, stopwatch } from './times.ts';
import type { Holder } from './use-holder.ts';
import { useText } from './use-text.ts';
import './in-hand.css';
import './state.css';

interface InHandProps {
  readonly turn: Turn;
  readonly holder: Holder | undefined;
  /** How many steps the visit has, as far as it is known. */
  readonly steps: number;
  readonly site: SiteOnScreen;
  readonly now: number;
}

export function InHand({ turn, holder, steps, site, now }: InHandProps) {
  const { t, say } = useText();
  const service = serviceName(site, turn.service, say);
  const pace = paceInHand(
    turn,
    site.services.find(({ id }) => id === turn.service),
    now,
  );
  const since = turn.servedAt ?? turn.calledAt ?? turn.queuedAt;
  return (
    <>
      <p className={`state ${turn.state}`}>
        <Dot />
        <span data-testid="state">
          {t(turn.state === 'called' ? 'counter.state.calling' : 'counter.state.serving', { n: turn.calls })}
        </span>
        {steps > 1 && (
          <span className="step" data-testid="step">
            {t('counter.inHand.stepOf', { n: turn.step + 1, m: steps })}
          </span>
        )}
        <PaceMark pace={pace} isFromNumber={pace.since === turn.issuedAt} />
        <span className="since">
          <b className="fig">{stopwatch(since, now)}</b>
          <small>{t(turn.servedAt ? 'counter.inHand.sinceServed' : 'counter.inHand.sinceCall')}</small>
        </span>
      </p>
      <div className="whose">
        <QueueNumber number={turn.number} testId="in-hand-number" />
        <div>
          <b data-testid={holder && 'holder'}>{holder?.name ?? service}</b>
          {holder && <p>{[service, ...bornAndId(holder, t)].join(' · ')}</p>}
          <Tags turn={turn} site={site} />
        </div>
      </div>
    </>
  );
}

interface FactsProps extends Pick<InHandProps, 'turn' | 'site' | 'now'> {
  readonly reason: Reason | undefined;
}

/** When its number was taken, when it was called, and why it and no other. */
export function Facts({ turn, reason, site, now }: FactsProps) {
  const { t } = useText();
  return (
    <dl className="facts">
      <div>
        <dt>{t('counter.inHand.issued')}</dt>
        <dd className="fig">
          {t('counter.inHand.issuedValue', {
            time: clockTime(turn.issuedAt, site.timeZone),
            n: minutesBetween(turn.queuedAt, turn.firstCalledAt ?? now),
          })}
        </dd>
      </div>
      <div>
        <dt>{t('counter.inHand.called')}</dt>
        <dd className="fig">
          {turn.calledAt && clockTime(turn.calledAt, site.timeZone)} · {t('counter.times', { n: turn.calls })}
        </dd>
      </div>
      {reason && (
        <div data-testid="reason">
          <dt>{t('counter.inHand.why')}</dt>
          <dd>{reasonWords(reason, site, t)}</dd>
        </div>
      )}
    </dl>
  );
}

function bornAndId({ birthYear, idTail }: Holder, t: Text): string[] {
  const born = birthYear && t('counter.inHand.birthYear', { year: birthYear });
  return [born, idTail && t('counter.inHand.idTail', { tail: idTail })].filter((words) => words !== '');
}

function reasonWords({ rule, waitedMinutes, note }: Reason, { queue }: SiteOnScreen, t: Text): string {
  const policy = queue.policy.rule;
  const guard = policy.kind === 'ratio' ? policy.guardMinutes : waitedMinutes;
  return t(`reason.${rule}`, { n: waitedMinutes, guard, note: note ?? '' });
}
