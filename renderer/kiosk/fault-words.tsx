import type { Fault } from '../../core/faults.ts';
import { useKiosk } from './use-kiosk.ts';

/** What happened in everyday words, that it is no harm, and the one thing to do. */
export function FaultWords({ fault }: { readonly fault: Fault }) {
  const { t } = useKiosk();
  return (
    <div role="status">
      <h1>{t(`faults.${fault}.headline`)}</h1>
      <p className="hint">
        {t(`faults.${fault}.reassurance`)} <b>{t(`faults.${fault}.action`)}</b>
      </p>
    </div>
  );
}
