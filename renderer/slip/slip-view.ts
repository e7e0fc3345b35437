import type { TicketState } from '../../core/contract/remote.ts';
import { never } from '../../core/result.ts';
import { clockTime } from '../counter/times.ts';
import { capital, type Language, type Text, textIn } from '../text/text.ts';

type Step = TicketState['steps'][number];

/** `now`: come. `here`: you are being served. `late`: you were called and did not come. */
export type Tone = 'now' | 'here' | 'soon' | 'later' | 'late' | 'done' | 'off';

export interface StepView {
  readonly service: string;
  readonly tone: Tone;
  readonly headline: string;
  /** How long it may take. */
  readonly wait?: string;
  /** Sentences below it. */
  readonly details: readonly string[];
}

export interface SlipView {
  readonly number: string;
  readonly organisation: string;
  readonly steps: readonly StepView[];
  /** What matters most, in a few words. */
  readonly gist: string;
  /** Another one for each call, also for one that is called again; nothing while nobody calls. */
  readonly call: string | undefined;
  /** Its day is over, and a step of it was never done. */
  readonly isPast: boolean;
  readonly rating: 'none' | 'open' | 'given';
}

/** What the page says of a ticket, in plain words. */
export function viewOf(ticket: TicketState, language: Language): SlipView {
  const t = textIn(language);
  const isPast = ticket.isOver && ticket.steps.some(({ state }) => !isEnd(state));
  const steps = ticket.steps.map((step) => ({
    service: step.service[language],
    ...(ticket.isOver && !isEnd(step.state) ? ended(t) : inWords(step, ticket.timeZone, language, t)),
  }));
  const called = ticket.isOver ? undefined : ticket.steps.find(({ state }) => state === 'called');
  return {
    number: ticket.number,
    organisation: ticket.organisation[language],
    steps,
    gist: gistOf(steps),
    call: called && `${ticket.steps.indexOf(called)} ${called.calledAt ?? ''}`,
    isPast,
    rating: ratingOf(ticket),
  };
}

type InWords = Omit<StepView, 'service'>;

const isEnd = (state: Step['state']) => state === 'finished' || state === 'cancelled';
const ended = (t: Text): InWords => ({ tone: 'off', headline: t('slip.ended'), details: [] });

function inWords(step: Step, timeZone: string, language: Language, t: Text): InWords {
  const at = (instant: string) => clockTime(instant, timeZone);
  const place = placeOf(step, language, t);
  const comesBack = step.returnsAt && t('slip.comesBack', { time: at(step.returnsAt) });
  switch (step.state) {
    case 'blocked':
      return { tone: 'later', headline: t('slip.blocked'), details: [] };
    case 'waiting':
      return waiting(step, timeZone, t);
    case 'called': {
      const details = step.calledAt ? [t('slip.called.hint', { time: at(step.calledAt) })] : [];
      return { tone: 'now', headline: t('slip.called.headline', { place }), details };
    }
    case 'serving':
      return { tone: 'here', headline: t('slip.serving', { place }), details: [] };
    case 'held':
      return {
        tone: 'soon',
        headline: t('slip.held.headline'),
        details: [comesBack ?? t('slip.held.hint', { place })],
      };
    case 'missed': {
      const headline = step.calledAt
        ? t('slip.missed.headline', { time: at(step.calledAt) })
        : t('slip.missed.headlineUntimed');
      return { tone: 'late', headline, details: [comesBack ?? t('slip.missed.hint')] };
    }
    case 'finished':
      return { tone: 'done', headline: t('slip.finished'), details: [] };
    case 'cancelled':
      return { tone: 'off', headline: t('slip.cancelled.headline'), details: [t('slip.cancelled.hint')] };
    default:
      return never(step.state);
  }
}

function waiting({ ahead, wait, appointmentAt }: Step, timeZone: string, t: Text): InWords {
  const appointment = appointmentAt && appointmentWords(appointmentAt, timeZone, ahead !== undefined, t);
  if (ahead === undefined) return { tone: 'soon', headline: appointment ?? t('slip.waiting.plain'), details: [] };
  const details = [appointment && `${appointment}.`, ahead === 0 && t('slip.waiting.stayNear')];
  return {
    tone: 'soon',
    headline: aheadWords(ahead, t),
    ...(wait && { wait: capital(waitWords(wait, t)) }),
    details: details.filter((words) => typeof words === 'string'),
  };
}

function aheadWords(ahead: number, t: Text): string {
  if (ahead === 0) return t('slip.waiting.aheadNone');
  return ahead === 1 ? t('slip.waiting.aheadOne') : t('slip.waiting.ahead', { n: ahead });
}

function waitWords({ fromMinutes: from, toMinutes: to }: NonNullable<Step['wait']>, t: Text): string {
  if (from === 0) return t('slip.wait.under', { to: Math.max(to, 5) });
  return from === to ? t('slip.wait.about', { to }) : t('slip.wait.range', { from, to });
}

/** The day is left out for one that counts among today's. */
function appointmentWords(at: string, timeZone: string, isToday: boolean, t: Text): string {
  const time = clockTime(at, timeZone);
  if (isToday) return t('slip.waiting.appointment', { time });
  return t('slip.waiting.appointmentOn', { time, day: dayAndMonth(at, timeZone) });
}

const mattersMost: readonly Tone[] = ['now', 'here', 'late', 'soon'];

function gistOf(steps: readonly StepView[]): string {
  const ofTone = (tone: Tone) => steps.find((step) => step.tone === tone);
  const first = mattersMost.map(ofTone).find((step) => step !== undefined);
  return (first ?? steps.at(-1))?.headline ?? '';
}

/** `25/11` */
function dayAndMonth(at: string, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone, day: '2-digit', month: '2-digit' }).format(new Date(at));
}

/** "Quầy 3, tầng 1" */
function placeOf({ counter, floor }: Step, language: Language, t: Text): string {
  const place = counter?.[language] ?? t('slip.place.unnamed');
  if (floor === undefined) return place;
  return floor === 0 ? t('slip.place.groundFloor', { place }) : t('slip.place.floor', { place, floor });
}

function ratingOf({ isOver, mayRate, steps }: TicketState): SlipView['rating'] {
  if (!isOver || !steps.some(({ state }) => state === 'finished')) return 'none';
  return mayRate ? 'open' : 'given';
}
