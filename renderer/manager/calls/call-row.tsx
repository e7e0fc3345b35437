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
      <span className="call-class">
        {call.class !== undefined && <span className="tag">{className(site, call.class, say)}</span>}
      </span>
      {reason && <Waited minutes={reason.waitedMinutes} among={reason.eligible} />}
    </li>
  );
}

const wholeBarMinutes = 60;

/** How long it had waited, as a bar of an hour at most, and among how many it was chosen. */
function Waited({ minutes, among }: { readonly minutes: number; readonly among: number }) {
  const { t } = useText();
  return (
    <span className="call-waited">
      <svg aria-hidden="true">
        <rect className="bar-ground" width="100%" height="100%" rx="4" />
        <rect className="bar" width={`${Math.min(100, (minutes / wholeBarMinutes) * 100)}%`} height="100%" rx="4" />
      </svg>
      <span>
        {t('manager.calls.waited', { n: minutes })}
        {among > 1 && <small> {t('manager.calls.among', { n: among })}</small>}
      </span>
    </span>
  );
}

function capital(words: string): string {
  return words.charAt(0).toLocaleUpperCase('vi') + words.slice(1);
}
