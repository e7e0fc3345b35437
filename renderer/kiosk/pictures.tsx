import { IdCard } from './id-card.tsx';
import './pictures.css';

/** The card comes down on the reader, again and again: how it is done, shown and not told. */
export function PlaceCard({ isResting }: { readonly isResting?: boolean }) {
  return (
    <svg className="picture" viewBox={isResting ? '60 330 780 290' : '0 0 900 630'} aria-hidden="true">
      {!isResting && (
        <g fill="none" stroke="#f4b740">
          <ellipse className="halo" cx="450" cy="470" rx="330" ry="112" strokeWidth="4" opacity=".4" />
          <ellipse className="halo halo-late" cx="450" cy="470" rx="400" ry="140" strokeWidth="3" opacity=".25" />
        </g>
      )}
      <Reader isResting={isResting} />
      {!isResting && (
        <>
          <g transform="translate(214 10) rotate(-5 235 148)">
            <g className="falling">
              <IdCard />
            </g>
          </g>
          <g className="arrows" fill="none" stroke="#f4b740" strokeWidth="15" strokeLinecap="round">
            <path d="M408 342l42 32 42-32" opacity=".55" />
            <path d="M408 378l42 32 42-32" />
          </g>
        </>
      )}
    </svg>
  );
}

function Reader({ isResting }: { readonly isResting?: boolean | undefined }) {
  const light = isResting ? '#5b7472' : '#f4b740';
  return (
    <g>
      <ellipse cx="450" cy="562" rx="330" ry="44" fill="#031a1e" opacity=".4" />
      <path
        d="M150 474c0-20 12-34 34-42l66-24c16-6 32-8 48-8h304c16 0 32 2 48 8l66 24c22 8 34 22 34 42v34c0 28-22 48-50 48H200c-28 0-50-20-50-48z"
        fill="#03191d"
      />
      <path
        d="M150 466c0-20 12-34 34-42l66-24c16-6 32-8 48-8h304c16 0 32 2 48 8l66 24c22 8 34 22 34 42 0 28-22 46-50 46H200c-28 0-50-18-50-46z"
        fill="#08282e"
        stroke={light}
        strokeWidth="5"
      />
      <g fill="none" stroke={light} strokeWidth="8" strokeLinecap="round" transform="translate(450 458) scale(1 .52)">
        <path d="M-22 34a48 48 0 0 1 0-68M-52 60a85 85 0 0 1 0-120M22 34a48 48 0 0 0 0-68M52 60a85 85 0 0 0 0-120" />
        <circle r="9" fill={light} stroke="none" />
      </g>
    </g>
  );
}

/** The card was lifted: the dots show the way back. */
export function LiftedCard() {
  return (
    <svg className="picture" viewBox="0 60 900 550" aria-hidden="true">
      <Reader />
      <g transform="translate(428 70) rotate(12) scale(.72)">
        <IdCard />
      </g>
      <path
        d="M318 360c-40-70-10-150 66-190"
        fill="none"
        stroke="#8b5e0a"
        strokeWidth="13"
        strokeLinecap="round"
        strokeDasharray="2 30"
      />
    </svg>
  );
}

/** The code on the card above the scanner's window. */
export function ShowCode() {
  return (
    <svg className="picture" viewBox="0 0 900 630" aria-hidden="true">
      <ellipse cx="450" cy="586" rx="270" ry="34" fill="#031a1e" opacity=".35" />
      <path className="beam" d="M496 44h132l22 400H308Z" fill="#f4b740" opacity=".26" />
      <g transform="translate(170 20)">
        <IdCard hasCode />
      </g>
      <path
        d="M250 470a34 34 0 0 1 34-34h332a34 34 0 0 1 34 34v72a40 40 0 0 1-40 40H290a40 40 0 0 1-40-40Z"
        fill="#03191d"
      />
      <rect x="282" y="414" width="336" height="64" rx="26" fill="#08282e" stroke="#f4b740" strokeWidth="5" />
      <rect className="window" x="318" y="434" width="264" height="24" rx="12" fill="#f4b740" />
      <g className="arrows" fill="none" stroke="#f4b740" strokeWidth="15" strokeLinecap="round">
        <path d="M408 338l42 32 42-32" />
      </g>
    </svg>
  );
}
