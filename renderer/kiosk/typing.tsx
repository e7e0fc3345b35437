import { useState } from 'react';
import { Button } from '../shared/button.tsx';
import { Frame } from './frame.tsx';
import { Keypad } from './keypad.tsx';
import { useKiosk } from './use-kiosk.ts';
import './typing.css';

/** What is asked, how long the answer is, and how it is grouped on the card. */
const questions = [
  { ask: 'idNumber', groups: [3, 3, 3, 3], between: ' ' },
  { ask: 'birthDay', groups: [2, 2, 4], between: '/' },
  { ask: 'expiryDay', groups: [2, 2, 4], between: '/' },
] as const;

interface Props {
  /** The number alone did not open the chip: its two days are asked for as well. */
  readonly withDays: boolean;
  readonly onEnd: () => void;
}

/** The numbers on the card that open its chip, one question on each screen. */
export function Typing({ withDays, onEnd }: Props) {
  const { t, send } = useKiosk();
  const [at, setAt] = useState(0);
  const [answers, setAnswers] = useState(['', '', '']);
  const asked = withDays ? questions : questions.slice(0, 1);
  const question = asked[at] ?? questions[0];
  const typed = answers[at] ?? '';
  const length = question.groups.reduce((sum, group) => sum + group, 0);

  const answer = (value: string) => setAnswers(answers.map((each, index) => (index === at ? value : each)));
  const back = () => (at === 0 ? onEnd() : setAt(at - 1));

  function next(value: string): void {
    if (at < asked.length - 1) {
      setAt(at + 1);
      return;
    }
    const [idNumber = '', birthDay = ''] = answers;
    send({ type: 'digits-typed', idNumber, birthDay, expiryDay: withDays ? value : '' });
    onEnd();
  }

  const corner = question.ask === 'expiryDay' && (
    <Button kind="second" className="no-expiry" testId="no-expiry" onPress={() => next('')}>
      {t('kiosk.typing.noExpiry')}
    </Button>
  );
  const hero = (
    <>
      <h1>{t(`kiosk.typing.${question.ask}`)}</h1>
      <p className="hint">{t(`kiosk.typing.${question.ask}Hint`)}</p>
    </>
  );
  return (
    <Frame
      name={`typing-${question.ask}`}
      layout="question"
      {...(withDays && { greeting: t('kiosk.typing.question', { at: at + 1 }) })}
      hero={hero}
    >
      <div className="typing">
        <Slots typed={typed} groups={question.groups} between={question.between} />
        <Keypad value={typed} length={length} onChange={answer} corner={corner} />
        <div className="actions typing-actions">
          <Button kind="quiet" icon="back" testId="back" onPress={back}>
            {t('kiosk.typing.back')}
          </Button>
          <Button kind="primary" testId="next" isDisabled={typed.length < length} onPress={() => next(typed)}>
            {t('kiosk.typing.next')}
          </Button>
        </div>
      </div>
    </Frame>
  );
}

interface SlotsProps {
  readonly typed: string;
  readonly groups: readonly number[];
  readonly between: string;
}

/** The digits in groups as on the card, with a line for each that is missing. */
function Slots({ typed, groups, between }: SlotsProps) {
  const { t } = useKiosk();
  const starts = groups.map((_, index) => groups.slice(0, index).reduce((sum, group) => sum + group, 0));
  const written = groups.map((size, index) => {
    const start = starts[index] ?? 0;
    return Array.from({ length: size }, (_, offset) => start + offset);
  });
  return (
    <output className="slots" aria-label={t('kiosk.typing.typed')}>
      {written.map((places, index) => (
        <span className="slot-group" key={places[0]} data-between={index > 0 ? between : undefined}>
          {places.map((place) => (
            <i key={place} className={place === typed.length ? 'is-next' : ''}>
              {typed[place]}
            </i>
          ))}
        </span>
      ))}
    </output>
  );
}
