import { setTimeout as wait } from 'node:timers/promises';
import type { openReader } from '../../electron/devices/reader.ts';
import { citizens } from '../fakes/card/citizens.ts';
import { VirtualCard } from '../fakes/card/virtual-card.ts';
import { keyTo } from './card-in-hand.ts';

const citizen = citizens[0]!;
const LOOK_EVERY_MS = 5;

/** A reader on which cards can be laid. */
export interface CardTable {
  readonly reader: ReturnType<typeof openReader>;
  readonly port: number;
}

/** One removal, and the tap after it. */
export interface Removal {
  /** The command that was not answered any more, counted from 1. */
  readonly at: number;
  readonly fault: string;
  /** From the card's leaving to the fault. */
  readonly ms: number;
  /** Commands that still reached the card, the unanswered one included. */
  readonly commands: number;
  readonly again: { readonly isRead: boolean; readonly commands: number };
}

/** How many commands a reading takes when nothing goes wrong, once the size of answers is known. */
export async function commandsOfWholeRead(table: CardTable): Promise<number> {
  await honestRead(table);
  return honestRead(table);
}

async function honestRead(table: CardTable): Promise<number> {
  const card = new VirtualCard(citizen);
  await lay(card, table);
  const read = await readOn(table);
  if (!read.ok) throw new Error(`an honest card is read, not ${read.fault}`);
  await lift(card, table);
  return card.apdus;
}

/** Takes the card off instead of its answer, lays the same one down again, and reads it. */
export async function removeAt(at: number, table: CardTable): Promise<Removal> {
  let leftAt = 0;
  const onLift = () => {
    leftAt = performance.now();
  };
  const card = new VirtualCard(citizen, { misbehaves: { kind: 'removed', at }, onLift });
  await lay(card, table);
  const first = await readOn(table);
  const ms = performance.now() - leftAt;
  const commands = card.apdus;
  await until(() => !table.reader.hasCard());
  await lay(card, table);
  const second = await readOn(table);
  await lift(card, table);
  const again = { isRead: second.ok, commands: card.apdus - commands };
  return { at, fault: first.ok ? 'none' : first.fault, ms, commands, again };
}

function readOn({ reader }: CardTable) {
  return reader.readCard(keyTo(citizen), () => {}, new AbortController().signal);
}

async function lay(card: VirtualCard, { reader, port }: CardTable): Promise<void> {
  await card.place(port);
  await until(reader.hasCard);
}

async function lift(card: VirtualCard, { reader }: CardTable): Promise<void> {
  card.lift();
  await until(() => !reader.hasCard());
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await wait(LOOK_EVERY_MS);
}
