import type { ClipBank } from '../../renderer/board/voice/clip-bank.ts';
import { openPlayer } from '../../renderer/board/voice/player.ts';
import type { Clock } from '../../renderer/board/voice/voice.ts';

export interface Sounded {
  readonly clip: string;
  readonly startsAt: number;
  readonly endsAt: number;
}

/**
 * A loudspeaker, its browser and their clock, moved by hand. Every clip lasts half a second. The audio's clock stands
 * still while it is suspended or frozen.
 */
export class Loudspeaker extends EventTarget {
  readonly sounded: Sounded[] = [];
  readonly missing = new Set<string>();
  readonly destination = {};
  readonly loudness = { level: 1 };
  state: 'running' | 'suspended' | 'closed';
  currentTime = 0;
  isFrozen = false;
  private nowMs = 1_000_000;
  private timers: { at: number; run: () => void }[] = [];

  constructor(state: 'running' | 'suspended' = 'running') {
    super();
    this.state = state;
  }

  readonly clock: Clock = {
    now: () => this.nowMs,
    after: (ms, run) => {
      const timer = { at: this.nowMs + ms, run };
      this.timers.push(timer);
      return () => {
        this.timers = this.timers.filter((other) => other !== timer);
      };
    },
  };

  readonly bank: ClipBank = {
    take: async (clips) =>
      clips
        .filter((clip) => !this.missing.has(clip))
        .map((clip) => ({ clip, duration: 0.5 }) as unknown as AudioBuffer),
    missing: () => [...this.missing] as ReturnType<ClipBank['missing']>,
  };

  /** What a player needs of Web Audio, and what is seen of it here. */
  get parts() {
    const { clock, bank } = this;
    return { audio: this as unknown as AudioContext, clock, bank, player: openPlayer(this as unknown as AudioContext) };
  }

  /** Lets `seconds` pass, 10 ms at a time, and every answer that is due in them come. */
  async pass(seconds: number): Promise<void> {
    for (let step = 0; step < seconds * 100; step += 1) {
      this.nowMs += 10;
      if (this.state === 'running' && !this.isFrozen) this.currentTime += 0.01;
      const due = this.timers.filter(({ at }) => at <= this.nowMs);
      this.timers = this.timers.filter(({ at }) => at > this.nowMs);
      for (const { run } of due) run();
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  become(state: 'running' | 'suspended'): void {
    this.state = state;
    this.dispatchEvent(new Event('statechange'));
  }

  async resume(): Promise<void> {
    this.become('running');
  }

  async close(): Promise<void> {
    this.state = 'closed';
  }

  createGain() {
    const setTargetAtTime = (level: number) => {
      this.loudness.level = level;
    };
    return { connect: () => {}, gain: { setTargetAtTime } };
  }

  createBufferSource() {
    const source = {
      buffer: undefined as undefined | { clip: string; duration: number },
      connect: () => {},
      start: (startsAt: number) => {
        const { clip, duration } = source.buffer ?? { clip: '', duration: 0 };
        this.sounded.push({ clip, startsAt, endsAt: startsAt + duration });
      },
    };
    return source;
  }
}
