import { ORPCError } from '@orpc/client';
import { useEffect, useRef, useState } from 'react';
import { asksReasonsUpTo, type RatingReason, ratingReasons, type Score, scores } from '../../core/rating.ts';
import { Button } from '../shared/button.tsx';
import { Face } from '../shared/face.tsx';
import type { HubClient } from '../shared/hub-client.ts';
import { QueueNumber } from '../shared/queue-number.tsx';
import { tinh } from '../shared/sound.ts';
import { textIn } from '../text/text.ts';
import type { Asked } from './tablet-state.ts';

const THANKS_MS = 4_000;

interface QuestionProps {
  readonly hub: HubClient;
  readonly counter: string;
  readonly site: string | undefined;
  readonly asked: Asked;
  readonly touched: () => void;
  readonly end: () => void;
}

/** One question: how it was, and of those who were not satisfied, why not. A good score is sent by the touch itself. */
export function Question({ hub, counter, site, asked, touched, end }: QuestionProps) {
  const t = textIn(asked.language);
  const [score, setScore] = useState<Score>();
  const [reasons, setReasons] = useState<readonly RatingReason[]>([]);
  const [step, setStep] = useState<'asking' | 'sending' | 'not-sent' | 'thanks'>('asking');
  const last = useRef(end);
  last.current = end;
  useEffect(() => {
    if (step !== 'thanks') return;
    const timer = setTimeout(() => last.current(), THANKS_MS);
    return () => clearTimeout(timer);
  }, [step]);

  const send = async (given: Score) => {
    setStep('sending');
    const isKept = await keep(hub, {
      counter,
      number: asked.number,
      score: given,
      reasons: [...reasons],
      ...(site && { site }),
    });
    if (isKept) tinh();
    setStep(isKept ? 'thanks' : 'not-sent');
  };
  const choose = (given: Score) => {
    if (step === 'sending') return;
    setScore(given);
    setStep('asking');
    if (given > asksReasonsUpTo) void send(given);
  };

  const why = score !== undefined && score <= asksReasonsUpTo ? score : undefined;
  if (step === 'thanks')
    return (
      <main className="thanks" role="status" data-testid="thanks">
        <Face score={score ?? 5} />
        <h2>{t('rating.tablet.thanks')}</h2>
        <p>{t('rating.tablet.thanksHint')}</p>
      </main>
    );
  return (
    <main className="question" data-testid="question" data-why={why !== undefined} onPointerDown={touched}>
      <p className="whose">
        <QueueNumber number={asked.number} testId="asked-number" />
      </p>
      <h2>{t('rating.tablet.question')}</h2>
      <div className="faces">
        {scores.map((one) => (
          <button
            key={one}
            type="button"
            data-testid={`face-${one}`}
            aria-pressed={one === score}
            onClick={() => choose(one)}
          >
            <Face score={one} />
            {t(`rating.scores.${one}`)}
          </button>
        ))}
      </div>
      {why && <Reasons language={asked.language} reasons={reasons} setReasons={setReasons} />}
      {step === 'not-sent' && (
        <p className="not-sent" role="alert">
          {t('rating.tablet.notSent')}
        </p>
      )}
      <div className="ways">
        {why && (
          <Button kind="primary" testId="send" onPress={() => void send(why)}>
            {t('rating.tablet.send')}
          </Button>
        )}
        <button type="button" className="skip" data-testid="skip" onClick={end}>
          {t('rating.tablet.skip')}
        </button>
      </div>
    </main>
  );
}

interface ReasonsProps {
  readonly language: Asked['language'];
  readonly reasons: readonly RatingReason[];
  readonly setReasons: (reasons: readonly RatingReason[]) => void;
}

function Reasons({ language, reasons, setReasons }: ReasonsProps) {
  const t = textIn(language);
  const toggle = (reason: RatingReason) =>
    setReasons(reasons.includes(reason) ? reasons.filter((one) => one !== reason) : [...reasons, reason]);
  return (
    <section className="why" data-testid="why">
      <h3>
        {t('rating.tablet.why')} <small>{t('rating.tablet.whyHint')}</small>
      </h3>
      <div>
        {ratingReasons.map((reason) => (
          <button
            key={reason}
            type="button"
            data-testid={`reason-${reason}`}
            aria-pressed={reasons.includes(reason)}
            onClick={() => toggle(reason)}
          >
            {t(`rating.reasons.${reason}`)}
          </button>
        ))}
      </div>
    </section>
  );
}

/** Whether the hub has it; a number that was rated before, or that it no longer knows of, needs no other try. */
async function keep({ rating }: HubClient, given: Parameters<HubClient['rating']['atCounter']>[0]): Promise<boolean> {
  try {
    await rating.atCounter(given);
    return true;
  } catch (error) {
    return error instanceof ORPCError && (error.code === 'ALREADY_RATED' || error.code === 'NUMBER_UNKNOWN');
  }
}
