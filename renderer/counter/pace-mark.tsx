import { Late, Tick } from './marks.tsx';
import type { Pace } from './pace.ts';
import { useText } from './use-text.ts';

/** Against the target, by shape and words beside the colour. */
export function PaceMark({ pace }: { readonly pace: Pace }) {
  const { t } = useText();
  return (
    <span className={pace.isLate ? 'pace late' : 'pace'} data-testid="pace" data-late={pace.isLate}>
      {pace.isLate ? <Late /> : <Tick />}
      {t(pace.isLate ? 'counter.inHand.late' : 'counter.inHand.inTime', { n: pace.targetMinutes })}
    </span>
  );
}
