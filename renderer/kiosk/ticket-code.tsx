import encodeQR from 'qr';

/** Blank modules on every side (ISO/IEC 18004 §6.3.8). */
const quiet = 4;

/** The QR that the slip would carry, for a phone held to the screen. */
export function TicketCode({ link, label }: { readonly link: string; readonly label: string }) {
  const rows = encodeQR(link, 'raw', { ecc: 'medium', border: quiet });
  const dark = rows.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return (
    <svg
      className="ticket-code"
      viewBox={`0 0 ${rows.length} ${rows.length}`}
      shapeRendering="crispEdges"
      role="img"
      aria-label={label}
    >
      <path d={dark.join('')} />
    </svg>
  );
}
