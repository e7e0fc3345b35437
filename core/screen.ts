import type { Screen } from './contract/kiosk.ts';
import { type IsoDay, mask } from './person.ts';
import { mayPrintAgain } from './print-visit.ts';
import { never } from './result.ts';
import type { Ticket } from './ticket.ts';
import type { ReadProgress, Visit } from './visit.ts';

/** What a screen that others can see may show of a visit. `ticketUrl`: where a slip's QR leads, without its ticket. */
export function screenOf(visit: Visit, today: IsoDay, ticketUrl: string): Screen {
  switch (visit.at) {
    case 'welcome':
    case 'stopped':
    case 'rating':
    case 'thanked':
      return visit;
    case 'keying':
      return { at: 'keying', hasCard: visit.card, hasKey: visit.key !== undefined, fault: visit.fault };
    case 'reading':
      return { at: 'reading', percent: percent(visit.progress) };
    case 'confirming':
      return { at: 'confirming', person: mask(visit.citizen.person, today) };
    case 'choosing':
      return {
        at: 'choosing',
        person: visit.citizen && mask(visit.citizen.person, today),
        fault: visit.fault,
        opensAt: visit.opensAt,
      };
    case 'issuing':
      return { at: 'issuing', service: visit.service };
    case 'printing':
      return { at: 'printing', ticket: shown(visit.ticket) };
    case 'done': {
      const { ticket, paper } = visit;
      const link = paper.outcome === 'not-printed' ? { link: ticketUrl + ticket.id } : {};
      return { at: 'done', ticket: shown(ticket), paper, canPrintAgain: mayPrintAgain(visit), ...link };
    }
    default:
      return never(visit);
  }
}

function shown({ number, service, ahead, wait }: Ticket) {
  return { number, service, ahead, wait };
}

function percent({ bytes, total }: ReadProgress): number {
  return total === 0 ? 0 : Math.min(100, Math.floor((100 * bytes) / total));
}
