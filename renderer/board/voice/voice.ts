import type { Voice } from '../../../core/speech/announcement.ts';
import { type Announcement, began, enqueue, next, silentQueue, wakeAt } from '../../../core/speech/queue.ts';
import { type Spoken, wordsOf } from '../../../core/speech/spoken.ts';
import { CHIME, type ClipName, clipsOf } from '../../../core/speech/words.ts';
import type { ClipBank } from './clip-bank.ts';
import type { Player } from './player.ts';

/** A steady clock in milliseconds; `after` gives a way to call the wait off. */
export interface Clock {
  now(): number;
  after(ms: number, run: () => void): () => void;
}

export interface VoiceParts {
  readonly audio: Pick<
    AudioContext,
    'state' | 'currentTime' | 'resume' | 'close' | 'addEventListener' | 'removeEventListener'
  >;
  readonly clock: Clock;
  readonly bank: ClipBank;
  readonly player: Player;
}

/** What an administrator is told of a loudspeaker. */
export interface Heartbeat {
  /** The audio runs and its clock goes on. */
  readonly isAlive: boolean;
  /** Since the last announcement began; none where nothing was said yet. */
  readonly quietForMs: number | undefined;
  /** What is in line to be said. */
  readonly waiting: number;
  /** Clips that could not be had. */
  readonly missing: readonly ClipName[];
}

/** The voice of one zone. */
export interface ZoneVoice {
  /** Takes in what the feed has; what was heard before changes nothing. */
  hear(spoken: Spoken): void;
  /** From the next announcement on. */
  speakAs(voice: Voice): void;
  setVolume(volume: number): void;
  /** The browser waits for a touch before it lets anything be heard; calls are kept until then. */
  needsGesture(): boolean;
  /** From within a touch: lets the voice be heard from now on. */
  unlock(): void;
  /** Calls `changed` whenever `needsGesture` may have changed. */
  watch(changed: () => void): () => void;
  heartbeat(): Heartbeat;
  close(): void;
}

const FROZEN_MS = 3000;

export function openVoice({ audio, clock, bank, player }: VoiceParts, first: Voice): ZoneVoice {
  let voice = first;
  let queue = silentQueue;
  let lastSaidAt: number | undefined;
  let isClosed = false;
  let progress = { audioTime: audio.currentTime, at: clock.now() };
  let callOff = () => {};

  function speak(): void {
    callOff();
    if (isClosed || audio.state !== 'running') return;
    const given = next(queue, clock.now());
    queue = given.queue;
    if (given.announcement) void say(given.announcement);
    const wake = wakeAt(queue);
    if (wake !== undefined) callOff = clock.after(Math.max(0, wake - clock.now()), speak);
  }

  async function say({ said, isRepeat, hasTime }: Announcement): Promise<void> {
    const chime: ClipName[] = isRepeat ? [] : [`${voice.accent}/${CHIME}`];
    let endsAt = audio.currentTime;
    try {
      const sounds = await bank.take([...chime, ...clipsOf(wordsOf(said, voice, hasTime))]);
      if (isClosed) return;
      endsAt = player.play(sounds);
      lastSaidAt = clock.now();
    } finally {
      // Whatever went wrong with one announcement, the next one is said.
      queue = began(queue, clock.now() + Math.max(0, endsAt - audio.currentTime) * 1000);
      speak();
    }
  }

  function isAlive(): boolean {
    const { currentTime } = audio;
    if (currentTime > progress.audioTime) progress = { audioTime: currentTime, at: clock.now() };
    return audio.state === 'running' && clock.now() - progress.at < FROZEN_MS;
  }

  audio.addEventListener('statechange', speak);
  return {
    hear(spoken) {
      queue = enqueue(queue, spoken, clock.now());
      speak();
    },
    speakAs: (other) => {
      voice = other;
    },
    setVolume: (volume) => player.setVolume(volume),
    needsGesture: () => audio.state === 'suspended',
    unlock: () => void audio.resume(),
    watch(changed) {
      audio.addEventListener('statechange', changed);
      return () => audio.removeEventListener('statechange', changed);
    },
    heartbeat: () => ({
      isAlive: isAlive(),
      quietForMs: lastSaidAt === undefined ? undefined : clock.now() - lastSaidAt,
      waiting: queue.line.length,
      missing: bank.missing(),
    }),
    close() {
      isClosed = true;
      callOff();
      audio.removeEventListener('statechange', speak);
      void audio.close();
    },
  };
}
