import { StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import type { Spoken } from '../../../core/speech/spoken.ts';
import type { ClipName } from '../../../core/speech/words.ts';
import { openClipBank } from '../../../renderer/board/voice/clip-bank.ts';
import { openPlayer } from '../../../renderer/board/voice/player.ts';
import { useVoice, type VoiceInHand } from '../../../renderer/board/voice/use-voice.ts';

declare global {
  interface Window {
    /** Hands calls to the board's hook, as the board does: each time the whole list. */
    say(calls: readonly Spoken[]): void;
    voice: VoiceInHand;
    /** The rows of clips played at the same moment, as samples of 16 bits, from the first that sounds. */
    render(rows: readonly ClipName[][], rate: number): Promise<number[]>;
  }
}

function Board() {
  const [calls, setCalls] = useState<readonly Spoken[]>([]);
  const voice = useVoice(calls, {
    zone: 'sanh',
    accent: 'north',
    reading: 'digits',
    isMuted: false,
    bankUrl: '/voice',
  });
  window.say = (more) => setCalls((before) => [...before, ...more]);
  window.voice = voice;
  return <p>{voice.needsGesture ? 'waiting' : 'speaking'}</p>;
}

window.render = async (rows, rate) => {
  const audio = new OfflineAudioContext(1, rate * 30, rate);
  const bank = openClipBank(audio, '/voice');
  const player = openPlayer(audio);
  const sounds = await Promise.all(rows.map((row) => bank.take(row)));
  const ends = sounds.map((row) => player.play(row));
  const first = Math.round(0.04 * rate);
  const rendered = (await audio.startRendering()).getChannelData(0);
  return Array.from(rendered.subarray(first, Math.round((ends.at(-1) ?? 0) * rate)), (sample) =>
    Math.round(sample * 32768),
  );
};

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <Board />
  </StrictMode>,
);
