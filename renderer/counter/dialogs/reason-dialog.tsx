import { useState } from 'react';
import { useText } from '../use-text.ts';
import { Dialog } from './dialog.tsx';
import { Pick } from './pick.tsx';

interface ReasonProps {
  readonly number: string;
  readonly call: (reason: string) => void;
  readonly close: () => void;
}

const usual = ['papers', 'frail', 'urgent', 'mistake'] as const;
const LONGEST = 200;

/** Why somebody is called before those who came earlier; it is kept. */
export function ReasonDialog({ number, call, close }: ReasonProps) {
  const { t } = useText();
  const [own, setOwn] = useState<string>();
  if (own !== undefined) {
    const reason = own.trim();
    return (
      <Dialog
        key="own"
        name="reason"
        title={t('counter.pick.whyTitle', { number })}
        hint={t('counter.pick.whyHint')}
        close={close}
      >
        <input
          className="search"
          data-testid="own-reason"
          aria-label={t('counter.pick.other')}
          placeholder={t('counter.pick.other')}
          maxLength={LONGEST}
          value={own}
          onChange={({ target }) => setOwn(target.value)}
        />
        <div className="picks">
          {reason && (
            <Pick testId="call-with-reason" detail={<kbd>Enter</kbd>} onPick={() => call(reason)}>
              {t('counter.pick.call')}
            </Pick>
          )}
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog
      key="usual"
      name="reason"
      title={t('counter.pick.whyTitle', { number })}
      hint={t('counter.pick.whyHint')}
      close={close}
    >
      <div className="picks">
        {usual.map((reason, index) => (
          <Pick key={reason} byKey={index + 1} onPick={() => call(t(`counter.pick.reasons.${reason}`))}>
            {t(`counter.pick.reasons.${reason}`)}
          </Pick>
        ))}
        <Pick byKey={5} onPick={() => setOwn('')}>
          {t('counter.pick.other')}…
        </Pick>
      </div>
    </Dialog>
  );
}
