import { useState } from 'react';
import { useText } from '../../counter/use-text.ts';
import { useAnswer } from '../ask.ts';
import { Hatches } from '../charts/hatch.tsx';
import type { PageProps } from '../page-props.ts';
import { type Period, PeriodChoice, usualPeriod } from './period.tsx';
import { ReportView } from './report-view.tsx';
import './report.css';
import './print.css';

/** Some days in pictures, to look at, to print and to take along. */
export function ReportPage({ hub, site, endSession }: PageProps) {
  const { t, language } = useText();
  const { value: known } = useAnswer('days', (signal) => hub.manager.days(undefined, { signal }), endSession);
  const [chosen, choose] = useState<Period>();
  const period = chosen ?? (known && usualPeriod(known.today));
  if (!period || !known) return <p className="joining">{t('manager.joining')}</p>;
  const { from, until } = period;
  const file = `../manager/report.csv?${new URLSearchParams({ from, until, language })}`;
  return (
    <main className="page report" data-testid="report-page">
      <Hatches />
      <PeriodChoice today={known.today} days={known.days} period={period} choose={choose} csv={file} />
      <Fetched key={`${from} ${until}`} {...{ hub, site, endSession, period }} />
    </main>
  );
}

function Fetched({ hub, site, endSession, period }: PageProps & { readonly period: Period }) {
  const { t } = useText();
  const { from, until } = period;
  const report = useAnswer(`${from} ${until}`, (signal) => hub.manager.report({ from, until }, { signal }), endSession);
  const heat = useAnswer(until, (signal) => hub.manager.heat({ until }, { signal }), endSession);
  if (report.problem === 'RANGE_TOO_LONG') return <p className="told refused">{t('manager.period.tooLong')}</p>;
  if (report.problem) return <p className="told refused">{t('counter.signIn.UNREACHED')}</p>;
  if (!report.value) return <p className="joining">{t('manager.joining')}</p>;
  return <ReportView report={report.value} heat={heat.value} site={site} />;
}
