/** Patterns that tell areas apart without colour; once on a page. */
export function Hatches() {
  return (
    <svg className="hatches" aria-hidden="true">
      <defs>
        <pattern id="hatch-few" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="6" height="6" fill="#fff" />
          <rect width="2" height="6" fill="#8fa9a6" />
        </pattern>
        <pattern id="hatch-late" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="7" height="7" fill="#8a2717" />
          <rect width="2.5" height="7" fill="#fceae4" />
        </pattern>
        <pattern id="hatch-other" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
          <rect width="6" height="6" fill="#fff" />
          <rect width="2.6" height="6" fill="#0b5560" />
        </pattern>
      </defs>
    </svg>
  );
}
