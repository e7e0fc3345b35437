import type { Fault } from '../../../core/faults.ts';
import { Button } from '../../shared/button.tsx';
import { QueueNumber } from '../../shared/queue-number.tsx';
import { FaultWords } from '../fault-words.tsx';
import { Frame } from '../frame.tsx';
import { useKiosk } from '../use-kiosk.ts';
import './refused.css';

interface Props {
  readonly fault: Fault;
  /** As it was typed, where it is known. */
  readonly number: string | undefined;
  readonly onRetype: () => void;
  /** The same once more, where all of it is still there. */
  readonly onSendAgain: (() => void) | undefined;
}

/** Why the rating is not kept, and what can be done about it. */
export function Refused({ fault, number, onRetype, onSendAgain }: Props) {
  const { t, send } = useKiosk();
  const hero = (
    <>
      <FaultWords fault={fault} />
      {number && (
        <p className="refused-number">
          <QueueNumber number={number} testId="refused-number" />
        </p>
      )}
    </>
  );
  const canSendAgain = fault === 'hub-away' && onSendAgain !== undefined;
  // Where the hub takes no more numbers for now, another one would be refused as well.
  const canRetype = !canSendAgain && fault !== 'tries-used-up';
  return (
    <Frame name={`rating-refused-${fault}`} layout="picture" tone="amber" hero={hero}>
      <div className="actions">
        {canSendAgain && (
          <Button kind="primary" testId="send-again" onPress={onSendAgain}>
            {t('kiosk.rating.sendAgain')}
          </Button>
        )}
        {canRetype && (
          <Button kind="primary" icon="keypad" testId="retype" onPress={onRetype}>
            {t('kiosk.rating.retype')}
          </Button>
        )}
        <Button kind="quiet" icon="back" testId="leave" onPress={() => send({ type: 'left' })}>
          {t('kiosk.leave')}
        </Button>
      </div>
    </Frame>
  );
}
