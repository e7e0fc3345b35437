import { Icon } from '../shared/icons.tsx';
import { type Language, textIn } from '../text/text.ts';
import type { StepView } from './slip-view.ts';
import './steps.css';

/** Every step of the visit, in its order; read aloud when it changes. */
export function Steps({ steps, language }: { readonly steps: readonly StepView[]; readonly language: Language }) {
  const t = textIn(language);
  const isJourney = steps.length > 1;
  return (
    <ol className={isJourney ? 'steps journey' : 'steps'} aria-label={t('slip.steps')} aria-live="polite">
      {steps.map((step, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a step is known by its place
        <li key={index} className={`step step-${step.tone}`} data-testid="step" data-tone={step.tone}>
          <p className="service">
            {step.tone === 'done' && <Icon name="check" />}
            {isJourney && <span>{t('slip.step', { n: index + 1 })}</span>}
            {step.service}
          </p>
          <p className="headline">{unbroken(step.headline)}</p>
          {step.wait && <p className="wait">{unbroken(step.wait)}</p>}
          {step.details.map((detail) => (
            <p key={detail} className="detail">
              {unbroken(detail)}
            </p>
          ))}
        </li>
      ))}
    </ol>
  );
}

/** "Quầy 3" stays on one line. */
function unbroken(words: string): string {
  return words.replace(/ (?=\d)/g, '\u00a0');
}
