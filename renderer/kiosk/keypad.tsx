import type { ReactNode } from 'react';
import { Button } from '../shared/button.tsx';
import { Icon } from '../shared/icons.tsx';
import { useKiosk } from './use-kiosk.ts';

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'] as const;

interface Props {
  readonly value: string;
  readonly length: number;
  readonly isDisabled?: boolean;
  readonly onChange: (value: string) => void;
  /** What stands in the empty corner beside the nought. */
  readonly corner?: ReactNode;
}

export function Keypad({ value, length, isDisabled = false, onChange, corner }: Props) {
  const { t } = useKiosk();
  const add = (digit: string) => {
    if (value.length < length) onChange(value + digit);
  };
  return (
    <div className="keypad">
      {digits.map((digit) => (
        <Button
          key={digit}
          kind="quiet"
          className={`key key-${digit}`}
          isRepeatable
          isDisabled={isDisabled}
          onPress={() => add(digit)}
        >
          {digit}
        </Button>
      ))}
      {corner}
      <Button kind="quiet" className="key key-erase" isRepeatable onPress={() => onChange(value.slice(0, -1))}>
        <Icon name="erase" />
        <span className="key-name">{t('kiosk.typing.erase')}</span>
      </Button>
    </div>
  );
}
