import type { Scale } from './scale.ts';

/** The ticks under rows that share one scale. */
export function Axis({ scale }: { readonly scale: Scale }) {
  return (
    <svg className="axis" aria-hidden="true">
      {scale.ticks.map((tick) => (
        <text key={tick} x={scale.at(tick)} y="14" textAnchor="middle">
          {tick}
        </text>
      ))}
    </svg>
  );
}

/** The same ticks as thin lines behind a row. */
export function Grid({ scale }: { readonly scale: Scale }) {
  return scale.ticks.map((tick) => (
    <line key={tick} className="grid-line" x1={scale.at(tick)} x2={scale.at(tick)} y1="0" y2="100%" />
  ));
}
