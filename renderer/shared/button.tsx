import type { MouseEvent, ReactNode } from 'react';
import { Icon, type IconName } from './icons.tsx';
import './button.css';

interface Props {
  readonly kind?: 'primary' | 'second' | 'quiet' | 'ghost' | 'plain';
  readonly icon?: IconName;
  readonly className?: string;
  readonly testId?: string;
  readonly isDisabled?: boolean;
  /** For a key that stays down. */
  readonly isPressed?: boolean;
  /** A key that may be pressed fast, such as a digit; others take a double tap for one. */
  readonly isRepeatable?: boolean;
  readonly onPress: () => void;
  readonly children: ReactNode;
}

/** Acts when the finger is lifted on it, and not when it was dragged away. */
export function Button({
  kind = 'second',
  icon,
  className,
  testId,
  isDisabled,
  isPressed,
  isRepeatable,
  onPress,
  children,
}: Props) {
  function press(event: MouseEvent): void {
    const isSecondTap = event.detail > 1;
    if (!isSecondTap || isRepeatable) onPress();
  }
  const classes = ['button', `button-${kind}`, className].filter(Boolean).join(' ');
  return (
    <button
      type="button"
      className={classes}
      data-testid={testId}
      disabled={isDisabled}
      aria-pressed={isPressed}
      onClick={press}
    >
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}
