import type { PlaceSign } from './place-sign.ts';
import { isShort, isTight } from './type-width.ts';

interface SignProps {
  readonly sign: PlaceSign;
  readonly testId: string;
}

/** The sign over a counter: what it is, its number large, and the floor. A name without a number stands in lines. */
export function Sign({ sign: { head, sign, floor }, testId }: SignProps) {
  return (
    <p className={isShort(sign) ? 'sign' : 'sign long'} data-testid={testId}>
      {head && <small className="head">{head} </small>}
      <b className="fig">{sign}</b>
      {floor && <small className={isTight(floor) ? 'floor tight' : 'floor'}> {floor}</small>}
    </p>
  );
}
