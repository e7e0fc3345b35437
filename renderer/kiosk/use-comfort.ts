import { useEffect, useRef, useState } from 'react';
import type { Screen } from '../../core/contract/kiosk.ts';
import type { Language } from '../text/text.ts';

type At = Screen['at'];

/** Somebody chose a language and walked away without a visit. */
const forgottenMs = 60_000;

interface Comfort {
  readonly language: Language;
  readonly isLarge: boolean;
}
const usual: Comfort = { language: 'vi', isLarge: false };

/** Language and size of text: chosen by one citizen, back to the usual for the next. */
export function useComfort(at: At) {
  const [comfort, setComfort] = useState(usual);
  const before = useRef(at);
  const { language, isLarge } = comfort;

  useEffect(() => {
    if (isNextCitizen(before.current, at)) setComfort(usual);
    before.current = at;
  }, [at]);

  useEffect(() => {
    if (at !== 'welcome' || comfort === usual) return;
    const timer = setTimeout(() => setComfort(usual), forgottenMs);
    return () => clearTimeout(timer);
  }, [at, comfort]);

  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dataset.text = isLarge ? 'large' : 'usual';
  }, [language, isLarge]);

  return {
    language,
    isLarge,
    toggleLanguage: () => setComfort({ isLarge, language: language === 'vi' ? 'en' : 'vi' }),
    toggleLarge: () => setComfort({ language, isLarge: !isLarge }),
  };
}

/** Back at welcome, or a new card laid over a finished visit or a rating that was given. */
function isNextCitizen(before: At, at: At): boolean {
  if (before === at) return false;
  return at === 'welcome' || (before === 'done' && at !== 'printing') || before === 'thanked';
}
