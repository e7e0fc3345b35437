const notes = [
  { hertz: 659.25, atSeconds: 0 },
  { hertz: 880, atSeconds: 0.09 },
];

let audio: AudioContext | undefined;

/** A soft "tinh" (E5, A5): it is done. Silent where the machine cannot play. */
export function tinh(): void {
  try {
    audio ??= new AudioContext();
    const { destination } = audio;
    void audio.resume();
    for (const { hertz, atSeconds } of notes) ring(audio, destination, hertz, audio.currentTime + atSeconds);
  } catch {
    // A machine without sound still does everything else.
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
