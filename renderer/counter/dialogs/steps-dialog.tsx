import { useState } from 'react';
import type { Turn } from '../../../core/queue/turn.ts';
import type { SiteOnScreen } from '../../shared/use-site.ts';
import type { Order } from '../orders.ts';
import { useText } from '../use-text.ts';
import { Dialog } from './dialog.tsx';
import { Pick } from './pick.tsx';

interface StepsProps {
  readonly turn: Turn;
  readonly site: SiteOnScreen;
  readonly give: (order: Order) => void;
  readonly close: () => void;
}

/** Where the visit goes after this step, such as to a laboratory and an X-ray, and whether it comes back. */
export function StepsDialog({ turn, site, give, close }: StepsProps) {
  const { t, say } = useText();
  const [services, setServices] = useState<readonly string[]>([]);
  const [comesBack, setComesBack] = useState(true);
  const offered = site.services.filter(({ id }) => id !== turn.service);

  const toggle = (id: string) =>
    setServices(services.includes(id) ? services.filter((one) => one !== id) : [...services, id]);
  const confirm = () => {
    if (services.length > 0) give({ name: 'addSteps', ticketId: turn.ticketId, services: [...services], comesBack });
  };
  const takeKey = (key: string): boolean => {
    if (key === 'Enter') confirm();
    return key === 'Enter';
  };
  return (
    <Dialog
      name="steps"
      title={t('counter.steps.title', { number: turn.number })}
      hint={t('counter.dialog.pick')}
      close={close}
      takeKey={takeKey}
    >
      <div className="picks">
        {offered.map(({ id, name }, index) => (
          <Pick
            key={id}
            byKey={index < 9 ? index + 1 : undefined}
            isOn={services.includes(id)}
            onPick={() => toggle(id)}
          >
            {say(name)}
          </Pick>
        ))}
        <Pick byKey={0} isOn={comesBack} onPick={() => setComesBack(!comesBack)}>
          {t('counter.steps.comesBack')}
        </Pick>
      </div>
      <button type="button" className="order main" aria-disabled={services.length === 0} onClick={confirm}>
        {t(services.length === 0 ? 'counter.steps.none' : 'counter.dialog.confirm')} <kbd>Enter</kbd>
      </button>
    </Dialog>
  );
}
