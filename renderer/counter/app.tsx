import { useEffect, useState } from 'react';
import type { HubClient } from '../shared/hub-client.ts';
import { useSession } from '../shared/use-session.ts';
import { useSite } from '../shared/use-site.ts';
import { type Language, textIn } from '../text/text.ts';
import { DeskScreen } from './desk-screen.tsx';
import { SignIn } from './sign-in.tsx';
import { LanguageContext, useText } from './use-text.ts';

const rememberedCounter = 'mot-cham.counter';
const rememberedLanguage = 'mot-cham.language';

export function App({ hub }: { hub: HubClient }) {
  const [language, setLanguage] = useState<Language>(() =>
    localStorage.getItem(rememberedLanguage) === 'en' ? 'en' : 'vi',
  );
  useEffect(() => {
    localStorage.setItem(rememberedLanguage, language);
    document.documentElement.lang = language;
    document.title = `${textIn(language)('counter.title')} · Một Chạm`;
  }, [language]);
  return (
    <LanguageContext value={{ language, setLanguage }}>
      <Screen hub={hub} />
    </LanguageContext>
  );
}

/** One counter's screen: who works here, at which counter, and then its desk. */
function Screen({ hub }: { hub: HubClient }) {
  const { t } = useText();
  const [asked] = useState(() => new URLSearchParams(location.search));
  const siteId = asked.get('site') ?? undefined;
  const site = useSite(hub, siteId);
  const { session: staff, signIn, signOut, endSession } = useSession(hub, siteId);
  const [counterId, setCounterId] = useState(() => asked.get('counter') ?? localStorage.getItem(rememberedCounter));
  const counter = site?.counters.find(({ id }) => id === counterId);

  const choose = (id: string) => {
    localStorage.setItem(rememberedCounter, id);
    setCounterId(id);
  };
  if (!site || staff.is === 'asked') return <p className="joining">{t('counter.joining')}</p>;
  if (staff.is === 'in' && counter)
    return (
      <DeskScreen
        hub={hub}
        site={site}
        siteId={siteId}
        counter={counter}
        staff={staff}
        signOut={() => void signOut()}
        endSession={endSession}
      />
    );
  return (
    <SignIn site={site} counterId={counter?.id} isSessionEnded={staff.is === 'ended'} signIn={signIn} choose={choose} />
  );
}
