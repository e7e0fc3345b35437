import { refusals } from '../../core/contract/counter.ts';
import { type TurnState, turnState } from '../../core/queue/turn.ts';
import type { SiteOnScreen } from '../shared/use-site.ts';
import type { Text } from '../text/text.ts';
import { type Action, judge, type Situation } from './actions.ts';
import { counterName } from './names.ts';
import type { Order } from './orders.ts';
import type { Answer } from './send-order.ts';
import type { Say } from './use-text.ts';

export type RefusalName = keyof typeof refusals | 'OTHER';

/** What is said of the last thing that was asked. */
export type Notice =
  | { readonly is: 'did'; readonly order: Order['name']; readonly number: string | undefined }
  | { readonly is: 'undone' | 'nobodyWaits' | 'retrying' | 'unanswered' }
  /** It cannot be done yet, or at all; said anew each second, and offered again once it can. */
  | { readonly is: 'why'; readonly action: Action }
  | {
      readonly is: 'refused';
      readonly code: RefusalName;
      readonly counter?: string | undefined;
      readonly state?: TurnState | undefined;
    };

/** What an answer of the hub is to staff. */
export function noticeOf({ name }: Order, answer: Answer): Notice {
  if (answer.type === 'unanswered') return { is: 'unanswered' };
  if (answer.type === 'refused') return refusalOf(answer.code, answer.data);
  if (name === 'undo') return { is: 'undone' };
  if (name === 'callNext' && !answer.done.turn) return { is: 'nobodyWaits' };
  return { is: 'did', order: name, number: answer.done.turn?.number };
}

/** The name under which tests and style know a notice. */
export function nameOf(notice: Notice): string {
  if (notice.is === 'refused') return notice.code;
  return notice.is === 'did' ? notice.order : notice.is;
}

interface Words {
  readonly t: Text;
  readonly say: Say;
  readonly site: SiteOnScreen;
}

export function wordsOf(notice: Notice, { t, say, site }: Words, situation: Situation): string | undefined {
  switch (notice.is) {
    case 'did':
      if (notice.order === 'setState' || notice.order === 'undo') return undefined;
      return t(`counter.did.${notice.order}`, { number: notice.number ?? '' });
    case 'why': {
      const verdict = judge(notice.action, situation);
      if (!verdict.may) return t(`counter.why.${verdict.why}`, { n: verdict.n ?? 0 });
      const isOffered = notice.action === 'recall' || notice.action === 'miss';
      return isOffered ? t(`counter.again.${notice.action}`) : undefined;
    }
    case 'refused':
      return t(`refusal.${notice.code}`, {
        counter: notice.counter ? counterName(site, notice.counter, say) : t('counter.otherCounter'),
        state: notice.state ? t(`counter.turnState.${notice.state}`) : t('counter.turnState.finished'),
      });
    default:
      return t(`counter.notice.${notice.is}`);
  }
}

function refusalOf(code: string, data: unknown): Notice {
  const { counter, state } = (data ?? {}) as { counter?: unknown; state?: unknown };
  return {
    is: 'refused',
    code: Object.hasOwn(refusals, code) ? (code as keyof typeof refusals) : 'OTHER',
    counter: typeof counter === 'string' ? counter : undefined,
    state: turnState.safeParse(state).data,
  };
}
