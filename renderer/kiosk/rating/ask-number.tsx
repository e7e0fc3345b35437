import { formatNumber } from '../../../core/ticket.ts';
import { Button } from '../../shared/button.tsx';
import { Frame } from '../frame.tsx';
import { Keypad } from '../keypad.tsx';
import { useKiosk } from '../use-kiosk.ts';
import { lettersOf, longestAfter, mayAdd, numberOf, typedNumber } from './typed-number.ts';
import './ask-number.css';

interface Props {
  readonly typed: string;
  readonly onType: (typed: string) => void;
  readonly onNext: () => void;
}

/** Which visit it was: the number on its slip, which says nothing of who came. */
export function AskNumber({ typed, onType, onNext }: Props) {
  const { t, send, site } = useKiosk();
  const longest = longestAfter(typed);
  const example = formatNumber(site.services[0]?.letter ?? 'A', 47);
  const hero = (
    <>
      <h1>{t('kiosk.rating.number')}</h1>
      <p className="hint">{t('kiosk.rating.numberHint', { example })}</p>
    </>
  );
  return (
    <Frame name="rating-number" layout="question" hero={hero}>
      <div className="slip-number">
        <Slots typed={typed} />
        <div className="letters">
          {lettersOf(site).map((letter) => (
            <Button
              key={letter}
              kind="second"
              className="letter"
              testId={`letter-${letter}`}
              isRepeatable
              isDisabled={!mayAdd(letter, typed, site)}
              onPress={() => onType(typed + letter)}
            >
              {letter}
            </Button>
          ))}
        </div>
        <Keypad value={typed} length={longest} isDisabled={longest === 0} onChange={onType} />
        <div className="actions typing-actions">
          <Button kind="quiet" icon="back" testId="leave" onPress={() => send({ type: 'left' })}>
            {t('kiosk.leave')}
          </Button>
          <Button kind="primary" testId="next" isDisabled={numberOf(typed) === undefined} onPress={onNext}>
            {t('kiosk.typing.next')}
          </Button>
        </div>
      </div>
    </Frame>
  );
}

/** Letters and digits as on the slip, with a line for each of the usual four that is missing. */
function Slots({ typed }: { readonly typed: string }) {
  const { t } = useKiosk();
  const { letters, digits } = typedNumber(typed);
  return (
    <output className="slots" aria-label={t('kiosk.typing.typed')}>
      <SlotGroup signs={letters} usual={1} isNext={letters === ''} />
      <SlotGroup signs={digits} usual={3} isNext={letters !== ''} />
    </output>
  );
}

interface SlotGroupProps {
  readonly signs: string;
  /** How many are there at least. */
  readonly usual: number;
  readonly isNext: boolean;
}

function SlotGroup({ signs, usual, isNext }: SlotGroupProps) {
  const places = Array.from({ length: Math.max(usual, signs.length) }, (_, place) => place);
  return (
    <span className="slot-group">
      {places.map((place) => (
        <i key={place} className={isNext && place === signs.length ? 'is-next' : ''}>
          {signs[place]}
        </i>
      ))}
    </span>
  );
}
