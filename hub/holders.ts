import type { Change } from '../core/queue/change.ts';
import { isOpen } from '../core/queue/turn.ts';
import type { Site } from '../core/settings.ts';
import type { Writing } from './writing.ts';

/** Who came is forgotten with the last step of the visit. */
export async function forgetHolders(writing: Writing, site: Site, changes: readonly Change[]): Promise<void> {
  if (!site.counterSeesHolder) return;
  const { tx, queue } = writing;
  // One may have come in the same transaction.
  writing.sendTickets();
  for (const change of changes) {
    if (change.kind !== 'turn' || isOpen(change.turn) || queue.turnsOf(change.turn.ticketId).some(isOpen)) continue;
    await tx.updateTable('ticket').set({ holder: null }).where('id', '=', change.turn.ticketId).execute();
  }
}

/** Who came on an earlier day is forgotten, whether the visit came to its end or not. */
export async function forgetEarlierHolders({ tx, day }: Writing, site: Site): Promise<void> {
  await tx
    .updateTable('ticket')
    .set({ holder: null })
    .where('site', '=', site.id)
    .where('day', '<', day)
    .where('holder', 'is not', null)
    .execute();
}
