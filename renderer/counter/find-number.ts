import type { Turn } from '../../core/queue/turn.ts';
import type { Desk } from './desk.ts';

/** Whether somebody who types `query` means this number: `26`, `b26` and `B 026` all mean `B026`. */
export function isMeant(number: string, query: string): boolean {
  const typed = /^([A-Z]*)0*(\d*)$/.exec(query.toUpperCase().replaceAll(/\s/g, ''));
  const [, series = '', digits = ''] = /^([A-Z]+)0*(\d*)$/.exec(number) ?? [];
  if (!typed) return false;
  const [, typedSeries = '', typedDigits = ''] = typed;
  return series.startsWith(typedSeries) && digits.startsWith(typedDigits);
}

/** The numbers of this counter that a query may mean: exact ones first, then missed, held, waiting and finished. */
export function found(desk: Desk, query: string): Turn[] {
  const all = [...desk.missed, ...desk.held, ...desk.waiting, ...(query ? desk.finished : [])];
  const meant = all.filter(({ number }) => isMeant(number, query));
  const length = (turn: Turn) => turn.number.replace(/^[A-Z]+0*/, '').length;
  return query ? meant.toSorted((a, b) => length(a) - length(b)) : meant;
}
