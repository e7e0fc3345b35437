import type { DockState } from '../dock-state.ts';

/** The drawer: what a person's hands would do to the machines. The screens beside it are the product's own. */
const element = (id: string) => document.getElementById(id) as HTMLElement;
let drawn = '';

async function act(what: string, more: Record<string, string> = {}): Promise<void> {
  await fetch('/do', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ what, ...more }),
  });
  await refresh();
}

async function refresh(): Promise<void> {
  const state = (await (await fetch('/state')).json()) as DockState;
  for (const [id, url] of Object.entries(state.screens)) {
    const frame = element(id) as HTMLIFrameElement;
    if (frame.getAttribute('src') !== url) frame.src = url;
  }
  const { screens: _screens, ...shown } = state;
  if (JSON.stringify(shown) === drawn) return;
  drawn = JSON.stringify(shown);
  element('hint').textContent = state.hint;
  element('links').replaceChildren(...state.links.map(({ label, url }) => linkTo(label, url)));
  element('citizens').replaceChildren(...state.citizens.map(citizenRow));
  element('machines').replaceChildren(...state.machines.map(machineRow));
  element('papers').replaceChildren(...state.papers.map(paper));
}

function citizenRow(citizen: DockState['citizens'][number]): HTMLElement {
  const name = document.createElement('span');
  name.textContent = citizen.label;
  const row = document.createElement('div');
  row.className = 'citizen';
  row.append(
    name,
    button('Đặt thẻ', () => act('place', { citizen: citizen.id }), citizen.isPlaced),
    button('Thẻ sao chép', () => act('place-copy', { citizen: citizen.id }), citizen.isCopyPlaced),
    button('QR', () => act('scan-qr', { citizen: citizen.id })),
    button('MRZ', () => act('scan-mrz', { citizen: citizen.id })),
  );
  return row;
}

function machineRow(machine: DockState['machines'][number]): HTMLElement {
  const row = document.createElement('div');
  row.append(
    `${machine.label}: `,
    ...machine.actions.map(({ what, label, isOn }) => button(label, () => act(what), isOn)),
  );
  return row;
}

function paper(url: string): HTMLElement {
  const image = new Image();
  image.src = url;
  image.alt = 'Phiếu in';
  return image;
}

function button(label: string, press: () => void, isOn = false): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.textContent = label;
  made.classList.toggle('on', isOn);
  made.addEventListener('click', press);
  return made;
}

/** Each screen keeps its own size in pixels and is shrunk to its place. */
function shrink(): void {
  for (const machine of document.querySelectorAll<HTMLElement>('.machine:has(iframe)')) {
    const [width, height] = [Number(machine.dataset.width), Number(machine.dataset.height)];
    const glass = machine.querySelector('.glass') as HTMLElement;
    const frame = machine.querySelector('iframe') as HTMLIFrameElement;
    const scale = Math.min(glass.clientWidth / width, glass.clientHeight / height);
    Object.assign(frame.style, { width: `${width}px`, height: `${height}px` });
    frame.style.transform = `scale(${scale}) translateX(-50%)`;
  }
}

for (const still of document.querySelectorAll<HTMLButtonElement>('button[data-do]'))
  still.addEventListener('click', () => act(still.dataset.do ?? ''));
addEventListener('resize', shrink);
shrink();
await refresh();
setInterval(refresh, 700);

function linkTo(label: string, url: string): HTMLAnchorElement {
  const link = document.createElement('a');
  Object.assign(link, { href: url, target: '_blank', textContent: label });
  return link;
}
