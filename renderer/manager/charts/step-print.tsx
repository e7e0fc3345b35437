import type { Steps } from '../../../core/contract/manager.ts';
import { fewest, type People } from '../../../core/report/few.ts';
import { useText } from '../../counter/use-text.ts';
import { drawn } from '../few-words.ts';
import { timeOfMinute } from '../times.ts';
import { countScale } from './scale.ts';

const [width, height] = [720, 200];
const [left, bottom] = [34, 20];

/** The same two lines as a drawing that paper and a screen reader can have. */
export function StepPrint({ steps }: { readonly steps: Steps }) {
  const { t } = useText();
  const { arrived, finished, fromMinute, stepMinutes } = steps;
  const scale = countScale(Math.max(fewest, ...[...arrived, ...finished].map((people) => drawn(people) ?? 0)));
  const x = (step: number) => left + (step / arrived.length) * (width - left);
  const y = (count: number) => (1 - count / scale.end) * (height - bottom - 8) + 8;
  const perHour = 60 / stepMinutes;
  const everyHours = Math.ceil(arrived.length / perHour / 12);
  const hours = arrived.flatMap((_, step) => (step % (perHour * everyHours) === 0 ? [step] : []));
  return (
    <svg
      className="step-print"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={t('manager.steps.title', { n: stepMinutes })}
    >
      {scale.ticks.map((tick) => (
        <g key={tick}>
          <line className="grid-line" x1={left} x2={width} y1={y(tick)} y2={y(tick)} />
          <text x={left - 6} y={y(tick)} dy="0.35em" textAnchor="end">
            {tick}
          </text>
        </g>
      ))}
      {hours.map((step) => (
        <text key={step} x={x(step)} y={height - 4} textAnchor={step === 0 ? 'start' : 'middle'}>
          {timeOfMinute(fromMinute + step * stepMinutes)}
        </text>
      ))}
      {arrived.map((people, step) =>
        typeof people === 'number' && typeof finished[step] === 'number' ? null : (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
            key={step}
            className="few-box"
            x={x(step)}
            width={x(step + 1) - x(step)}
            y={y(fewest - 1)}
            height={y(0) - y(fewest - 1)}
          />
        ),
      )}
      <path className="line-arrived" d={pathOf(arrived, x, y)} />
      <path className="line-finished" d={pathOf(finished, x, y)} />
    </svg>
  );
}

/** A line of steps; it is broken where nothing may be drawn. */
function pathOf(people: readonly People[], x: (step: number) => number, y: (count: number) => number): string {
  let isDown = false;
  return people
    .map((one, step) => {
      const count = drawn(one);
      const wasDown = isDown;
      isDown = count !== undefined;
      return count === undefined ? '' : `${wasDown ? 'L' : 'M'}${x(step)} ${y(count)}H${x(step + 1)}`;
    })
    .join('');
}
