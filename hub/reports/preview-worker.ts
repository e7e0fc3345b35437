import { parentPort } from 'node:worker_threads';
import { changeSchema } from '../../core/queue/change.ts';
import type { Line } from '../../core/queue/observed.ts';
import { previewOf } from '../../core/queue/preview.ts';
import type { PreviewTask, RawLine } from './preview.ts';

/** A thread that is told a day's lines, then the rules, and answers once. */
const raw: RawLine[] = [];

parentPort?.on('message', (task: PreviewTask) => {
  if ('lines' in task) {
    raw.push(...task.lines);
    return;
  }
  parentPort?.postMessage(previewOf(task.rules, lines(), task.other));
});

function* lines(): Generator<Line> {
  for (const { at, body } of raw) yield { atMs: Date.parse(at), change: changeSchema.parse(JSON.parse(body)) };
}
