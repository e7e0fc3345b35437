import { randomBytes } from 'node:crypto';
import { type Answer, type Command, says } from './apdu.ts';
import { accessKeys, authenticate } from './bac.ts';
import { SecureMessaging } from './secure-messaging.ts';
import type { Keys } from './triple-des.ts';

/** Basic Access Control as commands: GET CHALLENGE, then EXTERNAL AUTHENTICATE (ICAO 9303-11 §4.3.4). */
export class BacCommands {
  readonly #keys: Keys;
  #challenge: Buffer | undefined;

  constructor(mrzInformation: string) {
    this.#keys = accessKeys(mrzInformation);
  }

  reset(): void {
    this.#challenge = undefined;
  }

  challenge(): Answer {
    this.#challenge = randomBytes(8);
    return { data: this.#challenge, word: 0x9000 };
  }

  /** A challenge is good for one answer. */
  admit({ data }: Command): { answer: Answer; session?: SecureMessaging } {
    const challenge = this.#challenge;
    this.reset();
    if (!challenge) return { answer: says(0x6985) };
    const opened = authenticate(this.#keys, challenge, data, randomBytes(16));
    if (!opened) return { answer: says(0x6300) };
    return { answer: { data: opened.answer, word: 0x9000 }, session: new SecureMessaging(opened.keys, opened.counter) };
  }
}
