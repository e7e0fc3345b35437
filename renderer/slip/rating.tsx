import { useState } from 'react';
import {
  asksReasonsUpTo,
  type RatingReason,
  ratingReasons,
  reasonsFor,
  type Score,
  scores,
} from '../../core/rating.ts';
import { Face } from '../shared/face.tsx';
import { Icon } from '../shared/icons.tsx';
import { type Language, textIn } from '../text/text.ts';

import './rating.css';
import { sendRating } from './send-rating.ts';
import type { SlipHub } from './use-ticket.ts';

interface Props {
  readonly hub: SlipHub;
  readonly ticketId: string;
  readonly language: Language;
  readonly isGiven: boolean;
  readonly onGiven: () => void;
}

/** Five faces, once; what was not good is asked only of those who were not satisfied. */
export function Rating({ hub, ticketId, language, isGiven, onGiven }: Props) {
  const t = textIn(language);
  const [score, setScore] = useState<Score>();
  const [reasons, setReasons] = useState<readonly RatingReason[]>([]);
  const [sending, setSending] = useState<'not-yet' | 'sending' | 'not-sent'>('not-yet');
  if (isGiven)
    return (
      <section className="rating thanks" role="status" data-testid="thanks">
        <Icon name="heart" />
        <h2>{t('slip.rating.thanks')}</h2>
      </section>
    );

  async function send(given: Score): Promise<void> {
    setSending('sending');
    const isTaken = await sendRating(hub, { ticketId, score: given, reasons: reasonsFor(given, reasons) });
    if (isTaken) onGiven();
    else setSending('not-sent');
  }
  return (
    <section className="rating" data-testid="rating">
      <fieldset>
        <legend>{t('slip.rating.title')}</legend>
        <div className="faces">
          {scores.map((one) => (
            <label key={one} data-testid={`face-${one}`}>
              <input type="radio" name="score" checked={one === score} onChange={() => setScore(one)} />
              <Face score={one} />
              <span className="unseen">{t(`rating.scores.${one}`)}</span>
            </label>
          ))}
        </div>
        <p className="chosen">{score ? t(`rating.scores.${score}`) : t('slip.rating.choose')}</p>
      </fieldset>
      {score && score <= asksReasonsUpTo && <Reasons {...{ language, reasons, setReasons }} />}
      {sending === 'not-sent' && <p role="alert">{t('slip.rating.notSent')}</p>}
      {score && (
        <button
          type="button"
          className="send"
          data-testid="send"
          disabled={sending === 'sending'}
          onClick={() => void send(score)}
        >
          {t(sending === 'sending' ? 'slip.rating.sending' : 'slip.rating.send')}
        </button>
      )}
    </section>
  );
}

interface ReasonsProps {
  readonly language: Language;
  readonly reasons: readonly RatingReason[];
  readonly setReasons: (reasons: readonly RatingReason[]) => void;
}

function Reasons({ language, reasons, setReasons }: ReasonsProps) {
  const t = textIn(language);
  const toggle = (reason: RatingReason) =>
    setReasons(reasons.includes(reason) ? reasons.filter((one) => one !== reason) : [...reasons, reason]);
  return (
    <fieldset className="reasons">
      <legend>{t('slip.rating.why')}</legend>
      <p>{t('slip.rating.whyHint')}</p>
      <div>
        {ratingReasons.map((reason) => (
          <label key={reason} data-testid={`reason-${reason}`}>
            <input type="checkbox" checked={reasons.includes(reason)} onChange={() => toggle(reason)} />
            {t(`rating.reasons.${reason}`)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
