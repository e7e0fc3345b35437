/** Mouths from 1 (not satisfied at all) to 5, on a grid of 48. */
const mouths = [
  'M15 35c4-7 14-7 18 0',
  'M16 34c4-4 12-4 16 0',
  'M16 32h16',
  'M16 30c4 4 12 4 16 0',
  'M14 29c4 8 16 8 20 0',
];

export function Face({ score }: { readonly score: number }) {
  return (
    <svg
      className="face"
      viewBox="0 0 48 48"
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      strokeLinecap="round"
    >
      <circle cx="24" cy="24" r="21" strokeWidth="2.6" />
      <path d="M17 19v.01M31 19v.01" strokeWidth="5" />
      <path d={mouths[score - 1]} strokeWidth="3" />
    </svg>
  );
}
