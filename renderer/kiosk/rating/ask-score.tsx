import { type Score, scores } from '../../../core/rating.ts';
import { Button } from '../../shared/button.tsx';
import { Face } from '../../shared/face.tsx';
import { Frame } from '../frame.tsx';
import { useKiosk } from '../use-kiosk.ts';
import './ask-score.css';

interface Props {
  readonly chosen: Score | undefined;
  readonly onChoose: (score: Score) => void;
  readonly onBack: () => void;
}

/** How it was: five faces. */
export function AskScore({ chosen, onChoose, onBack }: Props) {
  const { t } = useKiosk();
  const hero = (
    <>
      <h1>{t('kiosk.rating.score')}</h1>
      <p className="hint">{t('kiosk.rating.scoreHint')}</p>
    </>
  );
  return (
    <Frame name="rating-score" layout="question" hero={hero}>
      <div className="scores">
        {scores.map((score) => (
          <Button
            key={score}
            kind="second"
            className="score"
            testId={`face-${score}`}
            isPressed={score === chosen}
            onPress={() => onChoose(score)}
          >
            <Face score={score} />
            {t(`rating.scores.${score}`)}
          </Button>
        ))}
      </div>
      <div className="actions">
        <Button kind="quiet" icon="back" testId="back" onPress={onBack}>
          {t('kiosk.typing.back')}
        </Button>
      </div>
    </Frame>
  );
}
