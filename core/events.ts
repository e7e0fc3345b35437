import type { Fault } from './faults.ts';
import type { Identity, Issuer } from './ticket.ts';

/**
 * What the kiosk writes to its log: one type for each event, none of which can hold a person, a card or a number
 * that leads to one.
 */
export type LogEvent =
  | { readonly event: 'kiosk-started'; readonly kiosk: string; readonly forgotten: number }
  | { readonly event: 'visit-moved'; readonly at: string; readonly fault?: Fault }
  | { readonly event: 'ticket-committed'; readonly issuer: Issuer; readonly identity: Identity }
  | { readonly event: 'paper-settled'; readonly outcome: string; readonly fault?: Fault }
  /** Staff should bring a roll soon; the printer still prints. */
  | { readonly event: 'paper-near-end' }
  | { readonly event: 'help-slip-settled'; readonly why: Fault; readonly outcome: string; readonly fault?: Fault }
  | {
      readonly event: 'device-changed';
      readonly device: Device;
      readonly state: 'ready' | 'faulty';
      readonly why?: string;
    }
  /** `isDowngraded`: the chip offered PACE and failed it, and the site lets it be read by BAC. */
  | {
      readonly event: 'chip-opened';
      readonly protocol: 'pace' | 'bac';
      readonly isDowngraded: boolean;
      readonly isAssumed: boolean;
      readonly isProved: boolean;
    }
  | {
      readonly event: 'chip-refused';
      readonly step: string;
      readonly file?: string | undefined;
      readonly offset: number;
    }
  | { readonly event: 'tickets-acknowledged'; readonly count: number };

export type Device = 'reader' | 'printer' | 'scanner' | 'hub';
