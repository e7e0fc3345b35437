import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import script from '../../../assets/voice/clips.json' with { type: 'json' };
import type { Reading } from '../../../core/speech/spelling.ts';
import type { Spoken } from '../../../core/speech/spoken.ts';
import { type Accent, type Bank, CHIME, type ClipName } from '../../../core/speech/words.ts';
import { type ClipBank, openClipBank } from './clip-bank.ts';
import { openPlayer } from './player.ts';
import { type Clock, type Heartbeat, openVoice, type ZoneVoice } from './voice.ts';

export interface VoiceOptions {
  /** Another zone is another queue. */
  readonly zone: string;
  readonly accent: Accent;
  readonly reading: Reading;
  readonly isMuted: boolean;
  /** From 0 to 1; as loud as can be where it is left out. */
  readonly volume?: number;
  /** Where the clips are: `/voice`. */
  readonly bankUrl: string;
}

export interface VoiceInHand {
  /** The browser wants a touch before it lets anything be heard. */
  readonly needsGesture: boolean;
  /** From within a touch. */
  readonly unlock: () => void;
  readonly heartbeat: () => Heartbeat;
}

/** Each is said once however often the list is handed in; older ones may be left out of it. */
const LATEST = 200;

/** The voice of a board's zone: says what `calls` has that it has not heard yet, oldest first. */
export function useVoice(calls: readonly Spoken[], options: VoiceOptions): VoiceInHand {
  const { zone, accent, reading, isMuted, volume = 1, bankUrl } = options;
  const [voice, setVoice] = useState<ZoneVoice>();

  // biome-ignore lint/correctness/useExhaustiveDependencies: another zone is another voice, another accent is not
  useEffect(() => {
    const opened = openInBrowser(bankUrl, options);
    setVoice(opened);
    return () => opened.close();
  }, [zone, bankUrl]);

  useEffect(() => voice?.speakAs({ accent, reading }), [voice, accent, reading]);
  useEffect(() => voice?.setVolume(isMuted ? 0 : volume), [voice, isMuted, volume]);
  useEffect(() => {
    for (const spoken of voice ? calls.slice(-LATEST) : []) voice?.hear(spoken);
  }, [voice, calls]);

  const watch = useCallback((changed: () => void) => voice?.watch(changed) ?? (() => {}), [voice]);
  return {
    needsGesture: useSyncExternalStore(watch, () => voice?.needsGesture() ?? false),
    unlock: useCallback(() => voice?.unlock(), [voice]),
    heartbeat: useCallback(() => voice?.heartbeat() ?? silent, [voice]),
  };
}

const silent: Heartbeat = { isAlive: false, quietForMs: undefined, waiting: 0, missing: [] };

const clock: Clock = {
  now: () => performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

function openInBrowser(bankUrl: string, { accent, reading }: VoiceOptions): ZoneVoice {
  const audio = new AudioContext();
  const bank = openClipBank(audio, bankUrl);
  void fetchAhead(audio, bank, accent);
  return openVoice({ audio, clock, bank, player: openPlayer(audio) }, { accent, reading });
}

/** One after another, so that a call that comes meanwhile is not kept waiting. */
async function fetchAhead(audio: AudioContext, bank: ClipBank, accent: Accent): Promise<void> {
  const named = (of: Bank) => Object.keys(script.clips[of]).map((clip): ClipName => `${of}/${clip}`);
  for (const clip of [`${accent}/${CHIME}` as const, ...named(accent), ...named('english')]) {
    if (audio.state === 'closed') return;
    await bank.take([clip]);
  }
}
