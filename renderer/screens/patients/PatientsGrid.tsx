import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import styles from './patients.module.css';
import type { ListView } from '#core/contract/patients-view.ts';
import { isHigherBetter } from '#core/estimates/to-answer.ts';
import { toListScale, type Scale } from '#core/estimates/to-scale.ts';
import { toBarX } from '#renderer/parts/IntervalBar.tsx';
import { toUnitText } from '#renderer/parts/value-text.ts';
import type { ModelWords } from '#renderer/parts/use-wording.ts';
import { toInputColumns, widths, type InputColumn } from '#renderer/screens/patients/columns.ts';
import { toArmIndex } from '#renderer/screens/patients/list-place.ts';
import { PatientRow, toRowId } from '#renderer/screens/patients/PatientRow.tsx';
import { useWords } from '#renderer/state/language.tsx';
import { fieldWords } from '#renderer/strings/fields.ts';
import { patientWords } from '#renderer/strings/patient.ts';
import { patientsWords } from '#renderer/strings/patients.ts';

interface PatientsGridProps {
  readonly list: ListView;
  readonly shown: Uint32Array;
  readonly selected: number;
  readonly model: ModelWords;
  readonly onSelect: (row: number) => void;
  readonly onOpen: (row: number) => void;
  /** Rows that fit, for a page up or down. */
  readonly onPage: (rows: number) => void;
}

/** Rows beyond both edges that are drawn too, so that no frame of a fast scroll shows a gap; fewer after a jump, which is all anew. */
const overscan = 30;
const overscanAfterJump = 8;
/** Milliseconds: the longest that a timer takes. */
const never = 2 ** 31 - 1;

/** All patients that are shown, of whom only those in sight are in the page. */
export function PatientsGrid(props: PatientsGridProps) {
  const { list, shown, selected, model, onSelect, onOpen, onPage } = props;
  const words = useWords(patientsWords);
  const scroller = useRef<HTMLDivElement>(null);
  const rowHeight = useRowHeight();
  const width = useWidth(scroller);
  const hasRule = list.model.manifest.decision !== undefined;
  const scale = useMemo(
    () => (hasRule ? toListScale(list.patients.lower, list.patients.upper) : undefined),
    [hasRule, list.patients],
  );
  const { columns, template } = useColumns(list, model.input, width, hasRule);
  const virtual = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan,
    rangeExtractor: useRangeExtractor(),
    // its end would be told by a timer that looks at the place as well, and draws what it finds there a frame too late
    isScrollingResetDelay: never,
  });
  const at = shown.indexOf(selected);
  const page = Math.max(
    1,
    Math.floor(((scroller.current?.clientHeight ?? 400) - headerHeight) / rowHeight) - 1,
  );
  useEffect(() => onPage(page), [onPage, page]);
  // the keys of the list act at once, and a screen reader reads the row
  useEffect(() => scroller.current?.focus({ preventScroll: true }), []);
  useLayoutEffect(() => virtual.measure(), [virtual, rowHeight]);
  useLayoutEffect(() => {
    if (scroller.current !== null && at >= 0) showRow(scroller.current, at, rowHeight);
    // only where the selection or the rows change, not when somebody scrolls away from it
  }, [at, shown, rowHeight]);
  const items = virtual.getVirtualItems();
  const isDrawn = items.some(({ index }) => index === at);
  const armIndex = toArmIndex(list);
  return (
    <div
      ref={scroller}
      role="grid"
      tabIndex={0}
      aria-label={words.title}
      aria-rowcount={shown.length + 1}
      aria-colcount={columns.length + (hasRule ? 7 : 5)}
      aria-activedescendant={isDrawn ? toRowId(selected) : undefined}
      className={styles.grid}
      // custom properties carry the template to every row
      style={{ '--columns': template } as React.CSSProperties}
    >
      <HeaderRow list={list} columns={columns} scale={scale} model={model} />
      <div role="rowgroup" className={styles.rows} style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, start }) => {
          const row = shown[index] ?? 0;
          return (
            <PatientRow
              key={row}
              list={list}
              row={row}
              at={index}
              columns={columns}
              scale={scale}
              armIndex={armIndex}
              model={model}
              isSelected={row === selected}
              decision={list.decisions[row]}
              height={rowHeight}
              top={start}
              onSelect={onSelect}
              onOpen={onOpen}
            />
          );
        })}
      </div>
    </div>
  );
}

/** Which rows are drawn. */
function useRangeExtractor(): (range: Range) => number[] {
  const last = useRef(0);
  return useCallback((range) => {
    const isJump = Math.abs(range.startIndex - last.current) > overscan;
    last.current = range.startIndex;
    return defaultRangeExtractor(isJump ? { ...range, overscan: overscanAfterJump } : range);
  }, []);
}

const headerHeight = 48;

/** Scrolls as little as brings the row into sight. */
function showRow(scroller: HTMLElement, at: number, height: number): void {
  const top = at * height;
  const room = scroller.clientHeight - headerHeight;
  if (top < scroller.scrollTop) scroller.scrollTop = top;
  else if (top + height > scroller.scrollTop + room) scroller.scrollTop = top + height - room;
}

function useColumns(list: ListView, toLabel: ModelWords['input'], width: number, hasRule: boolean) {
  return useMemo(() => {
    const result = hasRule ? [widths.probability, widths.difference, widths.bar] : [260];
    const fixed =
      widths.patient +
      widths.advice +
      widths.warnings +
      widths.decision +
      result.reduce((sum, of) => sum + of);
    const columns = toInputColumns(list, toLabel, width - fixed - gutters);
    const template = [widths.patient, ...columns.map((column) => column.width), widths.advice, ...result].map(
      (of) => `${of}px`,
    );
    return {
      columns,
      template: `${template.join(' ')} minmax(${widths.warnings}px, 1fr) ${widths.decision}px`,
    };
  }, [list, toLabel, width, hasRule]);
}

/** Left and right of the rows, and the scroll bar's. */
const gutters = 52;

interface HeaderProps {
  readonly list: ListView;
  readonly columns: readonly InputColumn[];
  readonly scale: Scale | undefined;
  readonly model: ModelWords;
}

function HeaderRow({ list, columns, scale, model }: HeaderProps) {
  const words = useWords(patientsWords);
  const { result } = useWords(patientWords);
  const { decision } = list.model.manifest;
  return (
    <div role="rowgroup" className={styles.head}>
      <div role="row" aria-rowindex={1} className={styles.headRow}>
        <span role="columnheader">{words.patient}</span>
        {columns.map(({ input }) => (
          <span
            key={input.name}
            role="columnheader"
            className={input.type === 'number' ? styles.headNumber : styles.headText}
            title={model.input(input.name)}
          >
            <span className={styles.twoLines}>{model.input(input.name)}</span>
          </span>
        ))}
        <span role="columnheader" className={styles.headText}>
          {words.adviceOfModel}
          {decision !== undefined && (
            <span className={styles.headQuiet}>{words.forArm(model.arm(decision.arm))}</span>
          )}
        </span>
        {scale === undefined ? (
          <span role="columnheader">{result}</span>
        ) : (
          <ResultHeaders list={list} scale={scale} model={model} />
        )}
        <span role="columnheader">{words.warnings}</span>
        <span role="columnheader">{words.decision}</span>
      </div>
    </div>
  );
}

function ResultHeaders({ list, scale, model }: Omit<HeaderProps, 'columns'> & { readonly scale: Scale }) {
  const words = useWords(patientsWords);
  const { units } = useWords(fieldWords);
  const { manifest } = list.model;
  const outcome = manifest.outcomes.find(({ name }) => name === manifest.decision?.outcome);
  const horizon = outcome?.horizons?.find(({ value }) => value === manifest.decision?.horizon);
  const time =
    horizon === undefined
      ? ''
      : words.at(`${model.numbers.number(horizon.value)} ${toUnitText(units, horizon.unit, horizon.value)}`);
  const rises = outcome === undefined || isHigherBetter(outcome);
  const width = widths.bar - 8;
  const zero = toBarX(scale, width, 0);
  return (
    <>
      <span role="columnheader" className={styles.headNumber}>
        {words.probability[0]}
        <br />
        {words.probability[1]}
      </span>
      <span role="columnheader" className={styles.headNumber}>
        {words.difference} {words.per100}
        <span className={styles.headQuiet}>
          {time}, {words.interval95}
        </span>
      </span>
      <span role="columnheader" className={styles.axis} aria-label={`${words.difference} ${words.per100}`}>
        <span className={styles.side} style={{ right: widths.bar - zero + 6 }}>
          {rises ? words.harm : words.benefit}
        </span>
        <span className={styles.side} style={{ left: zero + 6 }}>
          {rises ? words.benefit : words.harm}
        </span>
        {scale.ticks.map((tick) => (
          <span key={tick} className={styles.tick} style={{ left: toBarX(scale, width, tick) }}>
            {model.numbers.number(tick * 100, 1)}
          </span>
        ))}
      </span>
    </>
  );
}

/** 36, and 30 on a low screen. */
function useRowHeight(): number {
  const [isLow, setLow] = useState(() => matchMedia(lowScreen).matches);
  useEffect(() => {
    const query = matchMedia(lowScreen);
    const change = (): void => setLow(query.matches);
    query.addEventListener('change', change);
    return () => query.removeEventListener('change', change);
  }, []);
  return isLow ? 30 : 36;
}

const lowScreen = '(max-height: 720px)';

function useWidth(element: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(1200);
  useLayoutEffect(() => {
    if (element.current === null) return;
    const watch = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? 1200));
    watch.observe(element.current);
    return () => watch.disconnect();
  }, [element]);
  return width;
}
