import type { ReactNode } from 'react';
import { LanguageSwitch } from '../counter/language-switch.tsx';
import { clockTime } from '../counter/times.ts';
import { useNow } from '../counter/use-now.ts';
import { useText } from '../counter/use-text.ts';
import { Seal } from '../shared/seal.tsx';
import type { SiteOnScreen } from '../shared/use-site.ts';
import { everyPage, type Page } from './use-page.ts';
import './shell.css';

interface ShellProps {
  readonly site: SiteOnScreen;
  readonly page: Page;
  readonly name: string;
  readonly signOut: () => void;
  readonly children: ReactNode;
}

/** The frame of every page: where one is, and the way to the others. */
export function Shell({ site, page, name, signOut, children }: ShellProps) {
  const { t, say } = useText();
  const now = useNow();
  return (
    <div className="shell">
      <header className="top">
        <Seal />
        <h1>{say(site.organisation)}</h1>
        <nav aria-label={t('manager.title')}>
          {everyPage.map((one) => (
            <a key={one} href={`#${one}`} aria-current={one === page ? 'page' : undefined} data-testid={`page-${one}`}>
              {t(`manager.pages.${one}`)}
            </a>
          ))}
        </nav>
        <div className="who">
          <LanguageSwitch />
          <span className="pill name">{name}</span>
          <button type="button" className="pill" data-testid="sign-out" onClick={signOut}>
            {t('counter.signOut')}
          </button>
          <b className="clock">{clockTime(now, site.timeZone)}</b>
        </div>
      </header>
      {children}
    </div>
  );
}
