import type { Heat, Report } from '../../../core/contract/manager.ts';
import { className, counterName, serviceName } from '../../counter/names.ts';
import { clockTime } from '../../counter/times.ts';
import { useText } from '../../counter/use-text.ts';
import type { SiteOnScreen } from '../../shared/use-site.ts';
import { Bars } from '../charts/bars.tsx';
import { HeatMap } from '../charts/heat-map.tsx';
import { Steps } from '../charts/steps.tsx';
import { WaitRows } from '../charts/wait-rows.tsx';
import { dayWords, minutesOf } from '../times.ts';
import { RatingCards } from './rating-cards.tsx';
import { ReportFigures } from './report-figures.tsx';

interface Props {
  readonly report: Report;
  readonly heat: Heat | undefined;
  readonly site: SiteOnScreen;
}

const CHART_HEIGHT = 210;

/** The report in its pictures; on paper the same, one column wide. */
export function ReportView({ report, heat, site }: Props) {
  const { t, say } = useText();
  const { from, until, days } = report;
  const period = from === until ? dayWords(from, t) : `${dayWords(from, t)} – ${dayWords(until, t)}`;
  return (
    <>
      <header className="report-head">
        <div>
          <p className="print-only">{say(site.organisation)}</p>
          <h2>
            {t('manager.report.title')}: {period}
          </h2>
          {from !== until && <p>{t('manager.report.days', { n: days })}</p>}
        </div>
        <p className="print-only">{t('manager.report.printed', { time: clockTime(Date.now(), site.timeZone) })}</p>
      </header>
      <Sentence report={report} />
      <ReportFigures report={report} />
      <section className="card wide">
        <h2>{t('manager.steps.title', { n: report.steps.stepMinutes })}</h2>
        <Steps steps={report.steps} height={CHART_HEIGHT} />
      </section>
      <div className="column">
        <section className="card">
          <h2>{t('manager.report.waits.service')}</h2>
          <WaitRows
            rows={inOrder(report.services, site.services).map((cell) => ({
              ...cell,
              name: serviceName(site, cell.id, say),
              targetMinutes: site.services.find(({ id }) => id === cell.id)?.targetMinutes,
            }))}
          />
        </section>
        <section className="card">
          <h2>{t('manager.report.waits.hour')}</h2>
          <WaitRows rows={report.hours.map(({ hour, ...cell }) => ({ ...cell, id: String(hour), name: `${hour}h` }))} />
        </section>
        <section className="card">
          <h2>{t('manager.report.results')}</h2>
          <Bars
            bars={report.results.map(({ id, people }) => ({
              id,
              people,
              name: id === 'none' ? t('manager.none.result') : resultName(site, id, say),
            }))}
          />
        </section>
      </div>
      <div className="column">
        <section className="card">
          <h2>{t('manager.report.waits.class')}</h2>
          <WaitRows
            rows={report.classes
              .toSorted((a, b) => Number(b.id === 'none') - Number(a.id === 'none'))
              .map((cell) => ({
                ...cell,
                name: cell.id === 'none' ? t('manager.none.class') : className(site, cell.id, say),
              }))}
          />
        </section>
        <section className="card">
          <h2>{t('manager.report.waits.counter')}</h2>
          <Bars
            bars={inOrder(report.counters, site.counters).map(({ id, people, service }) => ({
              id,
              people,
              name: counterName(site, id, say),
              ...(service && {
                more: t('manager.report.counterRow', { n: people, service: minutesOf(service.meanMs) }),
              }),
            }))}
          />
        </section>
        <RatingCards ratings={report.ratings} />
      </div>
      <section className="card wide">
        <h2>{t('manager.report.heat', { day: dayWords(until, t) })}</h2>
        {heat && <HeatMap heat={heat} />}
      </section>
      <section className="card wide">
        <h2>{t('manager.report.estimate.title')}</h2>
        <p data-testid="estimate">
          {report.estimate
            ? t('manager.report.estimate.sentence', {
                mean: minutesOf(report.estimate.meanMs),
                late: Math.round(report.estimate.lateShare * 100),
              })
            : t('manager.report.estimate.nothing')}
        </p>
      </section>
      <p className="few-note">{t('manager.few5')}</p>
    </>
  );
}

function Sentence({ report: { whole, totals } }: Pick<Props, 'report'>) {
  const { t } = useText();
  const finished = totals.finished === 'few' || totals.finished === 'hidden' ? t('manager.few') : totals.finished;
  if (whole.people === 0) return <p className="sentence">{t('manager.report.nobody')}</p>;
  return (
    <p className="sentence" data-testid="sentence">
      {whole.wait
        ? t('manager.report.sentence', {
            finished,
            mean: minutesOf(whole.wait.meanMs),
            p90: minutesOf(whole.wait.p90Ms),
          })
        : t('manager.report.sentenceFew', { finished })}
    </p>
  );
}

function resultName({ queue }: SiteOnScreen, id: string, say: (words: { vi: string; en: string }) => string): string {
  const found = queue.results.find((result) => result.id === id);
  return found ? say(found.name) : id;
}

/** As the site lists them. */
function inOrder<T extends { readonly id: string }>(
  cells: readonly T[],
  listed: readonly { readonly id: string }[],
): T[] {
  const place = (id: string) => listed.findIndex((one) => one.id === id);
  return cells.toSorted((a, b) => place(a.id) - place(b.id));
}
