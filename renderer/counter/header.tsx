import type { QueueState } from '../shared/queue-state.ts';
import { Seal } from '../shared/seal.tsx';
import type { CounterOnScreen, SiteOnScreen } from '../shared/use-site.ts';
import { LanguageSwitch } from './language-switch.tsx';
import { serviceNames } from './names.ts';
import { clockTime } from './times.ts';
import { useText } from './use-text.ts';

interface HeaderProps {
  readonly site: SiteOnScreen;
  readonly counter: CounterOnScreen;
  readonly link: QueueState['link'];
  readonly staffName: string;
  readonly now: number;
  readonly signOut: () => void;
}

export function Header({ site, counter, link, staffName, now, signOut }: HeaderProps) {
  const { t, say } = useText();
  return (
    <header className="top">
      <Seal />
      <h1>
        {say(counter.name)} – {serviceNames(site, counter.services, say)}
      </h1>
      <span className="pill link" role="status" data-testid="link" data-link={link}>
        <i className="dot" />
        {t(`counter.link.${link}`)}
      </span>
      <LanguageSwitch />
      <span className="pill">{staffName}</span>
      <button type="button" className="pill" data-testid="sign-out" onClick={signOut}>
        {t('counter.signOut')}
      </button>
      <b className="fig clock">{clockTime(now, site.timeZone)}</b>
    </header>
  );
}
