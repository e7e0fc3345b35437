import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { Steps } from '../../../core/contract/manager.ts';
import { fewest, type People } from '../../../core/report/few.ts';
import { useText } from '../../counter/use-text.ts';
import { drawn } from '../few-words.ts';
import { timeOfMinute } from '../times.ts';

const arrivedColour = '#0b5560';
const finishedColour = '#12302f';
const font = '500 13px "Be Vietnam Pro", sans-serif';

interface Props {
  readonly steps: Steps;
  readonly height: number;
}

/** The lines on a canvas; the values under the pointer are read out beside it. */
export function StepCanvas({ steps, height }: Props) {
  const { t } = useText();
  const box = useRef<HTMLDivElement>(null);
  const told = useRef<HTMLParagraphElement>(null);
  const words = { arrived: t('manager.steps.arrived'), finished: t('manager.steps.finished'), few: t('manager.few') };
  const { arrived: arrivedWord, finished: finishedWord, few } = words;

  useEffect(() => {
    if (!box.current) return;
    const tell = (at: number | null | undefined) => {
      if (!told.current) return;
      const minute = at == null ? undefined : steps.fromMinute + at * steps.stepMinutes;
      const say = (people: People | undefined) => (typeof people === 'number' ? String(people) : few);
      told.current.textContent =
        minute === undefined || at == null || steps.arrived[at] === undefined
          ? ''
          : `${timeOfMinute(minute)} · ${arrivedWord} ${say(steps.arrived[at])} · ${finishedWord} ${say(steps.finished[at])}`;
    };
    const width = () => Math.max(200, box.current?.clientWidth ?? 0);
    const plot = new uPlot(optionsFor(steps, width(), height, tell), dataOf(steps), box.current);
    const resized = new ResizeObserver(() => plot.setSize({ width: width(), height }));
    resized.observe(box.current);
    void document.fonts.ready.then(() => plot.redraw(false, true));
    return () => {
      resized.disconnect();
      plot.destroy();
    };
  }, [steps, height, arrivedWord, finishedWord, few]);

  return (
    <div className="step-canvas" aria-hidden="true">
      <p className="step-told" ref={told} />
      <div ref={box} />
    </div>
  );
}

/** Each step by its beginning, and the end of the last one, which holds nothing. */
function dataOf({ fromMinute, stepMinutes, arrived, finished }: Steps): uPlot.AlignedData {
  const at = Array.from({ length: arrived.length + 1 }, (_, step) => fromMinute + step * stepMinutes);
  const line = (people: readonly People[]) => [...people.map((one) => drawn(one) ?? null), null];
  return [at, line(arrived), line(finished)];
}

/** A line of steps; where nothing may be drawn it is broken, and neither falls nor rises. */
const stepped: uPlot.Series.PathBuilder = (plot, series) => {
  const [line, area] = [new Path2D(), new Path2D()];
  const [at, counts] = [plot.data[0], plot.data[series]!];
  const ground = plot.valToPos(0, 'y', true);
  for (let step = 0; step + 1 < at.length; step++) {
    const count = counts[step];
    if (count == null) continue;
    const [left, right] = [plot.valToPos(at[step]!, 'x', true), plot.valToPos(at[step + 1]!, 'x', true)];
    const y = plot.valToPos(count, 'y', true);
    if (counts[step - 1] == null) line.moveTo(left, y);
    else line.lineTo(left, y);
    line.lineTo(right, y);
    area.rect(left, y, right - left, ground - y);
  }
  return { stroke: line, fill: area, flags: 3 };
};

function optionsFor(
  steps: Steps,
  width: number,
  height: number,
  tell: (at: number | null | undefined) => void,
): uPlot.Options {
  const axis = { stroke: '#34504e', font, grid: { stroke: '#e6ebe8', width: 1 }, ticks: { show: false } };
  const line = (stroke: string, dash: number[] | undefined): uPlot.Series => ({
    stroke,
    width: 2.5,
    paths: stepped,
    ...(dash && { dash }),
    points: { show: false },
  });
  return {
    width,
    height,
    legend: { show: false },
    cursor: { drag: { x: false, y: false }, points: { show: false }, y: false },
    scales: { x: { time: false }, y: { range: (_, __, most) => [0, Math.max(fewest, most * 1.08)] } },
    axes: [
      { ...axis, space: 56, incrs: [15, 30, 60, 120, 240], values: (_, minutes) => minutes.map(timeOfMinute) },
      { ...axis, size: 40, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500] },
    ],
    series: [{}, { ...line(arrivedColour, undefined), fill: 'rgba(11, 85, 96, 0.08)' }, line(finishedColour, [7, 5])],
    hooks: {
      setCursor: [({ cursor }) => tell(cursor.idx)],
      drawAxes: [(plot) => drawFew(plot, steps)],
    },
  };
}

/** Steps with few people, as a low hatched box: there is somebody, and no more is said. */
function drawFew(plot: uPlot, { arrived, finished, fromMinute, stepMinutes }: Steps): void {
  const { ctx } = plot;
  const hatch = ctx.createPattern(hatching(), 'repeat');
  if (!hatch) return;
  ctx.save();
  ctx.fillStyle = hatch;
  for (const [step, people] of arrived.entries()) {
    if (typeof people === 'number' && typeof finished[step] === 'number') continue;
    const [left, right] = [step, step + 1].map((at) => plot.valToPos(fromMinute + at * stepMinutes, 'x', true)) as [
      number,
      number,
    ];
    const top = plot.valToPos(fewest - 1, 'y', true);
    ctx.fillRect(left, top, right - left, plot.valToPos(0, 'y', true) - top);
  }
  ctx.restore();
}

function hatching(): HTMLCanvasElement {
  const tile = document.createElement('canvas');
  tile.width = tile.height = 8;
  const ctx = tile.getContext('2d');
  if (!ctx) return tile;
  ctx.strokeStyle = '#b3c4c1';
  ctx.lineWidth = 1.5;
  for (const shift of [-8, 0, 8]) {
    ctx.beginPath();
    ctx.moveTo(shift, 8);
    ctx.lineTo(shift + 8, 0);
    ctx.stroke();
  }
  return tile;
}
