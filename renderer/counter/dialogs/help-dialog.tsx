import type { Action } from '../actions.ts';
import { keysOf } from '../keys.ts';
import { useText } from '../use-text.ts';
import { Dialog } from './dialog.tsx';

const everyAction = Object.keys(keysOf) as Action[];

export function HelpDialog({ close }: { readonly close: () => void }) {
  const { t } = useText();
  return (
    <Dialog name="help" title={t('counter.helpSheet.title')} isWide close={close}>
      <dl className="keys">
        {everyAction.map((action) => (
          <div key={action}>
            <dt>
              {keysOf[action].map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{t(`counter.helpSheet.${action}`)}</dd>
          </div>
        ))}
        <div>
          <dt>
            <kbd>1–9</kbd>
          </dt>
          <dd>{t('counter.helpSheet.ticks')}</dd>
        </div>
        <div>
          <dt>
            <kbd>Esc</kbd>
          </dt>
          <dd>{t('counter.helpSheet.escape')}</dd>
        </div>
      </dl>
    </Dialog>
  );
}
