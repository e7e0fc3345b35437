import { useEffect, useReducer } from 'react';
import { Seal } from '../shared/seal.tsx';
import { say, t } from './asked.ts';
import type { BoardProps } from './board.tsx';
import { Bell, Broken } from './marks.tsx';

type HeaderProps = Pick<BoardProps, 'site' | 'hall' | 'board' | 'hubTime' | 'unlock'>;

export function Header({ site, hall, board, hubTime, unlock }: HeaderProps) {
  const hasHalls = hall.zone && site.queue.zones.length > 1;
  const hour = (at: Date) =>
    at.toLocaleTimeString('en-GB', { timeZone: site.timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const heardAt = board.heardAt === undefined ? undefined : hour(new Date(board.heardAt));
  return (
    <header className="top">
      <Seal />
      <h1>
        {hasHalls && <b className="zone">{say(hall.zone.name)}</b>}
        <span>{say(site.organisation)}</span> <span className="where">· {say(site.address)}</span>
      </h1>
      {unlock && (
        <button type="button" className="badge" data-testid="sound-on" onClick={unlock}>
          <Bell />
          {t('board.soundOn')}
        </button>
      )}
      {board.link === 'lost' && (
        <span className="badge lost" role="status" data-testid="link-lost">
          <Broken />
          {heardAt ? t('board.lostSince', { time: heardAt }) : t('board.lost')}
        </span>
      )}
      <Hour text={() => hour(hubTime())} />
    </header>
  );
}

function Hour({ text }: { readonly text: () => string }) {
  const [, turn] = useReducer((turns: number) => turns + 1, 0);
  useEffect(() => {
    const timer = setInterval(turn, 1_000);
    return () => clearInterval(timer);
  }, []);
  return <b className="hour">{text()}</b>;
}
