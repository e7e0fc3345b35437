import { describe, expect, it } from 'vitest';
import { openVoice } from '../../renderer/board/voice/voice.ts';
import { Loudspeaker, type Sounded } from './loudspeaker.ts';
import { call, missed, over } from './zone.ts';

const NORTH = { accent: 'north', reading: 'digits' } as const;
/** "mời số B không không một đến quầy một" and its like. */
const CLIPS_OF_A_CALL = 7;

const open = (speaker = new Loudspeaker()) => ({ speaker, voice: openVoice(speaker.parts, NORTH) });
const chimes = ({ sounded }: Loudspeaker) => sounded.filter(({ clip }) => clip.endsWith('/chime')).length;
const overlaps = (sounded: readonly Sounded[]) =>
  sounded.slice(1).filter(({ startsAt }, index) => startsAt < (sounded[index]?.endsAt ?? 0) - 1e-9);

describe('a board speaks', () => {
  it('two colliding calls one after the other, each with its chime, and the last once more without', async () => {
    const { speaker, voice } = open();
    voice.hear(call('B001', '1'));
    voice.hear(call('H002', '2'));
    await speaker.pass(20);
    expect(overlaps(speaker.sounded)).toEqual([]);
    expect(chimes(speaker)).toBe(2);
    expect(speaker.sounded).toHaveLength(2 * (1 + CLIPS_OF_A_CALL) + CLIPS_OF_A_CALL);
    expect(speaker.sounded.slice(0, 3).map(({ clip }) => clip)).toEqual([
      'north/chime',
      'north/please-number',
      'north/letter-b',
    ]);
  });

  it('the clips of an announcement end to end, and the next announcement at once', async () => {
    const { speaker, voice } = open();
    voice.hear(call('B001', '1'));
    voice.hear(call('H002', '2'));
    await speaker.pass(8.5);
    const gaps = speaker.sounded.slice(1).map(({ startsAt }, at) => startsAt - (speaker.sounded[at]?.endsAt ?? 0));
    const between = gaps.splice(CLIPS_OF_A_CALL, 1)[0];
    expect(gaps.every((gap) => Math.abs(gap) < 1e-9)).toBe(true);
    expect(between).toBeLessThan(0.12);
  });

  it('in the accent of the site, also when it is changed in between', async () => {
    const { speaker, voice } = open();
    voice.hear(call('B001', '1'));
    await speaker.pass(20);
    voice.speakAs({ accent: 'south', reading: 'whole' });
    voice.hear(call('B001', '2'));
    await speaker.pass(20);
    const banks = speaker.sounded.map(({ clip }) => clip.split('/')[0]);
    expect(new Set(banks.slice(0, 15))).toEqual(new Set(['north']));
    expect(new Set(banks.slice(15))).toEqual(new Set(['south']));
  });

  it('nothing of a call that was taken back before its turn', async () => {
    const { speaker, voice } = open();
    voice.hear(call('B001', '1'));
    voice.hear(call('H002', '2'));
    voice.hear(over('H002'));
    voice.hear(missed('K003'));
    await speaker.pass(30);
    expect(speaker.sounded.filter(({ clip }) => clip === 'north/letter-h')).toEqual([]);
    expect(speaker.sounded.filter(({ clip }) => clip === 'north/letter-k')).toHaveLength(1);
  });

  it('what is left of a call where clips are missing, and goes on', async () => {
    const { speaker, voice } = open();
    speaker.missing.add('north/letter-b');
    voice.hear(call('B001', '1'));
    await speaker.pass(4);
    expect(speaker.sounded).toHaveLength(CLIPS_OF_A_CALL);
    expect(voice.heartbeat().missing).toEqual(['north/letter-b']);
  });

  it('the next call even where one could not be played at all', async () => {
    const speaker = new Loudspeaker();
    const parts = speaker.parts;
    let failures = 1;
    const player = {
      ...parts.player,
      play: (sounds: readonly AudioBuffer[]) => (failures-- > 0 ? 0 : parts.player.play(sounds)),
    };
    const voice = openVoice({ ...parts, player }, NORTH);
    voice.hear(call('B001', '1'));
    voice.hear(call('H002', '2'));
    await speaker.pass(10);
    expect(speaker.sounded.map(({ clip }) => clip)).toContain('north/letter-h');
  });
});

describe('a loudspeaker', () => {
  it('that waits for a touch keeps the calls, and says so', async () => {
    const { speaker, voice } = open(new Loudspeaker('suspended'));
    let changes = 0;
    const forget = voice.watch(() => {
      changes += 1;
    });
    voice.hear(call('B001', '1'));
    await speaker.pass(30);
    expect(voice.needsGesture()).toBe(true);
    expect(voice.heartbeat()).toMatchObject({ isAlive: false, waiting: 1, quietForMs: undefined });
    expect(speaker.sounded).toEqual([]);
    voice.unlock();
    forget();
    await speaker.pass(1);
    expect({ changes, needsGesture: voice.needsGesture(), chimes: chimes(speaker) }).toEqual({
      changes: 1,
      needsGesture: false,
      chimes: 1,
    });
    expect(voice.heartbeat()).toMatchObject({ isAlive: true, waiting: 0 });
  });

  it('that stops in the middle of a call finishes it before the next', async () => {
    const { speaker, voice } = open();
    voice.hear(call('B001', '1'));
    voice.hear(call('H002', '2'));
    await speaker.pass(2);
    speaker.become('suspended');
    await speaker.pass(60);
    speaker.become('running');
    await speaker.pass(20);
    expect(overlaps(speaker.sounded)).toEqual([]);
    expect(speaker.sounded.length).toBeGreaterThan(2 * CLIPS_OF_A_CALL);
  });

  it('whose clock stands still is not alive, however it calls itself', async () => {
    const { speaker, voice } = open();
    await speaker.pass(10);
    expect(voice.heartbeat().isAlive).toBe(true);
    speaker.isFrozen = true;
    await speaker.pass(2);
    expect(voice.heartbeat().isAlive).toBe(true);
    await speaker.pass(2);
    expect(voice.heartbeat().isAlive).toBe(false);
  });

  it('that is muted goes on in silence, and tells when it spoke last', async () => {
    const { speaker, voice } = open();
    voice.setVolume(0);
    voice.hear(call('B001', '1'));
    await speaker.pass(4.5);
    expect(speaker.loudness.level).toBe(0);
    expect(chimes(speaker)).toBe(1);
    expect(voice.heartbeat().quietForMs).toBeGreaterThan(4000);
    expect(voice.heartbeat().quietForMs).toBeLessThanOrEqual(4500);
  });

  it('that is closed says nothing more', async () => {
    const { speaker, voice } = open();
    voice.hear(call('B001', '1'));
    voice.close();
    voice.hear(call('H002', '2'));
    await speaker.pass(20);
    expect(speaker.sounded).toEqual([]);
    expect(voice.heartbeat().isAlive).toBe(false);
  });
});
