import type { Cell } from '../../../core/contract/manager.ts';
import { useText } from '../../counter/use-text.ts';
import { peopleWords } from '../few-words.ts';
import { minutesOf } from '../times.ts';
import { Axis, Grid } from './axis.tsx';
import { type Scale, scaleTo } from './scale.ts';

export interface WaitRow extends Cell {
  readonly id: string;
  readonly name: string;
  readonly targetMinutes?: number | undefined;
}

/** Waits of groups beside each other: from the half to nine in ten, the mean between, and what was promised. */
export function WaitRows({ rows }: { readonly rows: readonly WaitRow[] }) {
  const { t } = useText();
  const scale = scaleTo(
    1.2 *
      Math.max(5, ...rows.map(({ wait, targetMinutes = 0 }) => Math.max(minutesOf(wait?.p90Ms ?? 0), targetMinutes))),
  );
  if (rows.length === 0) return <p className="nothing">{t('manager.nothing')}</p>;
  return (
    <div className="rows">
      {rows.map((row) => (
        <div className="row" key={row.id} data-testid={`wait-row-${row.id}`}>
          <span className="row-name">{row.name}</span>
          <svg className="row-picture" role="img" aria-label={labelOf(row)}>
            <Grid scale={scale} />
            {row.wait && <Range row={row} wait={row.wait} scale={scale} />}
          </svg>
          <span className="row-value">{shownOf(row)}</span>
        </div>
      ))}
      <div className="row">
        <span />
        <Axis scale={scale} />
        <span />
      </div>
      <Legend hasTarget={rows.some(({ targetMinutes }) => targetMinutes !== undefined)} />
    </div>
  );

  function labelOf({ name, wait, people }: WaitRow): string {
    if (!wait) return `${name}: ${people === 'hidden' ? t('manager.hidden') : t('manager.fewPeople')}`;
    const { meanMs, medianMs, p90Ms } = wait;
    const words = [
      `${t('manager.report.legend.mean')} ${minutesOf(meanMs)}`,
      `${t('manager.report.legend.median')} ${minutesOf(medianMs)}`,
      `${t('manager.report.legend.p90')} ${minutesOf(p90Ms)}`,
    ];
    return `${name}: ${words.join(', ')}`;
  }

  function shownOf({ people, wait }: WaitRow): string {
    if (!wait) return peopleWords(people, t);
    return `${t('manager.turns', { n: people })}`;
  }
}

interface RangeProps {
  readonly row: WaitRow;
  readonly wait: NonNullable<Cell['wait']>;
  readonly scale: Scale;
}

function Range({ row, wait, scale }: RangeProps) {
  const [median, mean, p90] = [wait.medianMs, wait.meanMs, wait.p90Ms].map(minutesOf) as [number, number, number];
  const { targetMinutes } = row;
  return (
    <>
      <line className="range" x1={scale.at(median)} x2={scale.at(p90)} y1="50%" y2="50%" />
      <line className="range-end" x1={scale.at(p90)} x2={scale.at(p90)} y1="20%" y2="80%" />
      <circle className="range-start" cx={scale.at(median)} cy="50%" r="5" />
      <circle className="range-mean" cx={scale.at(mean)} cy="50%" r="4" />
      <text className="range-text" x={scale.at(p90)} y="50%" dx="6" dy="0.35em" textAnchor="start">
        {p90}
      </text>
      {targetMinutes !== undefined && (
        <line className="target" x1={scale.at(targetMinutes)} x2={scale.at(targetMinutes)} y1="0" y2="100%" />
      )}
    </>
  );
}

function Legend({ hasTarget }: { readonly hasTarget: boolean }) {
  const { t } = useText();
  return (
    <p className="legend">
      <span>
        <svg className="legend-mark" aria-hidden="true">
          <circle className="range-start" cx="50%" cy="50%" r="5" />
        </svg>
        {t('manager.report.legend.median')}
      </span>
      <span>
        <svg className="legend-mark" aria-hidden="true">
          <circle className="range-mean" cx="50%" cy="50%" r="4" />
        </svg>
        {t('manager.report.legend.mean')}
      </span>
      <span>
        <svg className="legend-mark" aria-hidden="true">
          <line className="range" x1="0" x2="60%" y1="50%" y2="50%" />
          <line className="range-end" x1="60%" x2="60%" y1="15%" y2="85%" />
        </svg>
        {t('manager.report.legend.p90')}
      </span>
      {hasTarget && (
        <span>
          <svg className="legend-mark" aria-hidden="true">
            <line className="target" x1="50%" x2="50%" y1="0" y2="100%" />
          </svg>
          {t('manager.report.legend.target')}
        </span>
      )}
    </p>
  );
}
