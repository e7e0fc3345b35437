/** Two notes, 0.6 s: somebody is called. A third below the kiosk's "tinh", so that a hall tells them apart. */
const notes = [
  { hertz: 784, atSeconds: 0 },
  { hertz: 587.33, atSeconds: 0.24 },
];
const RING_SECONDS = 0.9;

export interface Chime {
  /** Silent where the browser still waits for a touch. */
  ring(): void;
  /** Whether the browser lets it be heard; calls `changed` whenever that changes. */
  isAudible(): boolean;
  watch(changed: () => void): () => void;
  /** From within a touch: allows the sound from now on. */
  unlock(): void;
}

export function openChime(): Chime {
  const audio = new AudioContext();
  return {
    ring() {
      if (audio.state !== 'running') return;
      for (const { hertz, atSeconds } of notes) strike(audio, hertz, audio.currentTime + atSeconds);
    },
    isAudible: () => audio.state === 'running',
    watch(changed) {
      audio.addEventListener('statechange', changed);
      return () => audio.removeEventListener('statechange', changed);
    },
    unlock: () => void audio.resume(),
  };
}

/** A struck bell: the note and a quieter octave, dying away. */
function strike(audio: AudioContext, hertz: number, at: number): void {
  for (const { times, loudness } of [
    { times: 1, loudness: 0.4 },
    { times: 2, loudness: 0.1 },
  ]) {
    const tone = new OscillatorNode(audio, { type: 'sine', frequency: hertz * times });
    const volume = new GainNode(audio, { gain: 0 });
    volume.gain.setValueAtTime(0, at);
    volume.gain.linearRampToValueAtTime(loudness, at + 0.012);
    volume.gain.exponentialRampToValueAtTime(0.001, at + RING_SECONDS);
    tone.connect(volume).connect(audio.destination);
    tone.start(at);
    tone.stop(at + RING_SECONDS);
  }
}
