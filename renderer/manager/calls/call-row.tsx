import type { Call } from '../../../core/contract/manager.ts';
import { className, counterName, serviceName } from '../../counter/names.ts';
import { clockTime } from '../../counter/times.ts';
import { useText } from '../../counter/use-text.ts';
import type { SiteOnScreen } from '../../shared/use-site.ts';
import { reasonWords } from './reason-words.ts';

interface Props {
  readonly call: Call;
  readonly site: SiteOnScreen;
}

/** One call: when, which number, to where, and why. */
export function CallRow({ call, site }: Props) {
  const { t, say } = useText();
  const { reason } = call;
  return (
    <li data-testid="call" data-rule={reason?.rule}>
      <time dateTime={call.at}>{clockTime(call.at, site.timeZone)}</time>
      <b>{call.number}</b>
      <span className="call-where">
        {call.counter === undefined ? '' : counterName(site, call.counter, say)}
        <small>{serviceName(site, call.service, say)}</small>
      </span>
      <span className="call-why">
        {reason && capital(reasonWords(reason, site.queue.policy.rule, t))}
        {reason?.rule === 'chosen' && <em>{t('manager.calls.note')}</em>}
      </span>
      <span className="call-facts">
        {call.class !== undefined && <span className="tag">{className(site, call.class, say)}</span>}
        {reason && t('manager.calls.waited', { n: reason.waitedMinutes })}
        {reason && reason.eligible > 1 && `, ${t('manager.calls.among', { n: reason.eligible })}`}
      </span>
    </li>
  );
}

function capital(words: string): string {
  return words.charAt(0).toLocaleUpperCase('vi') + words.slice(1);
}
