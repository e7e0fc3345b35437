import type { Screen } from '../../core/contract/kiosk.ts';
import type { Fault } from '../../core/faults.ts';
import { never } from '../../core/result.ts';
import { Button } from '../shared/button.tsx';
import { Icon } from '../shared/icons.tsx';
import { TicketCode } from './ticket-code.tsx';
import { useKiosk } from './use-kiosk.ts';

type DoneScreen = Extract<Screen, { at: 'done' }>;

/** What is known of the slip, and what to do: take it, wait for it, say whether it came, or copy the number. */
export function AfterPaper({ screen: { paper, link, canPrintAgain } }: { readonly screen: DoneScreen }) {
  switch (paper.outcome) {
    case 'printed':
      return <Printed />;
    case 'sent':
      return <Sent canPrintAgain={canPrintAgain} />;
    case 'unknown':
      return <Unknown fault={paper.fault} canPrintAgain={canPrintAgain} />;
    case 'not-printed':
      return <NotPrinted fault={paper.fault} link={link} />;
    default:
      return never(paper);
  }
}

function Printed() {
  return (
    <>
      <Reminders slip="kiosk.done.takeSlip" />
      <div className="actions done-actions">
        <Leave />
      </div>
    </>
  );
}

function Sent({ canPrintAgain }: { readonly canPrintAgain: boolean }) {
  return (
    <>
      <Reminders slip="kiosk.done.comingSlip" />
      <div className="actions done-actions">
        {canPrintAgain && <PrintAgain kind="quiet" label="kiosk.done.printAgain" />}
        <Leave />
      </div>
    </>
  );
}

/** Only whoever stands there can see whether a slip lies in the slot; it is never printed again unasked. */
function Unknown({ fault, canPrintAgain }: { readonly fault: Fault; readonly canPrintAgain: boolean }) {
  const { t } = useKiosk();
  return (
    <>
      <div className="without-paper" role="status">
        <Icon name="slip" />
        <p>
          <b>{t(canPrintAgain ? 'kiosk.done.gotSlip' : 'kiosk.done.remember')}</b>
          <span>{t(canPrintAgain ? 'kiosk.done.lookBelow' : `faults.${fault}.action`)}</span>
        </p>
      </div>
      <div className="actions done-actions">
        {canPrintAgain && <PrintAgain kind="second" label="kiosk.done.notGot" />}
        <Leave label={canPrintAgain ? 'kiosk.done.got' : 'kiosk.done.finish'} />
      </div>
    </>
  );
}

function NotPrinted({ fault, link }: { readonly fault: Fault; readonly link: string | undefined }) {
  const { t } = useKiosk();
  return (
    <>
      <div className="without-paper has-code" role="status">
        {link && <TicketCode link={link} label={t('kiosk.done.follow')} />}
        <b>{t(`faults.${fault}.headline`)}</b>
        <span>{t('kiosk.done.noPaper')}</span>
      </div>
      <div className="actions done-actions">
        <PrintAgain kind="second" label="kiosk.done.tryAgain" />
        <Leave />
      </div>
    </>
  );
}

function Reminders({ slip }: { readonly slip: 'kiosk.done.takeSlip' | 'kiosk.done.comingSlip' }) {
  const { t } = useKiosk();
  return (
    <div className="reminders">
      <p>
        <Icon name="slip" />
        {t(slip)}
      </p>
      <p>
        <Icon name="card" />
        {t('kiosk.done.takeCard')}
      </p>
    </div>
  );
}

interface PrintAgainProps {
  readonly kind: 'second' | 'quiet';
  readonly label: 'kiosk.done.printAgain' | 'kiosk.done.notGot' | 'kiosk.done.tryAgain';
}

function PrintAgain({ kind, label }: PrintAgainProps) {
  const { t, send } = useKiosk();
  return (
    <Button kind={kind} icon="printer" testId="print-again" onPress={() => send({ type: 'print-again' })}>
      {t(label)}
    </Button>
  );
}

function Leave({ label = 'kiosk.done.finish' }: { readonly label?: 'kiosk.done.finish' | 'kiosk.done.got' }) {
  const { t, send } = useKiosk();
  return (
    <Button kind="primary" testId="leave" onPress={() => send({ type: 'left' })}>
      {t(label)}
    </Button>
  );
}
