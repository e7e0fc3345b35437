import { useEffect, useRef } from 'react';
import { useKiosk } from './use-kiosk.ts';

/** How long this screen still stays: a thin bar that shortens, without figures to hurry anybody. */
export function PatienceBar() {
  const { view, t } = useKiosk();
  const bar = useRef<HTMLElement>(null);
  const longest = useRef(1);

  useEffect(() => {
    if (view.patienceMs === undefined) return;
    longest.current = Math.max(longest.current, view.patienceMs);
    const from = view.patienceMs / longest.current;
    const shrink = bar.current?.animate([{ transform: `scaleX(${from})` }, { transform: 'scaleX(0)' }], {
      duration: view.patienceMs,
      fill: 'forwards',
    });
    return () => shrink?.cancel();
  }, [view]);

  if (view.patienceMs === undefined) return null;
  return (
    <div className="patience">
      <span>{t('kiosk.done.closing')}</span>
      <div className="patience-bar">
        <i ref={bar} />
      </div>
    </div>
  );
}
