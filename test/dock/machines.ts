import { type Citizen, citizens } from '../fakes/card/citizens.ts';
import { mrzText, qrText } from '../fakes/card/codes.ts';
import type { Trouble } from '../fakes/printer/trouble.ts';
import type { Stage } from '../stage/stage.ts';
import type { DockState } from './dock-state.ts';

type Machine = DockState['machines'][number];

const labels: Partial<Record<Trouble, string>> = {
  'paper-out': 'hết giấy',
  'near-end': 'sắp hết giấy',
  'cover-open': 'mở nắp',
  'cutter-jammed': 'kẹt dao',
  'head-hot': 'đầu in nóng',
  unrecoverable: 'hỏng',
  mute: 'im lặng',
  'switched-off': 'tắt máy',
};

/** What can be done to the machines of the stage, and how they are now. */
export function machinesOf(stage: Stage) {
  let placed: Citizen | undefined;
  let isCopy = false;
  let trouble: string | undefined;
  let isReaderOut = false;

  const actions: Readonly<Record<string, (citizen: Citizen) => unknown>> = {
    place: async (citizen) => {
      [placed, isCopy] = [citizen, false];
      await stage.reader.place(citizen);
    },
    'place-copy': async (citizen) => {
      [placed, isCopy] = [citizen, true];
      await stage.reader.place(citizen, { isClone: true });
    },
    lift: () => {
      placed = undefined;
      stage.reader.lift();
    },
    'scan-qr': (citizen) => stage.scanner.scan(qrText(citizen)),
    'scan-mrz': (citizen) => stage.scanner.scan(mrzText(citizen)),
    'scan-foreign': () => stage.scanner.scan('https://example.com/not-a-card'),
    'reader-out': async () => {
      isReaderOut = true;
      placed = undefined;
      await stage.reader.unplug();
    },
    'reader-in': async () => {
      await stage.reader.plugIn();
      isReaderOut = false;
    },
    'printer-mend': async () => {
      trouble = undefined;
      await stage.printer.mend();
    },
    'cable-pull': () => stage.cable.pull(),
    'cable-dead': () => stage.cable.deaden(),
    'cable-mend': () => stage.cable.mend(),
  };

  async function act(what: string, id: string | undefined): Promise<void> {
    const citizen = citizens.find((one) => one.id === id) ?? (citizens[0] as Citizen);
    const [kind, name] = what.split(':');
    if (kind === 'printer' && name && name in labels) {
      trouble = name;
      await stage.printer.mend();
      await stage.printer.break(name as Trouble);
    } else await actions[what]?.(citizen);
  }

  function state(): Pick<DockState, 'citizens' | 'machines'> {
    const cable = stage.cable.state;
    const machines: Machine[] = [
      {
        label: 'Đầu đọc thẻ',
        actions: [
          { what: 'reader-in', label: 'cắm', isOn: !isReaderOut },
          { what: 'reader-out', label: 'rút dây', isOn: isReaderOut },
        ],
      },
      {
        label: 'Máy in',
        actions: [
          { what: 'printer-mend', label: 'tốt', isOn: trouble === undefined },
          ...Object.entries(labels).map(([name, label]) => ({
            what: `printer:${name}`,
            label,
            isOn: trouble === name,
          })),
        ],
      },
      {
        label: 'Mạng tới máy chủ điểm',
        actions: [
          { what: 'cable-mend', label: 'nối', isOn: cable === 'good' },
          { what: 'cable-pull', label: 'rút dây', isOn: cable === 'pulled' },
          { what: 'cable-dead', label: 'đứng', isOn: cable === 'dead' },
        ],
      },
      { label: 'Kiosk', actions: [{ what: 'power-cut', label: 'mất điện rồi có lại', isOn: false }] },
    ];
    return {
      citizens: citizens.map((citizen) => ({
        id: citizen.id,
        label: `${citizen.name}, ${citizen.birthDay.slice(0, 4)}`,
        isPlaced: placed === citizen && !isCopy,
        isCopyPlaced: placed === citizen && isCopy,
      })),
      machines,
    };
  }

  return { act, state };
}
