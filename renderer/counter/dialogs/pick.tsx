import type { ReactNode } from 'react';

interface PickProps {
  /** The digit that chooses it; only arrows and the mouse where it has none. */
  readonly digit?: number | undefined;
  readonly isOn?: boolean | undefined;
  readonly detail?: ReactNode;
  readonly testId?: string;
  readonly onPick: () => void;
  readonly children: ReactNode;
}

/** One answer of a dialog. */
export function Pick({ digit, isOn, detail, testId, onPick, children }: PickProps) {
  return (
    <button
      type="button"
      className="pick"
      data-pick={digit ?? ''}
      data-testid={testId}
      aria-pressed={isOn}
      onClick={onPick}
    >
      {digit !== undefined && <kbd>{digit}</kbd>}
      <span className="what">{children}</span>
      {detail !== undefined && <span className="detail">{detail}</span>}
    </button>
  );
}
