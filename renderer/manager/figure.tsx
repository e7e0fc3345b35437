import type { ReactNode } from 'react';

export interface Before {
  readonly day: string;
  readonly value: string;
  /** Whether it was more then, less, or the same. */
  readonly was: 'more' | 'less' | 'same';
  readonly hint: string;
}

interface FigureProps {
  readonly id: string;
  readonly value: ReactNode;
  readonly unit?: string | undefined;
  readonly label: string;
  readonly before?: Before | undefined;
  readonly note?: string | undefined;
  readonly isLate?: boolean | undefined;
}

/** One figure, and the ghost of what it was the day before. */
export function Figure({ id, value, unit, label, before, note, isLate }: FigureProps) {
  return (
    <div className="card figure" data-testid={`figure-${id}`} data-late={isLate}>
      <dt>{label}</dt>
      <dd>
        <b>{value}</b>
        {unit && <span className="unit">{unit}</span>}
      </dd>
      {before && (
        <dd className="ghost" title={before.hint}>
          <Change was={before.was} />
          {before.day} <b>{before.value}</b>
        </dd>
      )}
      {note && <dd className="ghost">{note}</dd>}
    </div>
  );
}

/** Compared with then, it has gone down, up, or stayed. */
function Change({ was }: Pick<Before, 'was'>) {
  const path = { more: 'M2 4h10L7 11Z', less: 'M2 10h10L7 3Z', same: 'M2 6h10v2H2Z' }[was];
  return (
    <svg className="change" viewBox="0 0 14 14" aria-hidden="true">
      <path d={path} fill="currentColor" />
    </svg>
  );
}

/** How a value of before stands to the one of now. */
export function wasThen(before: number, now: number): Before['was'] {
  if (before === now) return 'same';
  return before > now ? 'more' : 'less';
}
