import { useEffect, useState } from 'react';
import type { Call } from '../../../core/contract/manager.ts';
import { useText } from '../../counter/use-text.ts';
import { useAnswer } from '../ask.ts';
import type { PageProps } from '../page-props.ts';
import { dayWords } from '../times.ts';
import { CallRow } from './call-row.tsx';
import './calls.css';

/** Every call of a day and why it was this number: the latest first, a hundred at a time. */
export function CallsPage({ hub, site, endSession }: PageProps) {
  const { t } = useText();
  const { value: known } = useAnswer('days', (signal) => hub.manager.days(undefined, { signal }), endSession);
  const [chosen, setDay] = useState<string>();
  const [isOutOfOrder, setOutOfOrder] = useState(false);
  const [more, setMore] = useState<{ readonly calls: readonly Call[]; readonly before: number | undefined }>();
  const day = chosen ?? known?.today;
  const key = `${day} ${isOutOfOrder}`;
  const first = useAnswer(
    key,
    async (signal) => (day ? hub.manager.calls({ day, isOutOfOrder }, { signal }) : undefined),
    endSession,
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: another question begins at its first page
  useEffect(() => setMore(undefined), [key]);
  if (!known || !day || !first.value) return <p className="joining">{t('manager.joining')}</p>;
  const calls = [...first.value.calls, ...(more?.calls ?? [])];
  const before = more ? more.before : first.value.before;

  const goOn = async () => {
    const next = await hub.manager
      .calls({ day, isOutOfOrder, ...(before !== undefined && { before }) })
      .catch(() => undefined);
    if (next) setMore((now) => ({ calls: [...(now?.calls ?? []), ...next.calls], before: next.before }));
  };
  return (
    <main className="page calls" data-testid="calls-page">
      <form className="period" onSubmit={(event) => event.preventDefault()}>
        <h2>{t('manager.calls.title')}</h2>
        <label>
          {t('manager.calls.day')}
          <select name="day" value={day} onChange={({ target }) => setDay(target.value)}>
            {[...new Set([known.today, ...known.days])].map((one) => (
              <option key={one} value={one}>
                {dayWords(one, t)}
              </option>
            ))}
          </select>
        </label>
        <label className="tick">
          <input
            type="checkbox"
            name="out-of-order"
            checked={isOutOfOrder}
            onChange={({ target }) => setOutOfOrder(target.checked)}
          />
          {t('manager.calls.outOfOrder')}
        </label>
      </form>
      {calls.length === 0 && (
        <p className="nothing">{t(isOutOfOrder ? 'manager.calls.nothingOutOfOrder' : 'manager.calls.nothing')}</p>
      )}
      <ol className="card call-list" aria-busy={first.isOld}>
        {calls.map((call) => (
          <CallRow key={call.seq} call={call} site={site} />
        ))}
      </ol>
      {before !== undefined && (
        <button type="button" className="choice more" data-testid="more" onClick={() => void goOn()}>
          {t('manager.calls.more')}
        </button>
      )}
    </main>
  );
}
