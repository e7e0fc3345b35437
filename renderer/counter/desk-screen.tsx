import { useCallback, useEffect, useMemo, useReducer } from 'react';
import type { HubClient } from '../shared/hub-client.ts';
import { followFeed, type LinkEvent } from '../shared/live-feed.ts';
import { takeIn, unheard } from '../shared/queue-state.ts';
import type { CounterOnScreen, SiteOnScreen } from '../shared/use-site.ts';
import { Actions } from './actions.tsx';
import { deskOf } from './desk.ts';
import { Header } from './header.tsx';
import { Idle, InHand } from './in-hand.tsx';
import { Side } from './side.tsx';
import { Today } from './today.tsx';
import { useNow } from './use-now.ts';
import { useOrderKeys } from './use-order-keys.ts';
import { useOrders } from './use-orders.ts';
import { useText } from './use-text.ts';
import './desk.css';

interface DeskScreenProps {
  readonly hub: HubClient;
  readonly site: SiteOnScreen;
  readonly counter: CounterOnScreen;
  readonly staffName: string;
  readonly signOut: () => void;
  readonly endSession: () => void;
}

export function DeskScreen({ hub, site, counter, staffName, signOut, endSession }: DeskScreenProps) {
  const { t } = useText();
  const [queue, hear] = useReducer(takeIn, unheard);
  const now = useNow();
  const desk = useMemo(() => deskOf(queue.tickets.values(), counter), [queue.tickets, counter]);
  const { busy, notice, give } = useOrders(hub, counter.id, desk, hear, endSession);

  const hearLink = useCallback(
    (event: LinkEvent) => (event.type === 'sign-in-first' ? endSession() : hear(event)),
    [endSession],
  );
  useEffect(() => {
    const end = new AbortController();
    void followFeed((live) => live.counter.watch, hearLink, end.signal);
    return () => end.abort();
  }, [hearLink]);

  useOrderKeys((order) => void give(order));

  return (
    <div className="desk-screen">
      <Header site={site} counter={counter} link={queue.link} staffName={staffName} now={now} signOut={signOut} />
      <main className="desk">
        <section className="card in-hand">
          {desk.inHand ? <InHand ticket={desk.inHand} site={site} now={now} /> : <Idle waiting={desk.waiting.length} />}
          <Today desk={desk} tickets={queue.tickets} site={site} counter={counter} />
          <p className="notice" role="status" data-testid="notice" data-notice={notice}>
            {notice && t(`counter.notice.${notice}`)}
          </p>
          <Actions desk={desk} busy={busy} give={(order) => void give(order)} />
        </section>
        <Side desk={desk} site={site} counter={counter} now={now} bringBack={(id) => void give('recall', id)} />
      </main>
    </div>
  );
}
