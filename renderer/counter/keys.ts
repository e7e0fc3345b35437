import type { Action } from './actions.ts';

/** The key that a button shows, and the one beside it for hands that know other programs. */
export const keysOf: Readonly<Record<Action, readonly [shown: string, also?: string]>> = {
  next: ['Space', 'F2'],
  recall: ['R', 'F3'],
  arrive: ['D', 'F4'],
  miss: ['N', 'F8'],
  transfer: ['T', 'F6'],
  hold: ['H', 'F7'],
  pick: ['G'],
  finish: ['F'],
  end: ['F9'],
  verify: ['V'],
  steps: ['B'],
  pause: ['P'],
  undo: ['Z'],
  mute: ['L'],
  help: ['F1'],
};

interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly repeat: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  readonly target: unknown;
}

const byKey = new Map(
  Object.entries(keysOf).flatMap(([action, keys]) =>
    keys.filter((key) => key !== undefined).map((key) => [key.toUpperCase(), action as Action]),
  ),
);

/**
 * What a key asks for, a digit being a line of the checklist; nothing while it is held down, chorded, or typed into a
 * field. Space on a button or a tick that was reached by Tab is a press of that one.
 */
export function askedBy(press: KeyPress): Action | number | undefined {
  if (press.repeat || press.ctrlKey || press.altKey || press.metaKey || isTypedInto(press.target)) return undefined;
  const key = nameOf(press);
  if (key === 'SPACE' && isPressable(press.target)) return undefined;
  return /^[1-9]$/.test(key) ? Number(key) : byKey.get(key);
}

/** A Vietnamese input method may keep the letter to itself and tell only which key it was. */
function nameOf({ key, code }: KeyPress): string {
  if (key === ' ') return 'SPACE';
  return (key === 'Process' ? code.replace(/^(Key|Digit)/, '') : key).toUpperCase();
}

function isTypedInto(target: unknown): boolean {
  const { tagName, type } = element(target);
  return tagName === 'INPUT' ? type !== 'checkbox' && type !== 'radio' : /^(SELECT|TEXTAREA)$/.test(tagName);
}

function isPressable(target: unknown): boolean {
  return /^(BUTTON|INPUT|SUMMARY)$/.test(element(target).tagName);
}

function element(target: unknown): { tagName: string; type: string } {
  const { tagName, type } = (target ?? {}) as { tagName?: unknown; type?: unknown };
  return { tagName: String(tagName ?? ''), type: String(type ?? '') };
}
