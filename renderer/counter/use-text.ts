import { createContext, useContext } from 'react';
import type { Words } from '../../core/settings.ts';
import { type Language, type Text, textIn } from '../text/text.ts';

interface Chosen {
  readonly language: Language;
  readonly setLanguage: (language: Language) => void;
}

/** The language of this screen; Vietnamese until somebody chooses. */
export const LanguageContext = createContext<Chosen>({ language: 'vi', setLanguage: () => {} });

export type Say = (words: Words) => string;

export function useText(): Chosen & { readonly t: Text; readonly say: Say } {
  const chosen = useContext(LanguageContext);
  return { ...chosen, t: textIn(chosen.language), say: (words) => words[chosen.language] };
}
