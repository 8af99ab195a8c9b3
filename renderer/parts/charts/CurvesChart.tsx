import { useId, useLayoutEffect, useRef, useState } from 'react';
import { Area, ComposedChart, Line, XAxis, YAxis } from 'recharts';
import styles from './curves.module.css';
import { isInPersons, toAnswer, toHorizons, type Answer } from '#core/estimates/to-answer.ts';
import { toScale, type Scale } from '#core/estimates/to-scale.ts';
import { ArmMark } from '#renderer/parts/charts/SummaryChart.tsx';
import type { ShownResult } from '#renderer/parts/result/shown-result.ts';
import { useWords } from '#renderer/state/language.tsx';
import { patientWords } from '#renderer/strings/patient.ts';

interface CurvesChartProps {
  readonly shown: ShownResult;
  readonly onChoose: (horizon: number) => void;
}

/** Pixels beside the drawing: titles of the table at the left, labels of the lines at the right. */
const left = 128;
const right = 196;
/** Columns of the table that can stand beside each other. */
const mostColumns = 8;

/**
 * What the model says at each of its times, as steps: between two of them it says nothing. The table below stands on the
 * same axis. Lines and bands are drawn by recharts, everything that is read by us.
 */
export function CurvesChart({ shown, onChoose }: CurvesChartProps) {
  const words = useWords(patientWords);
  const id = useId();
  const { ref, width, height } = useSize();
  const course = toCourse(shown);
  const { scale, last } = course;
  const plot = { width: Math.max(160, width - left - right), height: Math.max(120, height) };
  const x = (time: number): number => (time / (last * 1.04)) * plot.width;
  const y = (value: number): number => (1 - (value - scale.min) / (scale.max - scale.min)) * plot.height;
  const { question, model } = shown;
  const isPersons = isInPersons(question.outcome);
  const chosen = question.horizon ?? last;
  const tick = (value: number): string => model.numbers.number(isPersons ? value * 100 : value);
  const columns = toColumns(course.times, chosen);
  return (
    <div className={styles.curves}>
      <div className={styles.chart} ref={ref}>
        <div className={styles.title}>
          {isPersons
            ? `${model.state(question.outcome.name)}, ${words.of100}`
            : model.outcome(question.outcome.name)}
        </div>
        <svg
          className={styles.back}
          width={plot.width}
          height={plot.height}
          style={{ left }}
          aria-hidden="true"
        >
          {scale.ticks.map((value) => (
            <path key={value} d={`M0 ${y(value)}H${plot.width}`} className={styles.grid} />
          ))}
        </svg>
        {scale.ticks.map((value) => (
          <span
            key={value}
            className={styles.yTick}
            style={{ top: y(value), width: left - 10 }}
            aria-hidden="true"
          >
            {tick(value)}
          </span>
        ))}
        <div className={styles.drawing} style={{ left }} aria-hidden="true">
          <Drawing course={course} id={id} width={plot.width} height={plot.height} />
        </div>
        <svg
          className={styles.front}
          width={plot.width}
          height={plot.height}
          style={{ left }}
          aria-hidden="true"
        >
          <path d={`M${x(chosen)} 0V${plot.height}`} className={styles.now} />
        </svg>
        <LineLabels shown={shown} course={course} y={y} x={left + plot.width} height={plot.height} />
      </div>
      <CourseTable
        shown={shown}
        course={course}
        columns={columns}
        toX={(time) => left + x(time)}
        chosen={chosen}
        onChoose={onChoose}
      />
    </div>
  );
}

interface Course {
  readonly arms: readonly string[];
  readonly times: readonly { readonly value: number; readonly answer: Answer }[];
  readonly scale: Scale;
  readonly last: number;
  /** Of survival everybody is there at the beginning. */
  readonly startsAtOne: boolean;
  readonly reference: string | undefined;
}

/** The leading pair, or the first arms, at every time that the model speaks of. */
function toCourse({ content: { manifest }, outputs, question, pair, answer }: ShownResult): Course {
  const { outcome } = question;
  const times = toHorizons(manifest, outcome).map(({ value }) => ({
    value,
    answer: toAnswer(manifest, outputs, { outcome, horizon: value }),
  }));
  const arms =
    pair === undefined ? answer.arms.slice(0, 3).map(({ arm }) => arm) : [pair.reference, pair.arm];
  const all = times.flatMap(({ answer: { arms: found } }) =>
    found.flatMap(({ arm, estimate }) => {
      if (estimate === undefined || !arms.includes(arm)) return [];
      return [
        estimate.mean,
        estimate.interval?.lower ?? estimate.mean,
        estimate.interval?.upper ?? estimate.mean,
      ];
    }),
  );
  const scale = isInPersons(outcome) ? { min: 0, max: 1, ticks: [0, 0.2, 0.4, 0.6, 0.8, 1] } : toScale(all);
  return {
    arms,
    times,
    scale,
    last: times.at(-1)?.value ?? 1,
    startsAtOne: outcome.kind === 'survival',
    reference: pair?.reference,
  };
}

interface DrawingProps {
  readonly course: Course;
  readonly id: string;
  readonly width: number;
  readonly height: number;
}

function Drawing({ course, id, width, height }: DrawingProps) {
  const { arms, times, scale, last, startsAtOne, reference } = course;
  const hatch = `hatch${id.replace(/[^a-z0-9]/gi, '')}`;
  const toPoint = (time: number, answer: Answer | undefined): Record<string, unknown> => ({
    time,
    ...Object.fromEntries(
      arms.flatMap((arm, at) => {
        const estimate = answer?.arms.find((found) => found.arm === arm)?.estimate;
        if (answer === undefined)
          return [
            [`mean${at}`, 1],
            [`band${at}`, [1, 1]],
          ];
        if (estimate === undefined) return [];
        const { mean, interval } = estimate;
        return [
          [`mean${at}`, mean],
          ...(interval === undefined ? [] : [[`band${at}`, [interval.lower, interval.upper]]]),
        ];
      }),
    ),
  });
  const end = times.at(-1);
  const data = [
    ...(startsAtOne ? [toPoint(0, undefined)] : []),
    ...times.map(({ value, answer }) => toPoint(value, answer)),
    ...(end === undefined ? [] : [toPoint(last * 1.04, end.answer)]),
  ];
  return (
    <ComposedChart
      width={width}
      height={height}
      data={data}
      margin={{ top: 0, right: 0, bottom: 0, left: 0 }}
      accessibilityLayer={false}
    >
      <defs>
        <pattern id={hatch} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <path d="M0 0V5" className={styles.hatch} />
        </pattern>
      </defs>
      <XAxis dataKey="time" type="number" domain={[0, last * 1.04]} hide allowDataOverflow />
      <YAxis type="number" domain={[scale.min, scale.max]} hide allowDataOverflow />
      {arms.map((arm, at) => (
        <Area
          key={arm}
          dataKey={`band${at}`}
          type="stepAfter"
          fill={arm === reference ? `url(#${hatch})` : 'var(--accent)'}
          fillOpacity={arm === reference ? 1 : 0.14}
          stroke={arm === reference ? 'var(--ctl)' : 'var(--accent)'}
          strokeWidth={1}
          strokeDasharray={arm === reference ? '1 3' : ''}
          dot={false}
          activeDot={false}
          isAnimationActive={false}
        />
      ))}
      {arms.map((arm, at) => (
        <Line
          key={arm}
          dataKey={`mean${at}`}
          type="stepAfter"
          stroke={arm === reference ? 'var(--ctl)' : 'var(--accent)'}
          strokeWidth={2.4}
          strokeDasharray={arm === reference ? '7 4' : ''}
          dot={false}
          activeDot={false}
          isAnimationActive={false}
        />
      ))}
    </ComposedChart>
  );
}

interface LabelProps {
  readonly shown: ShownResult;
  readonly course: Course;
  readonly y: (value: number) => number;
  readonly x: number;
  readonly height: number;
}

const labelHeight = 44;

/** At the end of each line: its number at the time that is chosen, its arm, its interval. They never cover each other. */
function LineLabels({ shown, course, y, x, height }: LabelProps) {
  const words = useWords(patientWords);
  const ends = course.arms
    .flatMap((arm) => {
      const end = course.times.at(-1)?.answer.arms.find((found) => found.arm === arm)?.estimate;
      const now = shown.answer.arms.find((found) => found.arm === arm);
      return end === undefined || now?.estimate === undefined ? [] : [{ arm, now, at: y(end.mean) }];
    })
    .sort((a, b) => a.at - b.at);
  let above = labelHeight / 2 - labelHeight;
  const placed = ends.map((end) => {
    above = Math.max(end.at, above + labelHeight);
    return { ...end, at: above };
  });
  const below = Math.max(0, above + labelHeight / 2 - height);
  return placed.map(({ arm, now, at }) => (
    <div key={arm} className={styles.lineLabel} style={{ left: x + 12, top: at - below, width: right - 12 }}>
      <strong className={arm === course.reference ? styles.reference : styles.arm}>
        <span className={styles.lineFigure}>{shown.words.ofArm(now)}</span> {shown.model.arm(arm)}
      </strong>
      {now.estimate?.interval !== undefined && (
        <span className={styles.quiet}>
          {words.interval} {shown.words.interval(now.estimate)}
        </span>
      )}
    </div>
  ));
}

interface TableProps {
  readonly shown: ShownResult;
  readonly course: Course;
  readonly columns: readonly number[];
  readonly toX: (time: number) => number;
  readonly chosen: number;
  readonly onChoose: (horizon: number) => void;
}

function CourseTable({ shown, course, columns, toX, chosen, onChoose }: TableProps) {
  const words = useWords(patientWords);
  const { model, pair, question } = shown;
  const times = course.times.filter(({ value }) => columns.includes(value));
  const cells = (toText: (answer: Answer) => string | undefined): React.ReactNode =>
    times.map(({ value, answer }) => (
      <span
        key={value}
        role="cell"
        className={value === chosen ? styles.cellNow : styles.cell}
        style={{ left: toX(value) }}
      >
        {toText(answer)}
      </span>
    ));
  const toDifference = (answer: Answer) =>
    answer.differences.find(({ arm, reference }) => arm === pair?.arm && reference === pair.reference)
      ?.estimate;
  const unit = question.outcome.horizons?.[0]?.unit ?? '';
  return (
    <div role="table" aria-label={model.outcome(question.outcome.name)} className={styles.table}>
      <div role="row" className={styles.timeRow}>
        <span role="columnheader" className={styles.rowTitle}>
          <span className="visually-hidden">{words.arm}</span>
        </span>
        {course.startsAtOne && (
          <span aria-hidden="true" className={styles.cell} style={{ left: toX(0) }}>
            0
          </span>
        )}
        {times.map(({ value }) => (
          <span key={value} role="columnheader" className={styles.cell} style={{ left: toX(value) }}>
            <button
              type="button"
              className={styles.time}
              aria-pressed={value === chosen}
              onClick={() => onChoose(value)}
            >
              {model.numbers.number(value)}
            </button>
          </span>
        ))}
        <span aria-hidden="true" className={styles.timeUnit}>
          {words.timeAfter(model.unit(unit))}
        </span>
      </div>
      {course.arms.map((arm) => (
        <div key={arm} role="row" className={styles.tableRow}>
          <span role="rowheader" className={styles.rowTitle} title={model.arm(arm)}>
            <ArmMark isReference={arm === course.reference} />
            <span className={styles.clip}>{model.arm(arm)}</span>
          </span>
          {cells((answer) => {
            const of = answer.arms.find((found) => found.arm === arm);
            return of && shown.words.ofArm(of);
          })}
        </div>
      ))}
      {pair !== undefined && (
        <>
          <div role="row" className={styles.tableRow}>
            <span role="rowheader" className={styles.rowTitle}>
              {words.difference}
            </span>
            {cells((answer) => {
              const estimate = toDifference(answer);
              return estimate && shown.words.signed(estimate.mean);
            })}
          </div>
          <div role="row" className={styles.tableRow}>
            <span role="rowheader" className={styles.rowTitle}>
              {words.interval}
            </span>
            {cells((answer) => {
              const estimate = toDifference(answer);
              return estimate && shown.words.interval(estimate);
            })}
          </div>
        </>
      )}
    </div>
  );
}

/** At most so many times that they can be read, the chosen one and the last among them. */
function toColumns(times: Course['times'], chosen: number): readonly number[] {
  const step = Math.ceil(times.length / mostColumns);
  return times
    .filter(({ value }, at) => (times.length - 1 - at) % step === 0 || value === chosen)
    .map(({ value }) => value);
}

function useSize() {
  const ref = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ width: 820, height: 216 });
  useLayoutEffect(() => {
    if (ref.current === null) return;
    const watch = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setSize({ width: entry.contentRect.width, height: entry.contentRect.height });
    });
    watch.observe(ref.current);
    return () => watch.disconnect();
  }, []);
  return { ref, ...size };
}
