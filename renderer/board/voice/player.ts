/** The loudspeaker: sounds follow each other to the sample, and nothing is heard over anything else. */
export interface Player {
  /** Puts the sounds in a row behind whatever still sounds. Tells when the last of them ends, on the audio's clock. */
  play(sounds: readonly AudioBuffer[]): number;
  /** From 0 to 1; heard at once. */
  setVolume(volume: number): void;
}

/** Time for the browser to take in a row before it sounds; whole samples at 22.05, 44.1 and 48 kHz. */
const LEAD_SECONDS = 0.04;
/** So that a change of volume does not click. */
const EASE_SECONDS = 0.02;

export function openPlayer(audio: BaseAudioContext): Player {
  const loudness = audio.createGain();
  loudness.connect(audio.destination);
  let busyUntil = 0;
  return {
    play(sounds) {
      let at = Math.max(busyUntil, audio.currentTime + LEAD_SECONDS);
      for (const sound of sounds) {
        const source = audio.createBufferSource();
        source.buffer = sound;
        source.connect(loudness);
        source.start(at);
        at += sound.duration;
      }
      busyUntil = at;
      return at;
    },
    setVolume(volume) {
      loudness.gain.setTargetAtTime(volume, audio.currentTime, EASE_SECONDS);
    },
  };
}
