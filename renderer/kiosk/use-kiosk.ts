import { createContext, useContext } from 'react';
import type { KioskView, Touch } from '../../core/contract/kiosk.ts';
import type { Words } from '../../core/settings.ts';
import type { Language, Text } from '../text/text.ts';
import type { KioskSite } from './connect.ts';

/** What every screen of the kiosk can reach. */
export interface Kiosk {
  readonly site: KioskSite;
  readonly view: KioskView;
  readonly send: (touch: Touch) => void;
  readonly language: Language;
  readonly isLarge: boolean;
  readonly toggleLanguage: () => void;
  readonly toggleLarge: () => void;
  readonly t: Text;
  /** The site's own words in the language of the screen. */
  readonly say: (words: Words) => string;
}

export const KioskContext = createContext<Kiosk | undefined>(undefined);

export function useKiosk(): Kiosk {
  const kiosk = useContext(KioskContext);
  if (!kiosk) throw new Error('a kiosk screen stands outside the kiosk');
  return kiosk;
}
