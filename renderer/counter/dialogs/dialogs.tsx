import type { QueueState } from '../../shared/queue-state.ts';
import type { CounterOnScreen, SiteOnScreen } from '../../shared/use-site.ts';
import type { Desk } from '../desk.ts';
import type { Order } from '../orders.ts';
import { CallDialog } from './call-dialog.tsx';
import { EndDialog } from './end-dialog.tsx';
import { HelpDialog } from './help-dialog.tsx';
import { PauseDialog } from './pause-dialog.tsx';
import { StepsDialog } from './steps-dialog.tsx';
import { TransferDialog } from './transfer-dialog.tsx';
import { VerifyDialog } from './verify-dialog.tsx';

export const asking = ['transfer', 'pick', 'end', 'verify', 'steps', 'pause', 'help'] as const;
export type Asking = (typeof asking)[number];

interface DialogsProps {
  readonly open: Asking;
  readonly desk: Desk;
  readonly queue: QueueState;
  readonly site: SiteOnScreen;
  readonly counter: CounterOnScreen;
  readonly now: number;
  readonly mayCallThis: boolean;
  readonly give: (order: Order) => void;
  readonly close: () => void;
}

/** The dialog that is open; none where its turn has gone meanwhile. */
export function Dialogs({ open, desk, queue, site, counter, now, mayCallThis, give, close }: DialogsProps) {
  if (open === 'help') return <HelpDialog close={close} />;
  if (open === 'pause') return <PauseDialog site={site} counter={counter} give={give} close={close} />;
  if (open === 'pick')
    return <CallDialog desk={desk} site={site} now={now} mayCallThis={mayCallThis} give={give} close={close} />;
  const turn = desk.inHand;
  if (!turn) return null;
  const about = { turn, site, give, close };
  if (open === 'transfer') return <TransferDialog {...about} counter={counter} queue={queue} />;
  if (open === 'steps') return <StepsDialog {...about} />;
  return open === 'end' ? <EndDialog {...about} /> : <VerifyDialog {...about} />;
}
