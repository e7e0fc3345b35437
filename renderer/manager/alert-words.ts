import type { Alert } from '../../core/queue/alerts.ts';
import { never } from '../../core/result.ts';
import { counterName, serviceName } from '../counter/names.ts';
import type { Say } from '../counter/use-text.ts';
import type { SiteOnScreen } from '../shared/use-site.ts';
import type { Text } from '../text/text.ts';

/** What is out of the ordinary, and what could be done: one sentence and one question. */
export function alertWords(alert: Alert, site: SiteOnScreen, t: Text, say: Say): string {
  switch (alert.kind) {
    case 'over-target': {
      const service = serviceName(site, alert.service, say);
      const words = { service, waited: alert.waitedMinutes, target: alert.targetMinutes };
      if (alert.counter === undefined) return t('manager.alerts.over-target', words);
      return t('manager.alerts.over-target-at', { ...words, counter: counterName(site, alert.counter, say) });
    }
    case 'long-line': {
      const service = serviceName(site, alert.service, say);
      const words = { service, n: alert.waiting, coming: alert.comingMinutes, target: alert.targetMinutes };
      if (alert.counter === undefined) return t('manager.alerts.long-line', words);
      return t('manager.alerts.long-line-at', { ...words, counter: counterName(site, alert.counter, say) });
    }
    case 'nobody-serves': {
      const words = { service: serviceName(site, alert.service, say), n: alert.waiting };
      if (alert.counter === undefined) return t('manager.alerts.nobody-serves', words);
      return t('manager.alerts.nobody-serves-at', { ...words, counter: counterName(site, alert.counter, say) });
    }
    case 'long-in-hand': {
      const counter = counterName(site, alert.counter, say);
      return t('manager.alerts.long-in-hand', { counter, number: alert.number, n: alert.minutes });
    }
    case 'long-pause': {
      const counter = counterName(site, alert.counter, say);
      return t('manager.alerts.long-pause', { counter, n: alert.minutes, waiting: alert.waiting });
    }
    default:
      return never(alert);
  }
}
