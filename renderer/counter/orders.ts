import type { CounterState } from '../../core/queue/change.ts';
import type { Turn } from '../../core/queue/turn.ts';
import type { HubClient } from '../shared/hub-client.ts';

type Counter = HubClient['counter'];
type OrderName = Exclude<keyof Counter, 'holder'>;
type Said<Name extends OrderName> = Omit<Parameters<Counter[Name]>[0], 'commandId' | 'counter'>;

/** What staff may ask of the hub from a counter. */
export type Order = { [Name in OrderName]: { readonly name: Name } & Readonly<Said<Name>> }[OrderName];

/** An order on its way: again under the same id is once. */
export type Command = Order & { readonly commandId: string; readonly counter: string };

export interface Done {
  readonly turn?: Turn | null;
  readonly state?: CounterState;
}

/** Carries one command to the hub, once. */
export function carry(counter: Counter, { name, ...input }: Command, options: { signal: AbortSignal }): Promise<Done> {
  // The name picks the procedure that its own input was typed by.
  const procedure = counter[name] as (input: object, options: { signal: AbortSignal }) => Promise<Done>;
  return procedure(input, options);
}
