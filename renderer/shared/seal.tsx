/** The mark of the product: one tile of the floor. No state emblem, which would need leave. */
export function Seal() {
  return (
    <svg className="seal" viewBox="0 0 120 120" aria-hidden="true">
      <circle cx="60" cy="60" r="58" fill="#0b5560" />
      <path
        d="M60 16C73 32 89 47 104 60C89 73 73 88 60 104C47 88 31 73 16 60C31 47 47 32 60 16Z"
        fill="none"
        stroke="#cfe6e4"
        strokeWidth="4"
      />
      <g fill="#cfe6e4">
        <path d="M60 30C68 42 68 47 60 56C52 47 52 42 60 30Z" />
        <path d="M60 90C68 78 68 73 60 64C52 73 52 78 60 90Z" />
        <path d="M30 60C42 52 47 52 56 60C47 68 42 68 30 60Z" />
        <path d="M90 60C78 52 73 52 64 60C73 68 78 68 90 60Z" />
      </g>
      <circle cx="60" cy="60" r="6" fill="#f4b740" />
    </svg>
  );
}
