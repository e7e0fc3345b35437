import { setStage, staff } from '../stage/stage.ts';
import { frameable } from './frameable.ts';
import { machinesOf } from './machines.ts';
import { serveDock } from './server.ts';

/** The demonstration: a whole site on one machine, with a drawer for the hands of a citizen and a technician. */
const isReal = process.argv.includes('--real-reader');
const shownPapers = 3;
console.error(`[dock] setting the stage, with ${isReal ? 'the real PC/SC daemon' : 'a pretend chip reader'}`);

const stage = await setStage({
  reader: isReal ? 'real' : 'pretend',
  ...(!isReal && { entry: new URL('./kiosk.ts', import.meta.url) }),
});
let kioskUrl = new URL(await stage.kiosk.start());
const kiosk = await frameable(() => kioskUrl);
const hub = await frameable(() => new URL(`http://127.0.0.1:${stage.hubPort}/`));
const machines = machinesOf(stage);

async function act(what: string, citizen: string | undefined): Promise<void> {
  if (what !== 'power-cut') return machines.act(what, citizen);
  await stage.kiosk.kill();
  kioskUrl = new URL(await stage.kiosk.start());
}

const url = await serveDock(
  {
    act,
    state: () => ({
      ...machines.state(),
      hint: `Đặt một thẻ rồi quét QR của thẻ đó. Ở quầy: tên “${staff.name}”, mật khẩu “${staff.password}”.`,
      links: [
        { label: 'Lãnh đạo', url: `${stage.hub.url}/manager/` },
        { label: 'Bảng tầng 2', url: `${stage.hub.url}/board/?zone=tang-2` },
        { label: 'Đánh giá ở quầy 3', url: `${stage.hub.url}/rating/?counter=quay-3` },
      ],
      screens: {
        kiosk: `http://127.0.0.1:${kiosk.port}/kiosk/${kioskUrl.hash}`,
        counter: `http://127.0.0.1:${hub.port}/counter/`,
        board: `http://127.0.0.1:${hub.port}/board/`,
      },
      papers: stage.printer.papers
        .map((_paper, index) => `/papers/${index}`)
        .slice(-shownPapers)
        .reverse(),
    }),
    paper: (index) => stage.printer.papers[index]?.toPng(),
  },
  8600,
);
console.log(`\nMột Chạm: mở ${url} (Ctrl+C để dừng)\n`);

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, async () => {
    kiosk.stop();
    hub.stop();
    await stage.stop();
    process.exit(0);
  });
