import type { Words } from '../../core/settings.ts';
import { type Language, textIn } from '../text/text.ts';
import { panelFor } from './panel.ts';

/**
 * How the board was opened. A board has nobody to touch it, so its address says everything:
 * `/board/?zone=sanh&panel=55&site=ha-dong&lang=vi&voice=off`. Where two boards hang in one hall, one is without voice.
 */
const query = new URLSearchParams(location.search);
export const asked = {
  zone: query.get('zone') ?? undefined,
  site: query.get('site') ?? undefined,
  panel: panelFor(query.get('panel')),
  isMuted: query.get('voice') === 'off',
};

export const language: Language = query.get('lang') === 'en' ? 'en' : 'vi';
export const t = textIn(language);
export const say = (words: Words): string => words[language];
