import type { QueuedTicket } from '../../core/contract/hub.ts';
import { QueueNumber } from '../shared/queue-number.tsx';
import type { SiteOnScreen } from '../shared/use-site.ts';
import { minutesBetween } from './desk.ts';
import { Badge, Dot, SealCheck } from './marks.tsx';
import { serviceName } from './names.ts';
import { clockTime, stopwatch } from './times.ts';
import { useText } from './use-text.ts';
import './in-hand.css';

interface InHandProps {
  readonly ticket: QueuedTicket;
  readonly site: SiteOnScreen;
  readonly now: number;
}

export function InHand({ ticket, site, now }: InHandProps) {
  const { t, say } = useText();
  const calledAt = ticket.calledAt ?? ticket.issuedAt;
  const waited = minutesBetween(ticket.issuedAt, calledAt);
  const isProved = ticket.identity === 'card-proved';
  return (
    <>
      <p className="state serving">
        <Dot />
        {t('counter.inHand.serving')}
        <span className="fig since" title={t('counter.inHand.sinceCall')}>
          {stopwatch(calledAt, now)}
        </span>
      </p>
      <div className="whose">
        <QueueNumber number={ticket.number} testId="in-hand-number" />
        <div>
          <b>{serviceName(site, ticket.service, say)}</b>
          <span className={isProved ? 'tag' : 'tag plain'} data-testid="identity">
            {isProved ? <SealCheck /> : <Badge />}
            {t(`counter.inHand.${ticket.identity}`)}
          </span>
        </div>
      </div>
      <dl className="facts">
        <div>
          <dt>{t('counter.inHand.issued')}</dt>
          <dd className="fig">{clockTime(ticket.issuedAt, site.timeZone)}</dd>
        </div>
        <div>
          <dt>{t('counter.inHand.waited')}</dt>
          <dd className="fig">{t('counter.minutes', { n: waited })}</dd>
        </div>
        <div>
          <dt>{t('counter.inHand.called')}</dt>
          <dd className="fig">
            {clockTime(calledAt, site.timeZone)} · {t('counter.times', { n: ticket.calls })}
          </dd>
        </div>
      </dl>
    </>
  );
}

/** Nothing in hand: the counter is ready, or rests because nobody waits. */
export function Idle({ waiting }: { waiting: number }) {
  const { t } = useText();
  return (
    <>
      <p className="state">
        <Dot />
        {t('counter.idle.state')}
      </p>
      <div className="idle">
        <b>{t(waiting > 0 ? 'counter.idle.ready' : 'counter.idle.nobody', { n: waiting })}</b>
        <span>{t(waiting > 0 ? 'counter.idle.readyHint' : 'counter.idle.nobodyHint')}</span>
      </div>
    </>
  );
}
