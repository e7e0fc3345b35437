import type { Screen } from '../../core/contract/kiosk.ts';
import { Button } from '../shared/button.tsx';
import { Icon } from '../shared/icons.tsx';
import { Frame } from './frame.tsx';
import { PatienceBar } from './patience-bar.tsx';
import { TicketSlip } from './ticket-slip.tsx';
import { useKiosk } from './use-kiosk.ts';
import './done.css';

type DoneScreen = Extract<Screen, { at: 'done' }>;

export function Done({ screen: { ticket, paper, canPrintAgain } }: { readonly screen: DoneScreen }) {
  const { t, send } = useKiosk();
  const hero = (
    <>
      <h1 className="done-headline">
        <Icon name="check" />
        {t('kiosk.done.headline')}
      </h1>
      <TicketSlip ticket={ticket} />
    </>
  );
  return (
    <Frame name="done" layout="picture" hero={hero}>
      {'fault' in paper ? <WithoutPaper paper={paper} canPrintAgain={canPrintAgain} /> : <Reminders />}
      <div className="actions done-actions">
        {canPrintAgain && (
          <Button kind="second" icon="printer" testId="print-again" onPress={() => send({ type: 'print-again' })}>
            {t('kiosk.done.printAgain')}
          </Button>
        )}
        <Button kind="primary" testId="leave" onPress={() => send({ type: 'left' })}>
          {t('kiosk.done.finish')}
        </Button>
      </div>
      <PatienceBar />
    </Frame>
  );
}

function Reminders() {
  const { t } = useKiosk();
  return (
    <div className="reminders">
      <p>
        <Icon name="slip" />
        {t('kiosk.done.takeSlip')}
      </p>
      <p>
        <Icon name="card" />
        {t('kiosk.done.takeCard')}
      </p>
    </div>
  );
}

interface WithoutPaperProps {
  readonly paper: Extract<DoneScreen['paper'], { fault: unknown }>;
  readonly canPrintAgain: boolean;
}

function WithoutPaper({ paper, canPrintAgain }: WithoutPaperProps) {
  const { t } = useKiosk();
  const { fault, outcome } = paper;
  return (
    <>
      <div className="without-paper" role="status">
        <Icon name="slip" />
        <p>
          <b>{t(`faults.${fault}.headline`)}</b>
          <span>
            {t(`faults.${fault}.reassurance`)} {t(`faults.${fault}.action`)}
          </span>
        </p>
      </div>
      <h2 className="after-paper">
        {t(outcome === 'unknown' && canPrintAgain ? 'kiosk.done.gotSlip' : 'kiosk.done.remember')}
      </h2>
    </>
  );
}
