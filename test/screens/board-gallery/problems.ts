/** What cannot be read on the board as it stands, in words; runs inside the browser. */
export function boardProblems(): string[] {
  const slack = 3;
  const problems: string[] = [];
  interface Text {
    readonly words: string;
    readonly parent: Element;
    readonly box: DOMRect;
  }
  const texts = textBoxes().filter(isInSight);
  for (const text of texts) checkInside(text);
  texts.forEach((a, index) => {
    for (const b of texts.slice(index + 1)) checkApart(a, b);
  });
  const { scrollWidth, scrollHeight } = document.documentElement;
  if (scrollWidth > innerWidth || scrollHeight > innerHeight) problems.push('the board is larger than the panel');
  return problems;

  function textBoxes(): Text[] {
    const found: Text[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (!parent || !node.textContent?.trim() || parent.closest('script, style, h1')) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const box of range.getClientRects())
        found.push({ words: node.textContent.trim(), parent, box: ink(parent, box) });
    }
    return found;
  }

  /** Without the room that a line keeps for marks: capitals and digits, or words with marks above and below. */
  function ink(parent: Element, box: DOMRect): DOMRect {
    const size = Number.parseFloat(getComputedStyle(parent).fontSize);
    const middle = box.y + box.height / 2;
    const isNumber = parent.closest('.fig') !== null && !parent.closest('.long');
    const [above, below] = isNumber ? [0.39, 0.39] : [0.5, 0.4];
    return new DOMRect(box.x, middle - above * size, box.width, (above + below) * size);
  }

  /** A list of one line hides whole items: what has wrapped is out of sight on purpose. */
  function isInSight({ parent, box }: Text): boolean {
    const list = parent.closest('.notes ul, .notes dl, .foot ul');
    return !list || box.top < list.getBoundingClientRect().bottom;
  }

  function checkInside({ words, parent, box }: Text): void {
    for (let holder: Element | null = parent; holder; holder = holder.parentElement) {
      if (!holder.matches('.call, .calm, .to, .rows .sign, .rows li, .rows, .top, .badge, .notes, .foot, body'))
        continue;
      const room = holder.getBoundingClientRect();
      const over = Math.max(room.left - box.left, box.right - room.right, room.top - box.top, box.bottom - room.bottom);
      if (over > slack) problems.push(`"${words}" leaves ${holder.className || 'the panel'} by ${Math.round(over)} px`);
    }
    const isCut = parent.scrollWidth > parent.clientWidth + 1 && getComputedStyle(parent).overflow === 'hidden';
    if (isCut) problems.push(`"${words}" is cut`);
  }

  function checkApart(a: Text, b: Text): void {
    const across = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
    const down = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
    const room = Math.min(a.box.height, b.box.height) * 0.15;
    if (across > slack && down > room) problems.push(`"${a.words}" lies over "${b.words}"`);
  }
}

/** Height of the capitals of what must be read from afar, in pixels; runs inside the browser. */
export function capHeights(): Record<string, number> {
  const pen = document.createElement('canvas').getContext('2d');
  const wanted = {
    'number on a card': '.call .queue-number',
    'place on a card': '.call .sign:not(.long) b',
    'number in a row': '.rows .queue-number',
    'place in a row': '.rows .sign:not(.long) b',
  };
  const heights: Record<string, number> = {};
  for (const [name, selector] of Object.entries(wanted)) {
    const found = [...document.querySelectorAll(selector)].map((element) => {
      const { fontFamily, fontSize, fontWeight } = getComputedStyle(element);
      if (!pen) return 0;
      pen.font = `${fontWeight} 1000px ${fontFamily}`;
      return (pen.measureText('H').actualBoundingBoxAscent / 1000) * Number.parseFloat(fontSize);
    });
    if (found.length > 0) heights[name] = Math.min(...found);
  }
  return heights;
}
