import type { People } from '../../../core/report/few.ts';
import { stepMinutes } from '../../../core/report/wait-steps.ts';
import { useText } from '../../counter/use-text.ts';
import { drawn, peopleWords } from '../few-words.ts';

interface Props {
  readonly name: string;
  readonly present: readonly People[];
  readonly other: readonly People[];
}

const [width, height] = [470, 180];
const middle = height / 2;
const axisHeight = 20;

/** How many waited how long: as it is above the line, as it would be below it. */
export function Mirror({ name, present, other }: Props) {
  const { t } = useText();
  const most = Math.max(1, ...[...present, ...other].map((people) => drawn(people) ?? 0));
  const step = width / present.length;
  const steps = present.map((asIs, at) => ({ from: at * stepMinutes, at, asIs, asTried: other[at] ?? 0 }));
  const tall = (people: People) => ((drawn(people) ?? 2.5) / most) * (middle - axisHeight / 2 - 18);
  return (
    <figure className="mirror">
      <figcaption>{name}</figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={`${name}: ${t('manager.preview.spread')}`}>
        {steps.map(({ from, at, asIs, asTried }) => (
          <g key={from}>
            <Step people={asIs} at={at} step={step} isOther={false} tall={tall(asIs)} />
            <Step people={asTried} at={at} step={step} isOther tall={tall(asTried)} />
            {at % 2 === 0 && (
              <text x={at * step} y={middle} dy="0.35em" textAnchor={at === 0 ? 'start' : 'middle'}>
                {at === steps.length - 1 ? t('manager.preview.open', { n: from }) : from}
              </text>
            )}
          </g>
        ))}
      </svg>
      <p className="legend">
        <span>
          <svg className="legend-mark" aria-hidden="true">
            <rect className="bar" width="100%" height="100%" />
          </svg>
          {t('manager.preview.present')}
        </span>
        <span>
          <svg className="legend-mark" aria-hidden="true">
            <rect className="bar-other" width="100%" height="100%" />
          </svg>
          {t('manager.preview.other')}
        </span>
      </p>
    </figure>
  );
}

interface StepProps {
  readonly people: People;
  readonly at: number;
  readonly step: number;
  readonly tall: number;
  readonly isOther: boolean;
}

function Step({ people, at, step, tall, isOther }: StepProps) {
  const { t } = useText();
  if (people === 0) return null;
  const isCovered = drawn(people) === undefined;
  const edge = isOther ? middle + axisHeight / 2 : middle - axisHeight / 2;
  const y = isOther ? edge : edge - tall;
  const kind = isCovered ? 'few-box' : isOther ? 'bar-other' : 'bar';
  return (
    <g>
      <rect className={kind} x={at * step + 2} width={step - 4} y={y} height={tall} />
      {!isCovered && (
        <text className="mirror-count" x={(at + 0.5) * step} y={isOther ? y + tall + 11 : y - 3} textAnchor="middle">
          {peopleWords(people, t)}
        </text>
      )}
    </g>
  );
}
