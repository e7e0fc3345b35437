import type { Steps as StepsData } from '../../../core/contract/manager.ts';
import { useText } from '../../counter/use-text.ts';
import { StepCanvas } from './step-canvas.tsx';
import { StepPrint } from './step-print.tsx';

interface StepsProps {
  readonly steps: StepsData;
  readonly height: number;
}

/** Who came and who was served, as two lines of steps: drawn for a screen, and once more as lines for paper. */
export function Steps({ steps, height }: StepsProps) {
  const { t } = useText();
  if (steps.arrived.length === 0) return <p className="nothing">{t('manager.nothing')}</p>;
  const hasFew = [...steps.arrived, ...steps.finished].some((people) => typeof people === 'string');
  return (
    <figure className="steps">
      <StepCanvas steps={steps} height={height} />
      <StepPrint steps={steps} />
      <figcaption className="legend">
        <span>
          <svg className="legend-line" aria-hidden="true">
            <line className="line-arrived" x1="0" x2="100%" y1="50%" y2="50%" />
          </svg>
          {t('manager.steps.arrived')}
        </span>
        <span>
          <svg className="legend-line" aria-hidden="true">
            <line className="line-finished" x1="0" x2="100%" y1="50%" y2="50%" />
          </svg>
          {t('manager.steps.finished')}
        </span>
        {hasFew && (
          <span>
            <svg className="legend-mark" aria-hidden="true">
              <rect className="few-box" width="100%" height="100%" />
            </svg>
            {t('manager.steps.few')}
          </span>
        )}
      </figcaption>
    </figure>
  );
}
