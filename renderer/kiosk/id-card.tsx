import { useId } from 'react';

interface Props {
  /** The code in the corner, lit: this is what the scanner wants to see. */
  readonly hasCode?: boolean;
}

/** An ID card of nobody, 470 by 296, to be placed inside a picture. */
export function IdCard({ hasCode }: Props) {
  const id = useId();
  return (
    <g className="id-card">
      <defs>
        <linearGradient id={id} x1="0" y1="0" x2="1" y2="1">
          <stop offset="0" stopColor="#f7fbf6" />
          <stop offset=".55" stopColor="#dcefe6" />
          <stop offset="1" stopColor="#f9e9c4" />
        </linearGradient>
      </defs>
      <rect x="10" y="20" width="470" height="296" rx="26" fill="#031a1e" opacity=".3" />
      <rect width="470" height="296" rx="26" fill={`url(#${id})`} />
      <g fill="none" stroke="#0b5560" strokeWidth="2" opacity=".16">
        <path d="M330 150l70 70-70 70-70-70ZM330 180l40 40-40 40-40-40ZM190 76l56 56-56 56" />
        <circle cx="330" cy="220" r="16" />
      </g>
      <path d="M0 58V26A26 26 0 0 1 26 0H444A26 26 0 0 1 470 26V58Z" fill="#0b5560" />
      <rect x="32" y="22" width="210" height="15" rx="7.5" fill="#fff" />
      {!hasCode && <circle cx="432" cy="29" r="14" fill="#f4b740" />}
      <Portrait />
      <rect x="180" y="98" width="120" height="16" rx="8" fill="#12302f" />
      <g fill="#5e827f">
        <rect x="180" y="134" width="110" height="12" rx="6" />
        <rect x="180" y="162" width="130" height="12" rx="6" />
        <rect x="180" y="190" width="96" height="12" rx="6" />
        <rect x="180" y="222" width="130" height="12" rx="6" />
      </g>
      {hasCode ? <Code /> : <Chip />}
      <rect width="470" height="296" rx="26" fill="none" stroke="#fff" strokeOpacity=".7" strokeWidth="3" />
    </g>
  );
}

function Portrait() {
  return (
    <g>
      <rect x="32" y="92" width="116" height="150" rx="14" fill="#bcd9d3" />
      <circle cx="90" cy="146" r="27" fill="#0b5560" />
      <path d="M44 242v-8c0-26 20-44 46-44s46 18 46 44v8z" fill="#0b5560" />
    </g>
  );
}

function Chip() {
  return (
    <g transform="translate(358 106)">
      <rect width="80" height="64" rx="13" fill="#f4b740" />
      <path d="M0 21h26v22H0M80 21H54v22h26M26 0v64M54 0v64M26 32h28" fill="none" stroke="#8b5e0a" strokeWidth="3.5" />
    </g>
  );
}

function Code() {
  return (
    <g transform="translate(334 34)">
      <rect x="-12" y="-12" width="136" height="136" rx="14" fill="#fff" stroke="#f4b740" strokeWidth="9" />
      <g fill="none" stroke="#12302f" strokeWidth="8">
        <path d="M4 4h28v28H4ZM80 4h28v28H80ZM4 80h28v28H4Z" />
      </g>
      <path
        d="M14 14h8v8h-8ZM90 14h8v8h-8ZM14 90h8v8h-8ZM44 0h8v16h-8ZM60 8h12v10H60ZM44 28h20v8H44ZM0 44h16v8H0ZM24 48h12v14H24ZM44 46h14v14H44ZM66 40h10v20H66ZM84 46h12v8H84ZM104 44h8v20h-8ZM44 70h10v20H44ZM62 72h20v8H62ZM90 68h10v14H90ZM64 90h12v22H64ZM84 92h10v10H84ZM102 88h10v24h-10ZM44 100h10v12H44Z"
        fill="#12302f"
      />
    </g>
  );
}
