import { describe, expect, it } from 'vitest';
import type { ClipName } from '../../core/speech/words.ts';
import { openClipBank } from '../../renderer/board/voice/clip-bank.ts';

/** A hub that has some clips; each decodes to something that knows its address. */
function bankOf(has: Set<string>) {
  const asked: string[] = [];
  const fetchFile = async (url: string) => {
    asked.push(url);
    if (url.includes('broken')) throw new TypeError('no network');
    return has.has(url) ? new Response(url) : new Response('', { status: 404 });
  };
  const decodeAudioData = async (bytes: ArrayBuffer) => new TextDecoder().decode(bytes) as unknown as AudioBuffer;
  return { asked, bank: openClipBank({ decodeAudioData }, '/voice', fetchFile) };
}

describe('the clips of a board', () => {
  it('are fetched once, also when they are asked for at the same time', async () => {
    const { asked, bank } = bankOf(new Set(['/voice/north/digit-1.wav', '/voice/north/digit-2.wav']));
    const order: ClipName[] = ['north/digit-2', 'north/digit-1', 'north/digit-2'];
    expect(await Promise.all([bank.take(order), bank.take(order)])).toEqual([
      ['/voice/north/digit-2.wav', '/voice/north/digit-1.wav', '/voice/north/digit-2.wav'],
      ['/voice/north/digit-2.wav', '/voice/north/digit-1.wav', '/voice/north/digit-2.wav'],
    ]);
    expect(asked).toHaveLength(2);
  });

  it('are left out and noted where they are missing, and had again once they are there', async () => {
    const has = new Set(['/voice/north/digit-1.wav']);
    const { bank } = bankOf(has);
    expect(await bank.take(['north/digit-1', 'north/letter-b', 'north/broken'])).toHaveLength(1);
    expect(bank.missing()).toEqual(['north/letter-b', 'north/broken']);
    has.add('/voice/north/letter-b.wav');
    expect(await bank.take(['north/letter-b'])).toHaveLength(1);
    expect(bank.missing()).toEqual(['north/broken']);
  });
});
