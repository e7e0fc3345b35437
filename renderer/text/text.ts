import { createInstance } from 'i18next';
import en from './en.json' with { type: 'json' };
import vi from './vi.json' with { type: 'json' };

export type Language = 'vi' | 'en';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof vi };
  }
}

const catalogues = createInstance();
void catalogues.init({
  lng: 'vi',
  fallbackLng: 'vi',
  initAsync: false,
  resources: { vi: { translation: vi }, en: { translation: en } },
  interpolation: { escapeValue: false },
});

/** The words of one language: `textIn('vi')('kiosk.done.finish')` is "Xong". */
export function textIn(language: Language) {
  return catalogues.getFixedT(language);
}
export type Text = ReturnType<typeof textIn>;

/** "ông" at the start of a line: "Ông". */
export function capital(word: string): string {
  return word.charAt(0).toLocaleUpperCase('vi') + word.slice(1);
}
