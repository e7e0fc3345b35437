import type { Screen } from '../../core/contract/kiosk.ts';
import { Icon } from '../shared/icons.tsx';
import { AfterPaper } from './after-paper.tsx';
import { Frame } from './frame.tsx';
import { PatienceBar } from './patience-bar.tsx';
import { TicketSlip } from './ticket-slip.tsx';
import { useKiosk } from './use-kiosk.ts';
import './done.css';

type DoneScreen = Extract<Screen, { at: 'done' }>;

export function Done({ screen }: { readonly screen: DoneScreen }) {
  const { t } = useKiosk();
  const hero = (
    <>
      <h1 className="done-headline">
        <Icon name="check" />
        {t('kiosk.done.headline')}
      </h1>
      <TicketSlip ticket={screen.ticket} />
    </>
  );
  return (
    <Frame name={`done ${screen.paper.outcome}`} layout="picture" hero={hero}>
      <AfterPaper screen={screen} />
      <PatienceBar />
    </Frame>
  );
}
