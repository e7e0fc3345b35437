import { useEffect, useSyncExternalStore } from 'react';
import type { HubClient } from '../shared/hub-client.ts';
import { useSite } from '../shared/use-site.ts';
import { language, say, t } from './board-text.ts';
import { boardView, headCounters } from './board-view.ts';
import { CallRows } from './call-rows.tsx';
import type { Chime } from './chime.ts';
import { CurrentCall } from './current-call.tsx';
import { Footer } from './footer.tsx';
import { Header } from './header.tsx';
import { useBoard } from './use-board.ts';

/** The hall's board: numbers and counters, never a name. */
export function App({ hub, chime }: { hub: HubClient; chime: Chime }) {
  const site = useSite(hub);
  const { queue, light } = useBoard();
  const isAudible = useSyncExternalStore(chime.watch, chime.isAudible);
  const call = light.shown?.seq;

  useEffect(() => {
    document.documentElement.lang = language;
    document.title = `${t('board.title')} · Một Chạm`;
  }, []);
  useEffect(() => {
    if (call !== undefined) chime.ring();
  }, [call, chime]);

  if (!site) return <p className="joining">{t('board.joining')}</p>;
  const { current, rows, missed } = boardView(queue.tickets, light);
  const nameOf = (id: string | undefined) => {
    const counter = site.counters.find((counter) => counter.id === id);
    return counter ? say(counter.name) : (id ?? '');
  };
  return (
    <div className="board">
      <Header site={site} link={queue.link} unlock={isAudible ? undefined : chime.unlock} />
      <CurrentCall ticket={current} counter={nameOf(current?.counter)} call={call} />
      <CallRows rows={rows} nameOf={nameOf} naming={headCounters(site.counters.map(({ name }) => say(name)))} />
      <Footer missed={missed} />
    </div>
  );
}
