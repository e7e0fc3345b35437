import { dayAfter } from '../../../core/report/days.ts';
import { useText } from '../../counter/use-text.ts';
import { Icon } from '../../shared/icons.tsx';

export interface Period {
  readonly from: string;
  readonly until: string;
}

interface Props {
  readonly today: string;
  /** Those with any turn, the latest first. */
  readonly days: readonly string[];
  readonly period: Period;
  readonly choose: (period: Period) => void;
  readonly csv: string;
}

export const usualPeriod = (today: string): Period => ({ from: today, until: today });

/** The days to report on: by one press, or by their dates; and the ways out of the screen. */
export function PeriodChoice({ today, days, period, choose, csv }: Props) {
  const { t } = useText();
  const before = days.find((day) => day < today) ?? dayAfter(today, -1);
  const quick = [
    { id: 'today', from: today, until: today },
    { id: 'yesterday', from: before, until: before },
    { id: 'week', from: dayAfter(today, -6), until: today },
    { id: 'month', from: dayAfter(today, -27), until: today },
  ] as const;
  return (
    <form
      className="period no-print"
      aria-label={t('manager.period.title')}
      onSubmit={(event) => event.preventDefault()}
    >
      <div className="choices">
        {quick.map(({ id, from, until }) => (
          <button
            key={id}
            type="button"
            className="choice"
            data-testid={`period-${id}`}
            aria-pressed={from === period.from && until === period.until}
            onClick={() => choose({ from, until })}
          >
            {t(`manager.period.${id}`)}
          </button>
        ))}
      </div>
      <label>
        {t('manager.period.from')}
        <input
          type="date"
          name="from"
          required
          value={period.from}
          max={today}
          onChange={({ target }) => target.value && choose({ ...period, from: target.value })}
        />
      </label>
      <label>
        {t('manager.period.until')}
        <input
          type="date"
          name="until"
          required
          value={period.until}
          max={today}
          onChange={({ target }) => target.value && choose({ ...period, until: target.value })}
        />
      </label>
      <span className="ways-out">
        <a className="choice" href={csv} download data-testid="csv">
          <Icon name="folder" />
          {t('manager.period.csv')}
        </a>
        <button type="button" className="choice" data-testid="print" onClick={() => print()}>
          <Icon name="printer" />
          {t('manager.period.print')}
        </button>
      </span>
    </form>
  );
}
