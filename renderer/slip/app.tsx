import { useEffect, useState } from 'react';
import { clockTime } from '../counter/times.ts';
import { type Language, textIn } from '../text/text.ts';
import { isLost, type SlipState } from './follow-ticket.ts';
import { Note } from './note.tsx';
import { Rating } from './rating.tsx';
import { viewOf } from './slip-view.ts';
import { Steps } from './steps.tsx';
import { Top } from './top.tsx';
import { useCallSign } from './use-call-sign.ts';
import { type SlipHub, useTicket } from './use-ticket.ts';

interface Props {
  readonly hub: SlipHub;
  readonly ticketId: string;
}

/** Where one number is, on the phone of whoever holds its slip. */
export function App({ hub, ticketId }: Props) {
  const [slip, markRated] = useTicket(hub, ticketId);
  const [chosen, choose] = useState<Language>();
  const language = chosen ?? slip.ticket?.language ?? 'vi';
  const view = slip.ticket && viewOf(slip.ticket, language);
  const isTouched = useCallSign(view?.call);
  const t = textIn(language);
  const title = view ? `${view.number} · ${view.gist}` : `${t('slip.title')} · Một Chạm`;
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = title;
  }, [language, title]);

  const isCalled = view?.call !== undefined;
  const mayBeCalled = view && slip.ticket && !slip.ticket.isOver;
  return (
    <div className="page" data-called={isCalled || undefined}>
      <Top {...{ language, choose, view }} />
      <main>
        <Trouble {...{ slip, language }} />
        {view?.isPast && (
          <Note tone="plain" icon="clock" headline={t('slip.past.headline')} hint={t('slip.past.hint')} />
        )}
        {view && <Steps steps={view.steps} language={language} />}
        {view && view.rating !== 'none' && (
          <Rating {...{ hub, ticketId, language }} isGiven={view.rating === 'given'} onGiven={markRated} />
        )}
      </main>
      <footer>
        {mayBeCalled && <p data-testid="sound">{t(isTouched ? 'slip.sound.on' : 'slip.sound.off')}</p>}
        {view && slip.heardAt !== undefined && <p>{t('slip.asOf', { time: phoneTime(slip) })}</p>}
      </footer>
    </div>
  );
}

/** That nothing is known, or that what is known is old. */
function Trouble({ slip, language }: { readonly slip: SlipState; readonly language: Language }) {
  const t = textIn(language);
  if (isLost(slip)) {
    const headline = slip.ticket ? t('slip.lost.headline', { time: phoneTime(slip) }) : t('slip.unreached.headline');
    const hint = t(slip.ticket ? 'slip.lost.hint' : 'slip.unreached.hint');
    return <Note tone="warn" icon="waves" testId="lost" headline={headline} hint={hint} />;
  }
  if (slip.isUnknown) {
    const [headline, hint] = [t('slip.unknown.headline'), t('slip.unknown.hint')];
    return <Note tone="plain" icon="slip" testId="unknown" headline={headline} hint={hint} />;
  }
  return slip.ticket ? null : <p className="joining">{t('slip.joining')}</p>;
}

/** The last time that the hub said anything. */
function phoneTime({ heardAt = 0, ticket }: SlipState): string {
  return clockTime(heardAt, ticket?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone);
}
