import type { Words } from '../../core/settings.ts';
import { type Language, textIn } from '../text/text.ts';

/** A board has nobody to touch it: it speaks Vietnamese, or English when opened as `/board/?lang=en`. */
export const language: Language = new URLSearchParams(location.search).get('lang') === 'en' ? 'en' : 'vi';
export const t = textIn(language);
export const say = (words: Words): string => words[language];
