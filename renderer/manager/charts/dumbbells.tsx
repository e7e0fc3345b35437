import type { People } from '../../../core/report/few.ts';
import { useText } from '../../counter/use-text.ts';
import { peopleWords } from '../few-words.ts';
import { Axis, Grid } from './axis.tsx';
import { scaleTo } from './scale.ts';

export interface Pair {
  readonly id: string;
  readonly name: string;
  readonly people: People;
  readonly present: number | undefined;
  readonly other: number | undefined;
}

/** Two values of each row and the way from the first (filled) to the second (ring), in minutes. */
export function Dumbbells({ rows }: { readonly rows: readonly Pair[] }) {
  const { t } = useText();
  const scale = scaleTo(Math.max(5, ...rows.flatMap(({ present = 0, other = 0 }) => [present, other])) * 1.05);
  return (
    <div className="rows">
      {rows.map(({ id, name, people, present, other }) => (
        <div className="row" key={id} data-testid={`pair-${id}`}>
          <span className="row-name">{name}</span>
          <svg
            className="row-picture"
            role="img"
            aria-label={
              present === undefined
                ? t('manager.fewPeople')
                : `${t('manager.preview.present')} ${present}, ${t('manager.preview.other')} ${other}`
            }
          >
            <Grid scale={scale} />
            {present !== undefined && other !== undefined && (
              <>
                <line className="pair-way" x1={scale.at(present)} x2={scale.at(other)} y1="50%" y2="50%" />
                <circle className="pair-present" cx={scale.at(present)} cy="50%" r="7" />
                <circle className="pair-other" cx={scale.at(other)} cy="50%" r="7" />
              </>
            )}
          </svg>
          <span className="row-value">
            {present === undefined || other === undefined ? (
              peopleWords(people, t)
            ) : (
              <>
                {present}’ → <b>{other}’</b>
              </>
            )}
          </span>
        </div>
      ))}
      <div className="row">
        <span />
        <Axis scale={scale} />
        <span />
      </div>
      <PairLegend />
    </div>
  );
}

function PairLegend() {
  const { t } = useText();
  return (
    <p className="legend">
      <span>
        <svg className="legend-mark" aria-hidden="true">
          <circle className="pair-present" cx="50%" cy="50%" r="6" />
        </svg>
        {t('manager.preview.present')}
      </span>
      <span>
        <svg className="legend-mark" aria-hidden="true">
          <circle className="pair-other" cx="50%" cy="50%" r="6" />
        </svg>
        {t('manager.preview.other')}
      </span>
    </p>
  );
}
