import type { ClipName } from '../../../core/speech/words.ts';

/** The clips of the hub, each fetched and decoded once. */
export interface ClipBank {
  /** The clips in their order. What cannot be had is left out, noted, and asked for again the next time. */
  take(clips: readonly ClipName[]): Promise<AudioBuffer[]>;
  /** What could not be had when it was last asked for. */
  missing(): readonly ClipName[];
}

type Fetch = (url: string, options: { signal: AbortSignal }) => Promise<Response>;
const PATIENCE_MS = 4000;

/** `bankUrl` is where `<bank>/<name>.wav` begin, without the last slash. */
export function openClipBank(
  audio: Pick<BaseAudioContext, 'decodeAudioData'>,
  bankUrl: string,
  fetchFile: Fetch = (url, options) => fetch(url, options),
): ClipBank {
  const clips = new Map<ClipName, Promise<AudioBuffer | undefined>>();
  const missing = new Set<ClipName>();

  async function load(name: ClipName): Promise<AudioBuffer | undefined> {
    try {
      const response = await fetchFile(`${bankUrl}/${name}.wav`, { signal: AbortSignal.timeout(PATIENCE_MS) });
      if (!response.ok) throw new Error(`${name}: ${response.status}`);
      const sound = await audio.decodeAudioData(await response.arrayBuffer());
      missing.delete(name);
      return sound;
    } catch {
      // A call with a word left out is better than none; the heartbeat tells of it.
      missing.add(name);
      clips.delete(name);
      return undefined;
    }
  }

  function clip(name: ClipName): Promise<AudioBuffer | undefined> {
    const known = clips.get(name);
    if (known) return known;
    const loading = load(name);
    clips.set(name, loading);
    return loading;
  }

  return {
    async take(names) {
      const sounds = await Promise.all(names.map(clip));
      return sounds.filter((sound) => sound !== undefined);
    },
    missing: () => [...missing],
  };
}
