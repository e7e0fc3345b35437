import type { LiveFigures } from '../../../core/contract/manager.ts';
import { serviceName } from '../../counter/names.ts';
import { useText } from '../../counter/use-text.ts';
import type { SiteOnScreen } from '../../shared/use-site.ts';
import { Axis, Grid } from '../charts/axis.tsx';
import { scaleTo } from '../charts/scale.ts';
import { minutesOver } from '../times.ts';

interface Props {
  readonly services: LiveFigures['services'];
  readonly site: SiteOnScreen;
}

/** The longest wait of each service beside what was promised; the worst first. */
export function WaitingBars({ services, site }: Props) {
  const { t, say } = useText();
  const rows = services.map((service) => ({
    ...service,
    minutes: service.waiting === 0 ? 0 : minutesOver(service.longestMs),
    target: site.services.find(({ id }) => id === service.id)?.targetMinutes ?? 0,
  }));
  const scale = scaleTo(Math.max(10, ...rows.map(({ minutes, target }) => Math.max(minutes, target))) * 1.05);
  const sorted = rows.toSorted((a, b) => b.minutes / (b.target || 1) - a.minutes / (a.target || 1));
  return (
    <div className="rows">
      {sorted.map(({ id, waiting, minutes, target }) => {
        const isLate = minutes > target;
        return (
          <div className="row" key={id} data-testid={`waiting-${id}`} data-late={isLate}>
            <span className="row-name">{serviceName(site, id, say)}</span>
            <svg className="row-picture" role="img" aria-label={t('manager.minutes', { n: minutes })}>
              <Grid scale={scale} />
              <rect className={isLate ? 'bar late' : 'bar'} width={scale.at(minutes)} y="18%" height="64%" rx="3" />
              <line className="target" x1={scale.at(target)} x2={scale.at(target)} y1="0" y2="100%" />
            </svg>
            <span className="row-value">
              <b>{minutes > 0 ? `${minutes}’` : ''}</b> {t('manager.waiting.row', { n: waiting })}
            </span>
          </div>
        );
      })}
      <div className="row">
        <span />
        <Axis scale={scale} />
        <span />
      </div>
      <p className="legend">
        <span>
          <svg className="legend-mark" aria-hidden="true">
            <line className="target" x1="50%" x2="50%" y1="0" y2="100%" />
          </svg>
          {t('manager.waiting.target')}
        </span>
        <span>
          <svg className="legend-mark" aria-hidden="true">
            <rect className="bar late" width="100%" height="100%" />
          </svg>
          {t('manager.waiting.late')}
        </span>
      </p>
    </div>
  );
}
