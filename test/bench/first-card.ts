import { setTimeout as wait } from 'node:timers/promises';
import { keyTo } from '../card/card-in-hand.ts';
import { benchCitizen } from '../fakes/card/bench-card.ts';
import { withCard } from './card-on-reader.ts';
import { freshMemory, makeAhead, readOnce } from './one-read.ts';

/** The first read of a process that has just started and made its keys: tells the bench what it cost, and ends. */
const IDLE_MS = 200;

const [issuer = ''] = process.argv.slice(2);
const memory = freshMemory(Uint8Array.from(Buffer.from(issuer, 'base64')));
makeAhead(memory);
await wait(IDLE_MS);
const cost = await withCard((transceive) => readOnce(transceive, keyTo(benchCitizen), memory));
process.send!(cost, () => process.exit());
