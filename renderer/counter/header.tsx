import type { QueueState } from '../shared/queue-state.ts';
import { Seal } from '../shared/seal.tsx';
import type { CounterOnScreen, SiteOnScreen } from '../shared/use-site.ts';
import { LanguageSwitch } from './language-switch.tsx';
import { Bell } from './marks.tsx';
import { serviceNames } from './names.ts';
import { clockTime, stopwatch } from './times.ts';
import type { Alert } from './use-alert.ts';
import { useText } from './use-text.ts';
import './header.css';

interface HeaderProps {
  readonly site: SiteOnScreen;
  readonly counter: CounterOnScreen;
  readonly link: QueueState['link'];
  readonly staffName: string;
  readonly alert: Alert;
  /** By our own clock, and by the hub's. */
  readonly now: number;
  readonly hubNow: number;
  readonly openHelp: () => void;
  readonly signOut: () => void;
}

export function Header({ site, counter, link, staffName, alert, now, hubNow, openHelp, signOut }: HeaderProps) {
  const { t, say } = useText();
  const isMuted = now < alert.mutedUntil;
  return (
    <header className="top">
      <Seal />
      <h1>
        {say(counter.name)} <span>– {serviceNames(site, counter.services, say)}</span>
      </h1>
      <span className="pill link" role="status" data-testid="link" data-link={link} title={t(`counter.link.${link}`)}>
        <i className="dot" />
        <span>{t(`counter.link.${link}`)}</span>
      </span>
      <button
        type="button"
        className="pill sound"
        data-testid="sound"
        data-muted={isMuted}
        title={t('counter.sound.hint')}
        onClick={alert.toggle}
      >
        <Bell isMuted={isMuted} />
        {isMuted ? (
          <b className="fig">
            {t('counter.sound.muted', { time: stopwatch(new Date(now).toISOString(), alert.mutedUntil) })}
          </b>
        ) : (
          <span>{t('counter.sound.on')}</span>
        )}
      </button>
      <button type="button" className="pill" data-testid="open-help" onClick={openHelp}>
        <span>{t('counter.help')} </span>
        <kbd>F1</kbd>
      </button>
      <LanguageSwitch />
      <span className="pill staff">{staffName}</span>
      <button type="button" className="pill" data-testid="sign-out" onClick={signOut}>
        {t('counter.signOut')}
      </button>
      <b className="fig clock">{clockTime(hubNow, site.timeZone)}</b>
    </header>
  );
}
