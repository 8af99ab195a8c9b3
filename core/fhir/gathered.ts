import { emptyCell, isFault, toBooleanCell, toFaultCell, type Cell } from '#core/fhir/cell.ts';
import type { Pick } from '#core/fhir/fhir-map.ts';
import { isBefore, toSide, type Order } from '#core/fhir/moment.ts';

/** One resource's value for a cell. */
export interface Candidate {
  readonly cell: Cell;
  /** When it was; undefined where the resource does not say, or not in a form of FHIR. */
  readonly at: Order | undefined;
}

const none: Candidate[] = [];

/** What was found for one cell, and no more of it than its rule can still need. */
export class Gathered {
  #count = 0;
  #candidates: Candidate[] = none;
  #fault: Cell | undefined;
  #doubt: Cell | undefined;

  add(candidate: Candidate, pick: Pick): void {
    this.#count += 1;
    this.#keep(candidate, pick);
  }

  /** A resource that would be for this cell cannot be understood: whatever else there is, the cell has no value. */
  refuse(fault: Cell): void {
    this.#fault ??= fault;
  }

  /** A resource says that something may be so: no value, unless another says that it is. */
  doubt(fault: Cell): void {
    this.#doubt ??= fault;
  }

  merge(other: Gathered, pick: Pick): void {
    this.#count += other.#count;
    this.#fault ??= other.#fault;
    this.#doubt ??= other.#doubt;
    for (const candidate of other.#candidates) this.#keep(candidate, pick);
  }

  /**
   * The cell's value. `toDay` is the calendar date in another column of the row: undefined where that has none.
   * @returns a cell of kind `error` where it cannot be told; of kind `empty` where there is nothing
   */
  settle(pick: Pick, toDay: (title: string) => string | undefined): Cell {
    if (this.#fault !== undefined) return this.#fault;
    if (this.#count === 0) return this.#doubt ?? emptyCell;
    if (pick === 'only') return this.#only();
    if (pick === 'first' || pick === 'last') return toOutermost(this.#candidates, this.#count, pick);
    const day = toDay('before' in pick ? pick.before : pick.until);
    if (day === undefined) return toFaultCell('no-date', 'before' in pick ? pick.before : pick.until);
    return toLastUpTo(this.#candidates, day, 'until' in pick);
  }

  /** Whether there is any: true as soon as one resource says so, whatever others say. */
  settlePresence(otherwise: Cell): Cell {
    if (this.#count > 0) return toBooleanCell(true);
    return this.#fault ?? this.#doubt ?? otherwise;
  }

  #only(): Cell {
    const [first] = this.#candidates;
    return this.#count > 1 || first === undefined
      ? toFaultCell('several-values', String(this.#count))
      : first.cell;
  }

  #keep(candidate: Candidate, pick: Pick): void {
    if (pick === 'only') {
      if (this.#candidates.length === 0) this.#candidates = [{ cell: candidate.cell, at: undefined }];
      return;
    }
    // A moment holds more than its order; only that is kept.
    const at = candidate.at && { wall: candidate.at.wall, instant: candidate.at.instant };
    const kept: Candidate = { cell: candidate.cell, at };
    if ((pick !== 'first' && pick !== 'last') || at === undefined) return this.#push(kept);
    const isBeaten = (one: Order, other: Order): boolean =>
      pick === 'last' ? isBefore(one, other) : isBefore(other, one);
    if (this.#candidates.some((other) => other.at !== undefined && isBeaten(at, other.at))) return;
    if (this.#candidates.some((other) => other.at !== undefined && isBeaten(other.at, at))) {
      this.#candidates = this.#candidates.filter(
        (other) => other.at === undefined || !isBeaten(other.at, at),
      );
    }
    this.#push(kept);
  }

  /** A list of one takes the room of one. */
  #push(kept: Candidate): void {
    if (this.#candidates.length === 0) this.#candidates = [kept];
    else this.#candidates.push(kept);
  }
}

/** Of those none of which is beaten by another. */
function toOutermost(candidates: readonly Candidate[], count: number, pick: 'first' | 'last'): Cell {
  const [first, ...others] = candidates;
  if (first === undefined) return emptyCell;
  if (count > 1 && candidates.some(({ at }) => at === undefined)) return toFaultCell('no-date');
  if (others.length === 0) return first.cell;
  const same = others.every(({ cell }) => cell.kind === first.cell.kind && cell.text === first.cell.text);
  // Equal values at once, or of which nobody knows the order: it is this value in any case.
  if (same && !isFault(first.cell)) return first.cell;
  return toFaultCell('same-time', `${candidates.length} ${pick}`);
}

function toLastUpTo(candidates: readonly Candidate[], day: string, included: boolean): Cell {
  const last = new Gathered();
  for (const candidate of candidates) {
    const side = candidate.at === undefined ? undefined : toSide(candidate.at, day);
    if (side === undefined) return toFaultCell('no-date');
    if (side === 'before' || (included && side === 'on')) last.add(candidate, 'last');
  }
  return last.settle('last', () => undefined);
}
