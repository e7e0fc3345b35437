import { useState } from 'react';
import type { Screen } from '../../../core/contract/kiosk.ts';
import { asksReasonsUpTo, type RatingReason, reasonsFor, type Score } from '../../../core/rating.ts';
import { never } from '../../../core/result.ts';
import { useKiosk } from '../use-kiosk.ts';
import { Working } from '../working.tsx';
import { AskNumber } from './ask-number.tsx';
import { AskReasons } from './ask-reasons.tsx';
import { AskScore } from './ask-score.tsx';
import { Refused } from './refused.tsx';
import { numberOf } from './typed-number.ts';

type RatingScreen = Extract<Screen, { at: 'rating' }>;
type Question = 'number' | 'score' | 'reasons' | 'sent';

/** One question at a time, and what became of the answers; they are forgotten with the screen. */
export function Rating({ screen }: { readonly screen: RatingScreen }) {
  const { send } = useKiosk();
  const [question, setQuestion] = useState<Question>(screen.fault ? 'sent' : 'number');
  const [typed, setTyped] = useState('');
  const [score, setScore] = useState<Score>();
  const [reasons, setReasons] = useState<readonly RatingReason[]>([]);
  /** The screen over which it was sent: what it says is of the time before. */
  const [sentOver, setSentOver] = useState<RatingScreen>();
  const number = numberOf(typed);

  function give(given: Score): void {
    if (number === undefined) return;
    setQuestion('sent');
    setSentOver(screen);
    send({ type: 'rated', number, score: given, reasons: reasonsFor(given, reasons) });
  }

  function choose(given: Score): void {
    setScore(given);
    if (given > asksReasonsUpTo) give(given);
    else setQuestion('reasons');
  }

  if (screen.isSending) return <Sending />;
  switch (question) {
    case 'number':
      return <AskNumber typed={typed} onType={setTyped} onNext={() => setQuestion('score')} />;
    case 'score':
      return <AskScore chosen={score} onChoose={choose} onBack={() => setQuestion('number')} />;
    case 'reasons':
      return (
        <AskReasons
          chosen={reasons}
          onChoose={setReasons}
          onBack={() => setQuestion('score')}
          onSend={() => score && give(score)}
        />
      );
    case 'sent':
      return screen.fault && screen !== sentOver ? (
        <Refused
          fault={screen.fault}
          number={number}
          onRetype={() => setQuestion('number')}
          onSendAgain={score && number ? () => give(score) : undefined}
        />
      ) : (
        <Sending />
      );
    default:
      return never(question);
  }
}

function Sending() {
  const { t } = useKiosk();
  return <Working name="rating-sending" headline={t('kiosk.rating.sending')} />;
}
