import { useEffect, useState } from 'react';
import type { QueueState } from '../shared/queue-state.ts';
import { Seal } from '../shared/seal.tsx';
import type { SiteOnScreen } from '../shared/use-site.ts';
import { say, t } from './board-text.ts';
import { Bell, Broken } from './marks.tsx';

interface HeaderProps {
  readonly site: SiteOnScreen;
  readonly link: QueueState['link'];
  /** Where the browser keeps the board silent until it is touched. */
  readonly unlock: (() => void) | undefined;
}

export function Header({ site, link, unlock }: HeaderProps) {
  return (
    <header className="top">
      <Seal />
      <h1>
        <span>{say(site.organisation)}</span> <span className="where">· {say(site.address)}</span>
      </h1>
      {unlock && (
        <button type="button" className="badge" data-testid="sound-on" onClick={unlock}>
          <Bell />
          {t('board.soundOn')}
        </button>
      )}
      {link === 'lost' && (
        <span className="badge lost" role="status" data-testid="link-lost">
          <Broken />
          {t('board.lost')}
        </span>
      )}
      <Hour timeZone={site.timeZone} />
    </header>
  );
}

function Hour({ timeZone }: { timeZone: string }) {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 1_000);
    return () => clearInterval(timer);
  }, []);
  const time = now.toLocaleTimeString('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return <b className="hour">{time}</b>;
}
