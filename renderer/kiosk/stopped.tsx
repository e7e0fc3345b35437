import type { Screen } from '../../core/contract/kiosk.ts';
import { isForHelpDesk } from '../../core/visit.ts';
import { Button } from '../shared/button.tsx';
import { FaultWords } from './fault-words.tsx';
import { Frame } from './frame.tsx';
import { PlaceCard } from './pictures.tsx';
import { useKiosk } from './use-kiosk.ts';

export function Stopped({ screen: { fault } }: { readonly screen: Extract<Screen, { at: 'stopped' }> }) {
  const { t, send } = useKiosk();
  // Where no ticket can be written down, or the card is altered or copied, the way out is a person.
  const canGiveNumber = fault !== 'store-full' && !isForHelpDesk(fault);
  const hero = (
    <>
      <FaultWords fault={fault} />
      <PlaceCard isResting />
    </>
  );
  return (
    <Frame name="stopped" layout="picture" tone="amber" hero={hero}>
      <div className="actions">
        {canGiveNumber && (
          <Button kind="primary" icon="touch" testId="skip-card" onPress={() => send({ type: 'card-skipped' })}>
            {t('kiosk.skipCard')}
          </Button>
        )}
        <Button kind="quiet" icon="back" testId="leave" onPress={() => send({ type: 'left' })}>
          {t('kiosk.leave')}
        </Button>
      </div>
    </Frame>
  );
}
