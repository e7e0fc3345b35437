import { businessDay } from '../../core/ticket.ts';
import { type Language, textIn } from '../text/text.ts';

/** "Mở lại lúc 13:30.", or "Mở lại lúc 07:30, Thứ Ba 24/11." where it is not today; in the site's time. */
export function opensWords(opensAt: string, now: Date, timeZone: string, language: Language): string {
  const t = textIn(language);
  const at = new Date(opensAt);
  const hour = at.toLocaleTimeString('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  if (businessDay(at, timeZone, 0) === businessDay(now, timeZone, 0)) return t('kiosk.choosing.opensAt', { hour });
  const locale = language === 'vi' ? 'vi-VN' : 'en-GB';
  const weekday = at.toLocaleDateString(locale, { timeZone, weekday: 'long' });
  const date = at.toLocaleDateString('en-GB', { timeZone, day: '2-digit', month: '2-digit' });
  return t('kiosk.choosing.opensOn', { hour, day: `${weekday} ${date}` });
}
