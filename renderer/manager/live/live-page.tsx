import { clockTime } from '../../counter/times.ts';
import { useText } from '../../counter/use-text.ts';
import { useAnswer } from '../ask.ts';
import { Hatches } from '../charts/hatch.tsx';
import { Steps } from '../charts/steps.tsx';
import type { PageProps } from '../page-props.ts';
import { AlertList } from './alert-list.tsx';
import { CounterTiles } from './counter-tiles.tsx';
import { LiveFigures } from './live-figures.tsx';
import { WaitingBars } from './waiting-bars.tsx';
import './live.css';

const EVERY_MS = 5_000;
const CHART_HEIGHT = 230;

/** The hall at this moment: six figures, what needs somebody, and four pictures. */
export function LivePage({ hub, site, endSession }: PageProps) {
  const { t } = useText();
  const { value: live, isOld } = useAnswer(
    'live',
    (signal) => hub.manager.live(undefined, { signal }),
    endSession,
    EVERY_MS,
  );
  if (!live) return <p className="joining">{t('manager.joining')}</p>;
  return (
    <main className="page live" data-testid="live" data-old={isOld}>
      <Hatches />
      {isOld && (
        <p className="told away" role="status">
          {t('manager.away', { time: clockTime(live.at, site.timeZone) })}
        </p>
      )}
      <LiveFigures live={live} site={site} />
      <section className="card alerts">
        <h2>{t('manager.alerts.title')}</h2>
        <AlertList alerts={live.alerts} site={site} />
      </section>
      <section className="card waiting-now">
        <h2>{t('manager.waiting.title')}</h2>
        <WaitingBars services={live.services} site={site} />
      </section>
      <section className="card steps-now">
        <h2>{t('manager.steps.title', { n: live.steps.stepMinutes })}</h2>
        <Steps steps={live.steps} height={CHART_HEIGHT} />
      </section>
      <section className="card counters-now">
        <h2>{t('manager.counters.title')}</h2>
        <CounterTiles counters={live.counters} site={site} at={live.at} />
      </section>
    </main>
  );
}
