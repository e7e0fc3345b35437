import fc from 'fast-check';

/** A genuine byte string with one byte changed, then cut or with bytes put in: what a broken chip may send. */
export function spoilt(genuine: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> {
  const parts = fc.tuple(fc.constantFrom(...genuine), fc.nat(), fc.nat(255), fc.nat(), fc.uint8Array({ maxLength: 6 }));
  return parts.map(([from, at, to, cut, put]) => {
    const changed = from.map((byte, index) => (index === at % from.length ? to : byte));
    const end = cut % (from.length + 1);
    return Uint8Array.from([...changed.subarray(0, end), ...put, ...(to % 2 ? changed.subarray(end) : [])]);
  });
}
