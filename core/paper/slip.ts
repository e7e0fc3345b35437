import type { HelpSlip, Slip } from '../contract/devices.ts';
import type { KioskSettings, Site } from '../settings.ts';
import type { Ticket } from '../ticket.ts';

/** The words of a ticket's slip, in the site's time. Holds nothing of the person: no name, no ID number. */
export function slipOf(ticket: Ticket, site: Site, kiosk: KioskSettings, reprints: number): Slip {
  const service = site.services.find(({ id }) => id === ticket.service);
  if (!service) throw new Error(`the site has no service "${ticket.service}"`);
  return {
    ...(site.logo && { logo: site.logo }),
    organisation: site.organisation,
    address: site.address,
    service: service.name,
    number: ticket.number,
    place: service.place,
    ...(service.way && { way: service.way }),
    ...(ticket.ahead === undefined ? {} : { ahead: ticket.ahead }),
    ...(ticket.wait && { wait: ticket.wait }),
    issuedAt: localTime(new Date(ticket.issuedAt), site.timeZone),
    kiosk: kiosk.name,
    link: site.ticketUrl + ticket.id,
    reprints,
  };
}

/** The words of a slip for the help desk: the place and the time, so that staff know which reading it was. */
export function helpSlipOf(at: Date, site: Site, kiosk: KioskSettings): HelpSlip {
  const { logo, organisation, address, timeZone } = site;
  return { ...(logo && { logo }), organisation, address, issuedAt: localTime(at, timeZone), kiosk: kiosk.name };
}

/** `08:42 24/11/2026` */
function localTime(at: Date, timeZone: string): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
  });
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  return `${part.hour}:${part.minute} ${part.day}/${part.month}/${part.year}`;
}
