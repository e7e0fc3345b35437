import type { Screen } from '../../core/contract/kiosk.ts';
import { Frame } from './frame.tsx';
import { TicketSlip } from './ticket-slip.tsx';
import { useKiosk } from './use-kiosk.ts';

export function Printing({ screen: { ticket } }: { readonly screen: Extract<Screen, { at: 'printing' }> }) {
  const { t } = useKiosk();
  const hero = (
    <>
      <h1 role="status">{t('kiosk.printing.headline')}</h1>
      <p className="hint">{t('kiosk.printing.hint')}</p>
      <TicketSlip ticket={ticket} isPrinting />
    </>
  );
  return <Frame name="printing" layout="picture" tone="night" hero={hero} />;
}
