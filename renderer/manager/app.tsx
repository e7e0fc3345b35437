import { useEffect, useState } from 'react';
import { LanguageContext, useText } from '../counter/use-text.ts';
import type { HubClient } from '../shared/hub-client.ts';
import { useSession } from '../shared/use-session.ts';
import { useSite } from '../shared/use-site.ts';
import { type Language, textIn } from '../text/text.ts';
import { CallsPage } from './calls/calls-page.tsx';
import { LivePage } from './live/live-page.tsx';
import { PreviewPage } from './preview/preview-page.tsx';
import { ReportPage } from './report/report-page.tsx';
import { Shell } from './shell.tsx';
import { SignIn } from './sign-in.tsx';
import { type Page, usePage } from './use-page.ts';

const rememberedLanguage = 'mot-cham.language';
const pages = { live: LivePage, report: ReportPage, preview: PreviewPage, calls: CallsPage } as const satisfies Record<
  Page,
  unknown
>;

export function App({ hub }: { hub: HubClient }) {
  const [language, setLanguage] = useState<Language>(() =>
    localStorage.getItem(rememberedLanguage) === 'en' ? 'en' : 'vi',
  );
  useEffect(() => {
    localStorage.setItem(rememberedLanguage, language);
    document.documentElement.lang = language;
    document.title = `${textIn(language)('manager.title')} · Một Chạm`;
  }, [language]);
  return (
    <LanguageContext value={{ language, setLanguage }}>
      <Screen hub={hub} />
    </LanguageContext>
  );
}

function Screen({ hub }: { hub: HubClient }) {
  const { t } = useText();
  const [siteId] = useState(() => new URLSearchParams(location.search).get('site') ?? undefined);
  const site = useSite(hub, siteId);
  const { session, signIn, signOut, endSession } = useSession(hub, siteId);
  const page = usePage();
  if (!site || session.is === 'asked') return <p className="joining">{t('manager.joining')}</p>;
  if (session.is !== 'in' || !session.isManager) {
    const because = session.is === 'ended' ? 'ended' : session.is === 'in' ? 'notManager' : undefined;
    return <SignIn site={site} because={because} signIn={signIn} />;
  }
  const Shown = pages[page];
  return (
    <Shell site={site} page={page} name={session.displayName} signOut={() => void signOut()}>
      <Shown hub={hub} site={site} endSession={endSession} />
    </Shell>
  );
}
