const notes = [
  { hertz: 659.25, atSeconds: 0 },
  { hertz: 880, atSeconds: 0.09 },
];

let audio: AudioContext | undefined;

/** A soft "tinh" (E5, A5): it is done. Silent where the machine cannot play. */
export function tinh(): void {
  const playing = wakeSound();
  if (!playing) return;
  for (const { hertz, atSeconds } of notes) ring(playing, playing.destination, hertz, playing.currentTime + atSeconds);
}

/** Phones play only what a touch has woken once; nothing where the machine cannot play. */
export function wakeSound(): AudioContext | undefined {
  try {
    audio ??= new AudioContext();
    void audio.resume();
    return audio;
  } catch {
    // A machine without sound still does everything else.
    return undefined;
  }
}

function ring(audio: AudioContext, destination: AudioNode, hertz: number, at: number): void {
  const tone = new OscillatorNode(audio, { type: 'sine', frequency: hertz });
  const volume = new GainNode(audio, { gain: 0 });
  volume.gain.setValueAtTime(0, at);
  volume.gain.linearRampToValueAtTime(0.25, at + 0.01);
  volume.gain.exponentialRampToValueAtTime(0.001, at + 0.35);
  tone.connect(volume).connect(destination);
  tone.start(at);
  tone.stop(at + 0.4);
}
