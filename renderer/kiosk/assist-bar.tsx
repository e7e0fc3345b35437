import { useEffect, useState } from 'react';
import type { KioskView } from '../../core/contract/kiosk.ts';
import { Button } from '../shared/button.tsx';
import { useKiosk } from './use-kiosk.ts';

/** Before a question is taken away, the bar asks whether somebody is still there. */
const warnBeforeMs = 20_000;
const questions: readonly KioskView['screen']['at'][] = ['keying', 'confirming', 'choosing', 'rating'];

export function AssistBar() {
  const { view, t, send, language, isLarge, toggleLanguage, toggleLarge } = useKiosk();
  const isEnding = useEnding(view);
  return (
    <nav className="assist" aria-label={t('kiosk.assist.label')}>
      {isEnding ? (
        <Button kind="plain" icon="clock" className="more-time" onPress={() => send({ type: 'touched' })}>
          {t('kiosk.assist.moreTime')}
        </Button>
      ) : (
        <>
          <Button kind="plain" icon="letters" testId="text-size" onPress={toggleLarge}>
            {t(isLarge ? 'kiosk.assist.smaller' : 'kiosk.assist.larger')}
          </Button>
          <Button kind="plain" icon="globe" testId="language" onPress={toggleLanguage}>
            <span lang={language === 'vi' ? 'en' : 'vi'}>{t('kiosk.assist.otherLanguage')}</span>
          </Button>
        </>
      )}
    </nav>
  );
}

function useEnding(view: KioskView): boolean {
  const [ending, setEnding] = useState<KioskView>();
  useEffect(() => {
    const { patienceMs, screen } = view;
    if (patienceMs === undefined || !questions.includes(screen.at)) return;
    const timer = setTimeout(() => setEnding(view), Math.max(0, patienceMs - warnBeforeMs));
    return () => clearTimeout(timer);
  }, [view]);
  return ending === view;
}
