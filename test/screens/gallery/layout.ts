/** What is wrong with the page as it stands, in words; runs inside the browser. */
export function layoutProblems(): string[] {
  const smallestTouch = 96;
  const smallestGap = 16;
  const slack = 4;
  const problems: string[] = [];
  const { innerWidth: width, innerHeight: height } = window;
  const buttons = Array.from(document.querySelectorAll('button'));
  const name = (element: Element) => `"${element.textContent?.trim().slice(0, 40)}"`;

  if (document.documentElement.scrollWidth > width) problems.push('the page is wider than the screen');
  for (const button of buttons) checkButton(button);
  buttons.forEach((a, index) => {
    for (const b of buttons.slice(index + 1)) checkGap(a, b);
  });
  const texts = textBoxes();
  for (const text of texts) checkInside(text);
  texts.forEach((a, index) => {
    for (const b of texts.slice(index + 1)) checkApart(a, b);
  });
  return problems;

  function checkButton(button: HTMLButtonElement): void {
    const box = button.getBoundingClientRect();
    if (Math.min(box.width, box.height) < smallestTouch) problems.push(`${name(button)} is smaller than a finger`);
    if (box.left < 0 || box.top < 0 || box.right > width || box.bottom > height)
      problems.push(`${name(button)} leaves the screen`);
    const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    if (!top || !(button.contains(top) || top.contains(button))) problems.push(`${name(button)} is covered`);
  }

  function checkGap(a: Element, b: Element): void {
    const [p, q] = [a.getBoundingClientRect(), b.getBoundingClientRect()];
    const apart = Math.max(p.left - q.right, q.left - p.right, p.top - q.bottom, q.top - p.bottom);
    if (apart < smallestGap) problems.push(`${name(a)} and ${name(b)} are ${Math.round(apart)} px apart`);
  }

  interface TextBox {
    readonly words: string;
    readonly parent: Element;
    readonly box: DOMRect;
  }

  function textBoxes(): TextBox[] {
    const found: TextBox[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (!parent || !node.textContent?.trim() || parent.closest('.key-name, script, style')) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const box of range.getClientRects())
        found.push({ words: node.textContent.trim(), parent, box: ink(parent, box) });
    }
    return found;
  }

  /** A line box leaves room for marks above capitals; a queue number has none. */
  function ink(parent: Element, box: DOMRect): DOMRect {
    if (!parent.closest('.queue-number')) return box;
    return new DOMRect(box.x, box.y + box.height * 0.2, box.width, box.height * 0.6);
  }

  /** Inside the screen, its half of the screen, and its button, slip or notice. */
  function checkInside({ words, parent, box }: TextBox): void {
    for (let holder: Element | null = parent; holder; holder = holder.parentElement) {
      const isHolder = holder.matches('button, .hero, .sheet, .assist, .slip, .services, .person-card, body');
      if (!isHolder) continue;
      const room = holder.getBoundingClientRect();
      const over = Math.max(room.left - box.left, box.right - room.right, room.top - box.top, box.bottom - room.bottom);
      if (over > slack)
        problems.push(`"${words}" leaves ${holder.className || holder.tagName} by ${Math.round(over)} px`);
    }
  }

  function checkApart(a: TextBox, b: TextBox): void {
    const across = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
    const down = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
    // The tall marks of stacked letters make neighbouring lines of one text overlap by a little.
    const room = Math.min(a.box.height, b.box.height) * 0.2;
    if (across > slack && down > room) problems.push(`"${a.words}" lies over "${b.words}"`);
  }
}
