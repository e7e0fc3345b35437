import { Durations } from './durations.ts';
import { Pace } from './pace.ts';
import type { SavedServiceTimes } from './saved.ts';

/** What is drawn where a service is not among the site's settings any more. */
const UNKNOWN_SERVICE_MS = 10 * 60_000;

/**
 * How long a turn of each service keeps its counter, from the call to the end, in ms: the last 400 of each service,
 * kept at the usual pace and drawn at that of today. Until some are measured it is the configured time.
 */
export class ServiceTimes {
  readonly #pace: Pace;
  readonly #services = new Map<string, Durations>();

  constructor(usualMs: ReadonlyMap<string, number>, saved?: SavedServiceTimes) {
    this.#pace = new Pace(saved?.pace);
    for (const [service, ms] of usualMs) this.#services.set(service, new Durations(ms, saved?.services[service]));
  }

  get pace(): number {
    return this.#pace.factor;
  }

  learn(service: string, ms: number): void {
    const times = this.#of(service);
    if (times.meanMs > 0) this.#pace.learn(ms / times.meanMs);
    times.add(ms / this.#pace.factor);
  }

  newDay(): void {
    this.#pace.newDay();
  }

  count(service: string): number {
    return this.#of(service).count;
  }

  meanMs(service: string): number {
    return this.#of(service).meanMs * this.#pace.factor;
  }

  draw(service: string, random: () => number): number {
    return this.#of(service).draw(random) * this.#pace.factor;
  }

  /** What is left of a turn that is at its counter since so long. */
  drawRest(service: string, elapsedMs: number, random: () => number): number {
    const factor = this.#pace.factor;
    return this.#of(service).drawRest(elapsedMs / factor, random) * factor;
  }

  toJSON(): SavedServiceTimes {
    const services = [...this.#services].map(([service, times]) => [service, times.toJSON()] as const);
    return { pace: this.#pace.toJSON(), services: Object.fromEntries(services) };
  }

  #of(service: string): Durations {
    const known = this.#services.get(service);
    if (known) return known;
    const fresh = new Durations(UNKNOWN_SERVICE_MS);
    this.#services.set(service, fresh);
    return fresh;
  }
}
