import { type RatingReason, ratingReasons } from '../../../core/rating.ts';
import { Button } from '../../shared/button.tsx';
import { Frame } from '../frame.tsx';
import { useKiosk } from '../use-kiosk.ts';
import './ask-reasons.css';

interface Props {
  readonly chosen: readonly RatingReason[];
  readonly onChoose: (reasons: readonly RatingReason[]) => void;
  readonly onBack: () => void;
  readonly onSend: () => void;
}

/** What was not good: as many as there were, or none. */
export function AskReasons({ chosen, onChoose, onBack, onSend }: Props) {
  const { t } = useKiosk();
  const toggle = (reason: RatingReason) =>
    onChoose(chosen.includes(reason) ? chosen.filter((one) => one !== reason) : [...chosen, reason]);
  const hero = (
    <>
      <h1>{t('kiosk.rating.why')}</h1>
      <p className="hint">{t('kiosk.rating.whyHint')}</p>
    </>
  );
  return (
    <Frame name="rating-reasons" layout="question" hero={hero}>
      <div className="reasons">
        {ratingReasons.map((reason) => (
          <Button
            key={reason}
            kind="second"
            className="reason"
            testId={`reason-${reason}`}
            isPressed={chosen.includes(reason)}
            isRepeatable
            onPress={() => toggle(reason)}
          >
            {t(`rating.reasons.${reason}`)}
          </Button>
        ))}
      </div>
      <div className="actions rating-actions">
        <Button kind="quiet" icon="back" testId="back" onPress={onBack}>
          {t('kiosk.typing.back')}
        </Button>
        <Button kind="primary" testId="send" onPress={onSend}>
          {t('kiosk.rating.send')}
        </Button>
      </div>
    </Frame>
  );
}
