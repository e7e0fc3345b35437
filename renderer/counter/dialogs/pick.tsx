import type { ReactNode } from 'react';

interface PickProps {
  /** The key that chooses it; only arrows and the mouse where it has none. */
  readonly byKey?: number | 'F' | undefined;
  readonly isOn?: boolean | undefined;
  readonly detail?: ReactNode;
  readonly testId?: string;
  readonly onPick: () => void;
  readonly children: ReactNode;
}

/** One answer of a dialog. */
export function Pick({ byKey, isOn, detail, testId, onPick, children }: PickProps) {
  return (
    <button
      type="button"
      className="pick"
      data-pick={byKey ?? ''}
      data-testid={testId}
      aria-pressed={isOn}
      onClick={onPick}
    >
      {byKey !== undefined && <kbd>{byKey}</kbd>}
      <span className="what">{children}</span>
      {detail !== undefined && <span className="detail">{detail}</span>}
    </button>
  );
}
