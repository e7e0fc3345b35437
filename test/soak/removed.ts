import { openCardTable } from '../card/card-table.ts';
import { commandsOfWholeRead, type Removal, removeAt } from '../card/removed-anywhere.ts';

/** The card taken off at every command of a reading through a real PC/SC daemon; fails where it is told as anything else. */
export async function soak(tell: (line: string) => void): Promise<string> {
  const table = await openCardTable();
  try {
    const whole = await commandsOfWholeRead(table);
    const removals: Removal[] = [];
    for (let at = 1; at <= whole; at++) {
      const removal = await removeAt(at, table);
      const { fault, commands, again, ms } = removal;
      const isRight = fault === 'card-removed' && commands <= at + 1 && again.isRead;
      if (!isRight) throw new Error(`removed at command ${at}: ${JSON.stringify(removal)}`);
      tell(`command ${at}: ${fault} after ${ms.toFixed(0)} ms, read again with ${again.commands} of ${whole} commands`);
      removals.push(removal);
    }
    const worst = Math.max(...removals.map(({ ms }) => ms));
    return `removed at each of ${whole} commands; the fault came after at most ${worst.toFixed(0)} ms`;
  } finally {
    await table.stop();
  }
}
