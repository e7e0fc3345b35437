import type { z } from 'zod';
import type { CardRead, Reading } from '../../core/card/reading.ts';
import type { readStep } from '../../core/contract/devices.ts';
import type { Fault } from '../../core/faults.ts';
import type { Result } from '../../core/result.ts';
import type { Citizen } from '../../core/visit.ts';

export type ReadStep = z.input<typeof readStep>;
/** What of a reading leaves the reader's process: the citizen, and whether and how the chip was believed. */
export type CitizenRead = Citizen & Pick<CardRead, 'access'>;
/** Who hears of a reading while it goes on. */
export type Hearing = Required<Pick<Reading, 'report' | 'refused'>>;
type Read = (hearing: Hearing, stop: AbortSignal) => Promise<Result<CitizenRead, Fault>>;

/** One reading as a stream: each progress, then `finished`. Leaving the stream, or `signal`, stops the reading. */
export async function* readSteps(read: Read, signal: AbortSignal | undefined): AsyncGenerator<ReadStep> {
  const left = new AbortController();
  const stop = AbortSignal.any([left.signal, ...(signal ? [signal] : [])]);
  const steps: ReadStep[] = [];
  let wake = () => {};
  const tell = (step: ReadStep) => {
    steps.push(step);
    wake();
  };

  const hearing: Hearing = {
    report: (progress) => tell({ type: 'progressed', progress }),
    refused: (where) => tell({ type: 'refused', where }),
  };
  const reading = read(hearing, stop);
  const told = reading.then((read) => tell({ type: 'finished', read }));
  try {
    for (;;) {
      const step = steps.shift();
      if (step) yield step;
      else await Promise.race([told, new Promise<void>((resolve) => (wake = resolve))]);
      if (step?.type === 'finished') return;
    }
  } finally {
    left.abort();
  }
}
