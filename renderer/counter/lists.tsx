import type { ReactNode } from 'react';
import type { Turn } from '../../core/queue/turn.ts';
import type { CounterOnScreen, SiteOnScreen } from '../shared/use-site.ts';
import { Late, Star } from './marks.tsx';
import { className, serviceName, serviceNames } from './names.ts';
import { paceOfWait } from './pace.ts';
import { clockTime, minutesBetween } from './times.ts';
import { useIsStrip } from './use-is-strip.ts';
import { useText } from './use-text.ts';

interface ListProps {
  readonly turns: readonly Turn[];
  readonly site: SiteOnScreen;
  readonly now: number;
  readonly asOf: string | undefined;
  /** Nothing is in hand, so that one of these may be called. */
  readonly canCall: boolean;
  readonly bringBack: (ticketId: string) => void;
}

const SHOWN = 60;

export function WaitingList(props: ListProps & { readonly waiting: number; readonly counter: CounterOnScreen }) {
  const { turns, site, now, waiting, counter, asOf } = props;
  const { t, say } = useText();
  const shown = turns.slice(0, SHOWN);
  return (
    <Fold
      name="waiting"
      title={t('counter.side.waiting')}
      count={waiting}
      hint={asOf ? t('counter.offline.asOf', { time: asOf }) : serviceNames(site, counter.services, say)}
    >
      {waiting === 0 && <p className="none">{t('counter.side.nobody')}</p>}
      <ol>
        {shown.map((turn) => {
          const service = site.services.find(({ id }) => id === turn.service);
          const { isLate } = paceOfWait(turn, service, now);
          return (
            <li key={turn.id} data-testid="waiting-row" className={isLate ? 'late' : undefined}>
              <b className="fig">{turn.number}</b>
              <span className="what">
                {serviceName(site, turn.service, say)}
                <Chips turn={turn} site={site} />
              </span>
              <em className="fig">
                {isLate && <Late />}
                {minutesBetween(turn.queuedAt, now)}’
              </em>
            </li>
          );
        })}
      </ol>
      {waiting > shown.length && <p className="none">{t('counter.side.more', { n: waiting - shown.length })}</p>}
    </Fold>
  );
}

interface HeldProps extends ListProps {
  readonly heldSince: ReadonlyMap<string, string>;
}

/** Waiting for a paper, with the age of the wait; from the last call where the hold itself was not heard. */
export function HeldList({ turns, heldSince, site, now, canCall, bringBack }: HeldProps) {
  const { t, say } = useText();
  return (
    <Fold name="held" title={t('counter.side.held')} count={turns.length} hint={t('counter.side.heldHint')}>
      <ol>
        {turns.map((turn) => (
          <li key={turn.id} data-testid="held-row">
            <b className="fig">{turn.number}</b>
            <span className="what">
              {turn.returnsAt
                ? t('counter.side.heldUntil', { time: clockTime(turn.returnsAt, site.timeZone) })
                : serviceName(site, turn.service, say)}
            </span>
            <em className="fig">
              {minutesBetween(heldSince.get(turn.id) ?? turn.servedAt ?? turn.calledAt ?? turn.queuedAt, now)}’
            </em>
            {canCall && <CallButton onPress={() => bringBack(turn.ticketId)}>{t('counter.side.call')}</CallButton>}
          </li>
        ))}
      </ol>
    </Fold>
  );
}

export function MissedList({ turns, site, canCall, bringBack }: ListProps) {
  const { t, say } = useText();
  return (
    <Fold name="missed" title={t('counter.side.missed')} count={turns.length} hint={t('counter.side.missedHint')}>
      <ol>
        {turns.map((turn) => (
          <li key={turn.id} data-testid="missed-row">
            <b className="fig">{turn.number}</b>
            <span className="what">{serviceName(site, turn.service, say)}</span>
            <em className="fig">{t('counter.times', { n: turn.calls })}</em>
            {canCall && <CallButton onPress={() => bringBack(turn.ticketId)}>{t('counter.side.bringBack')}</CallButton>}
          </li>
        ))}
      </ol>
    </Fold>
  );
}

function Chips({ turn, site }: { readonly turn: Turn; readonly site: SiteOnScreen }) {
  const { t, say } = useText();
  const { priority, appointmentAt } = turn;
  return (
    <>
      {priority && (
        <span className="tag plain" title={className(site, priority.class, say)}>
          <Star />
          {t('counter.priority.short')}
        </span>
      )}
      {appointmentAt && <span className="tag">{clockTime(appointmentAt, site.timeZone)}</span>}
      {turn.assignedTo && <span className="tag">{t('counter.side.assigned')}</span>}
    </>
  );
}

function CallButton({ onPress, children }: { readonly onPress: () => void; readonly children: string }) {
  return (
    <button type="button" data-testid="bring-back" onClick={onPress}>
      {children}
    </button>
  );
}

interface FoldProps {
  readonly name: 'waiting' | 'held' | 'missed';
  readonly title: string;
  readonly count: number;
  readonly hint: string;
  readonly children: ReactNode;
}

/** A list with its head. On a narrow strip it is folded until somebody opens it. */
function Fold({ name, title, count, hint, children }: FoldProps) {
  const isStrip = useIsStrip();
  return (
    <details className={`card list ${name}`} open={!isStrip} data-testid={`list-${name}`}>
      <summary>
        <h2>
          {title} <b className="fig">{count}</b>
        </h2>
        <span>{hint}</span>
      </summary>
      {children}
    </details>
  );
}
