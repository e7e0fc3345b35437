import type { Reason } from '../../../core/queue/change.ts';
import type { Policy } from '../../../core/queue/settings.ts';
import type { Text } from '../../text/text.ts';

/** Why this number and no other, in the words that the counter has seen too. */
export function reasonWords({ rule, waitedMinutes, note = '' }: Reason, policy: Policy['rule'], t: Text): string {
  const guard = policy.kind === 'ratio' ? policy.guardMinutes : waitedMinutes;
  return t(`reason.${rule}`, { n: waitedMinutes, note, guard });
}
