import type { Report } from '../../../core/contract/manager.ts';
import type { People } from '../../../core/report/few.ts';
import { useText } from '../../counter/use-text.ts';
import { drawn, peopleWords } from '../few-words.ts';
import { type Before, Figure, wasThen } from '../figure.tsx';
import { dayWords, minutesOf } from '../times.ts';

/** What came of it all, with the days before as a ghost. */
export function ReportFigures({ report: { totals, whole, before } }: { readonly report: Report }) {
  const { t } = useText();
  const minute = t('manager.minutes', { n: '' }).trim();
  const day = before && dayWords(before.from, t);
  const ghost = (
    was: number | undefined,
    now: number | undefined,
    value: (was: number) => string = String,
  ): Before | undefined =>
    day === undefined || was === undefined
      ? undefined
      : { day, hint: day, value: value(was), was: now === undefined ? 'same' : wasThen(was, now) };
  const counted = (id: 'finished' | 'missed' | 'cancelled') => (
    <Figure
      id={id}
      value={peopleWords(totals[id], t)}
      label={t(`manager.figures.${id}`)}
      before={ghost(before && drawn(before.totals[id] as People), drawn(totals[id]))}
    />
  );
  const waited = (id: 'mean' | 'longest', of: 'meanMs' | 'longestMs') => {
    const now = whole.wait && minutesOf(whole.wait[of]);
    return (
      <Figure
        id={id}
        value={now ?? '–'}
        unit={now === undefined ? undefined : minute}
        label={t(`manager.figures.${id}`)}
        before={ghost(before?.whole.wait && minutesOf(before.whole.wait[of]), now)}
      />
    );
  };
  const within = whole.withinTarget === undefined ? undefined : Math.round(whole.withinTarget * 100);
  const withinBefore = before?.whole.withinTarget;
  return (
    <dl className="figures">
      {counted('finished')}
      {waited('mean', 'meanMs')}
      {waited('longest', 'longestMs')}
      <Figure
        id="within"
        value={within ?? '–'}
        unit={within === undefined ? undefined : '%'}
        label={t('manager.figures.within')}
        before={ghost(
          withinBefore === undefined ? undefined : Math.round(withinBefore * 100),
          within,
          (value) => `${value}%`,
        )}
      />
      {counted('missed')}
      {counted('cancelled')}
    </dl>
  );
}
