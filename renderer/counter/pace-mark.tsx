import { Late, Tick } from './marks.tsx';
import type { Pace } from './pace.ts';
import { useText } from './use-text.ts';

interface PaceMarkProps {
  readonly pace: Pace;
  /** Counted since the number was taken. */
  readonly isFromNumber: boolean;
}

/** Against the target, by shape and words beside the colour. */
export function PaceMark({ pace: { minutes, targetMinutes, isLate }, isFromNumber }: PaceMarkProps) {
  const { t } = useText();
  return (
    <span className={isLate ? 'pace late' : 'pace'} data-testid="pace" data-late={isLate}>
      {isLate ? <Late /> : <Tick />}
      {t(isLate ? 'counter.inHand.late' : 'counter.inHand.inTime', { m: minutes, n: targetMinutes })}
      {isFromNumber && <small>{t('counter.inHand.fromNumber')}</small>}
    </span>
  );
}
