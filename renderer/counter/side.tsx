import type { QueueState } from '../shared/queue-state.ts';
import type { CounterOnScreen, SiteOnScreen } from '../shared/use-site.ts';
import type { Desk } from './desk.ts';
import { HeldList, MissedList, WaitingList } from './lists.tsx';
import { Late } from './marks.tsx';
import { longestWaiting, paceOfWait } from './pace.ts';
import { minutesBetween } from './times.ts';
import { useText } from './use-text.ts';
import './side.css';

interface SideProps {
  readonly desk: Desk;
  readonly queue: QueueState;
  readonly site: SiteOnScreen;
  readonly counter: CounterOnScreen;
  /** Also those whom no list shows. */
  readonly waiting: number;
  readonly finished: number;
  readonly now: number;
  /** As of when the lists are, where they are old. */
  readonly asOf: string | undefined;
  readonly bringBack: (ticketId: string) => void;
}

export function Side({ desk, queue, site, counter, waiting, finished, now, asOf, bringBack }: SideProps) {
  const lists = { site, now, asOf, canCall: desk.state === 'ready', bringBack };
  return (
    <aside className={asOf ? 'side old' : 'side'} data-old={asOf !== undefined}>
      <Figures desk={desk} site={site} waiting={waiting} finished={finished} now={now} />
      <WaitingList {...lists} turns={desk.waiting} waiting={waiting} counter={counter} />
      {desk.held.length > 0 && <HeldList {...lists} turns={desk.held} heldSince={queue.heldSince} />}
      {desk.missed.length > 0 && <MissedList {...lists} turns={desk.missed} />}
    </aside>
  );
}

interface FiguresProps extends Pick<SideProps, 'desk' | 'site' | 'waiting' | 'finished' | 'now'> {}

function Figures({ desk, site, waiting, finished, now }: FiguresProps) {
  const { t } = useText();
  const longest = longestWaiting(desk.waiting);
  const pace =
    longest &&
    paceOfWait(
      longest,
      site.services.find(({ id }) => id === longest.service),
      now,
    );
  return (
    <dl className="card figures">
      <div>
        <dd className="fig" data-testid="count-waiting">
          {waiting}
        </dd>
        <dt>{t('counter.figures.waiting')}</dt>
      </div>
      <div className={pace?.isLate ? 'late' : undefined} data-testid="longest">
        <dd className="fig" data-testid="count-longest">
          {pace?.isLate && <Late />}
          {longest ? `${minutesBetween(longest.queuedAt, now)}’` : '–'}
        </dd>
        <dt>{pace?.isLate ? t('counter.figures.late', { n: pace.targetMinutes }) : t('counter.figures.longest')}</dt>
      </div>
      <div>
        <dd className="fig" data-testid="count-finished">
          {finished}
        </dd>
        <dt>{t('counter.figures.finished')}</dt>
      </div>
    </dl>
  );
}
