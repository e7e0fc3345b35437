import { useState } from 'react';
import type { Policy } from '../../../core/queue/settings.ts';
import { useText } from '../../counter/use-text.ts';

type Rule = Policy['rule'];

interface Props {
  readonly present: Policy;
  readonly isRunning: boolean;
  readonly run: (policy: Policy) => void;
}

/** The rule to try: 3:1 at first, the rest of the policy as it is. */
export function PolicyForm({ present, isRunning, run }: Props) {
  const { t } = useText();
  const [kind, setKind] = useState<Rule['kind']>('ratio');
  const [ratio, setRatio] = useState({ priority: 3, ordinary: 1, guardMinutes: 30 });
  const [minutesPerWeight, setMinutes] = useState(5);
  const rule = (): Rule => {
    if (kind === 'ratio') return { kind, ...ratio };
    return kind === 'aging' ? { kind, minutesPerWeight } : { kind };
  };
  const hints = {
    ratio: t('manager.preview.ratioHint', ratio),
    statutory: t('manager.preview.statutoryHint'),
    aging: t('manager.preview.agingHint', { n: minutesPerWeight }),
  } as const;
  return (
    <form
      className="policy"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isRunning) run({ ...present, rule: rule() });
      }}
    >
      <fieldset>
        <legend>{t('manager.preview.rule')}</legend>
        {(['ratio', 'statutory', 'aging'] as const).map((one) => (
          <label key={one} className="rule" data-testid={`rule-${one}`}>
            <input type="radio" name="rule" checked={kind === one} onChange={() => setKind(one)} />
            <b>{t(`manager.preview.${one}`)}</b>
            <small>{hints[one]}</small>
          </label>
        ))}
      </fieldset>
      {kind === 'ratio' && (
        <div className="numbers">
          <NumberField
            label={t('manager.preview.priority')}
            name="priority"
            value={ratio.priority}
            range={[1, 20]}
            set={(priority) => setRatio({ ...ratio, priority })}
          />
          <b aria-hidden="true">:</b>
          <NumberField
            label={t('manager.preview.ordinary')}
            name="ordinary"
            value={ratio.ordinary}
            range={[1, 20]}
            set={(ordinary) => setRatio({ ...ratio, ordinary })}
          />
          <NumberField
            label={t('manager.preview.guardMinutes')}
            name="guardMinutes"
            value={ratio.guardMinutes}
            range={[0, 1_440]}
            set={(guardMinutes) => setRatio({ ...ratio, guardMinutes })}
          />
          <small>{t('manager.preview.guard', { n: ratio.guardMinutes })}</small>
        </div>
      )}
      {kind === 'aging' && (
        <div className="numbers">
          <NumberField
            label={t('manager.preview.agingMinutes')}
            name="minutesPerWeight"
            value={minutesPerWeight}
            range={[0, 1_440]}
            set={setMinutes}
          />
        </div>
      )}
      <button type="submit" className="button-main" aria-disabled={isRunning} data-testid="run">
        {t('manager.preview.run')}
      </button>
    </form>
  );
}

interface NumberFieldProps {
  readonly label: string;
  readonly name: string;
  readonly value: number;
  readonly range: readonly [number, number];
  readonly set: (value: number) => void;
}

function NumberField({ label, name, value, range: [min, max], set }: NumberFieldProps) {
  return (
    <label>
      <input
        type="number"
        name={name}
        min={min}
        max={max}
        required
        value={value}
        onChange={({ target }) => Number.isInteger(target.valueAsNumber) && set(clamp(target.valueAsNumber, min, max))}
      />
      {label}
    </label>
  );
}

const clamp = (value: number, min: number, max: number): number => Math.min(max, Math.max(min, value));
