/** Words from the catalogue with one part in bold: `Sinh năm <b>1953</b>`. */
export function Marked({ text }: { readonly text: string }) {
  const [before, bold, after] = text.split(/<\/?b>/);
  return (
    <>
      {before}
      {bold && <b>{bold}</b>}
      {after}
    </>
  );
}
