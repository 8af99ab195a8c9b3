import { mustHold } from '#core/must-hold.ts';
import { isBalanced, OpenAccount, type FhirAccount, type MappedType } from '#core/fhir/account.ts';
import { toFaultCell, type Cell } from '#core/fhir/cell.ts';
import { CodeIndex } from '#core/fhir/code-index.ts';
import {
  toPick,
  type FhirColumn,
  type FhirForm,
  type Pick,
  type ResourceColumn,
} from '#core/fhir/fhir-map.ts';
import { toObject, toObjects, toText, type JsonObject } from '#core/fhir/json-object.ts';
import { PatientGroup } from '#core/fhir/patient-group.ts';
import { findPatientFault, readPatientCell } from '#core/fhir/patient.ts';
import { Patients, type KnownPatient } from '#core/fhir/patients.ts';
import { readResourceDate, toColumnReader, typeOf, type ColumnReader } from '#core/fhir/read-resource.ts';
import { toLocalKey, toReferenceKey } from '#core/fhir/reference.ts';
import { toRowCells } from '#core/fhir/row-cells.ts';
import { toStanding } from '#core/fhir/standing.ts';
import { TableError } from '#core/table/table-error.ts';
import { toWallClock, type WallClock } from '#core/table/wall-clock.ts';

interface PreparedColumn {
  readonly column: ResourceColumn;
  readonly read: ColumnReader;
  readonly pick: Pick;
}

/** A MedicationRequest whose Medication is a resource of its own, which may come after it. */
interface PendingRequest {
  readonly request: JsonObject;
  readonly fullUrl: string | undefined;
  readonly medication: string;
}

/**
 * Resources of FHIR R4, in any order → rows, by a map. It keeps the values that the map asks for, by patient, and no
 * resource; the account says what became of each.
 */
export class FhirTable {
  readonly #form: FhirForm;
  readonly #clock: WallClock | undefined;
  readonly #columns: readonly (PreparedColumn | undefined)[];
  readonly #indexes: Readonly<Record<keyof typeof resourceTypes, CodeIndex>>;
  readonly #medicationColumns: readonly number[];
  readonly #medications = new Map<string, readonly number[]>();
  readonly #pending: PendingRequest[] = [];
  readonly #patients = new Patients();
  readonly #groups = new Map<string, PatientGroup>();
  readonly #account = new OpenAccount();

  constructor(form: FhirForm) {
    this.#form = form;
    this.#clock = form.zone === undefined ? undefined : toWallClock(form.zone);
    this.#columns = form.columns.map((column) =>
      isOfResource(column)
        ? { column, read: toColumnReader(column), pick: toPick(column) ?? 'only' }
        : undefined,
    );
    this.#indexes = {
      Observation: new CodeIndex(),
      Condition: new CodeIndex(),
      Procedure: new CodeIndex(),
      MedicationRequest: new CodeIndex(),
    };
    for (const [at, column] of form.columns.entries()) {
      if (isOfResource(column)) this.#indexes[typeOf[column.from]].add(at, column.codes);
    }
    this.#medicationColumns = form.columns.flatMap(({ from }, at) =>
      from === 'medication-request' ? [at] : [],
    );
  }

  /**
   * Takes a resource; `fullUrl` is that of its Bundle entry. Throws TableError `fhir-resource` where it is none, and
   * `fhir-bundle` where it is a Bundle; `line` (1-based) says where it stands.
   */
  add(resource: JsonObject, line: number, fullUrl?: string): void {
    const type = resource['resourceType'];
    if (typeof type !== 'string') {
      throw new TableError(
        'fhir-resource',
        line,
        'expected a resource of FHIR, got an object without resourceType',
      );
    }
    if (type === 'Bundle') {
      throw new TableError(
        'fhir-bundle',
        line,
        'expected a resource, got a Bundle inside; give it as a file of its own',
      );
    }
    if (type === 'Patient') return this.#addPatient(resource, fullUrl);
    if (type === 'Medication') this.#addMedication(resource, fullUrl);
    if (!isResourceType(type)) return this.#account.other(type);
    this.#account.read(type);
    if (type === 'MedicationRequest') return this.#addRequest(resource, fullUrl);
    this.#take(type, resource, this.#indexes[type].find(resource['code']), fullUrl);
  }

  /** Cells of every row in order, once; then the account of all that was read. Nothing may be added after it. */
  *rows(): Generator<readonly Cell[], FhirAccount> {
    this.#closeRequests();
    const groups = this.#toGroupsOfPatients();
    let rows = 0;
    let without = 0;
    for (const patient of this.#patients.all) {
      const group = groups.get(patient) ?? new PatientGroup();
      groups.delete(patient);
      const cells = toRowCells(this.#form, patient, group);
      if (cells.length === 0) without += 1;
      rows += cells.length;
      yield* cells;
      if (patient.fault === undefined) this.#account.use('Patient');
      else this.#account.refuse('Patient', toReason(patient.fault));
    }
    const account = this.#account.close(rows, without);
    mustHold(isBalanced(account), 'resources read are not those used, unused, left out and refused');
    return account;
  }

  #addPatient(patient: JsonObject, fullUrl: string | undefined): void {
    this.#account.read('Patient');
    const id = toText(patient['id']);
    const known: KnownPatient = {
      fullUrl,
      local: id === undefined ? undefined : `Patient/${id}`,
      cells: this.#form.columns.map((column) =>
        column.from === 'patient' || column.from === 'identifier'
          ? readPatientCell(patient, column, this.#clock)
          : undefined,
      ),
      fault: findPatientFault(patient),
    };
    const twin = this.#patients.add(known);
    if (twin === undefined) return;
    twin.fault = toFaultCell('patient-twice');
    known.fault = twin.fault;
  }

  #addMedication(medication: JsonObject, fullUrl: string | undefined): void {
    const columns = this.#indexes.MedicationRequest.find(medication['code']);
    const id = toText(medication['id']);
    if (fullUrl !== undefined) this.#medications.set(fullUrl, columns);
    if (id !== undefined) this.#medications.set(`Medication/${id}`, columns);
  }

  #addRequest(request: JsonObject, fullUrl: string | undefined): void {
    const type = 'MedicationRequest';
    const index = this.#indexes.MedicationRequest;
    const concept = request['medicationCodeableConcept'];
    const medication = toReferenceKey(request['medicationReference'], fullUrl);
    if (medication === undefined) return this.#take(type, request, index.find(concept), fullUrl);
    if (medication.startsWith('#')) {
      const contained = toObjects(request['contained']).find(({ id }) => id === medication.slice(1));
      return this.#take(type, request, index.find(contained?.['code']), fullUrl);
    }
    if (this.#medicationColumns.length === 0) return this.#account.leaveUnused(type);
    const { contained: _, text: __, dosageInstruction: ___, ...rest } = request;
    this.#pending.push({ request: rest, fullUrl, medication });
  }

  #closeRequests(): void {
    for (const { request, fullUrl, medication } of this.#pending) {
      const columns =
        this.#medications.get(medication) ?? this.#medications.get(toLocalKey(medication) ?? '');
      if (columns !== undefined) this.#take('MedicationRequest', request, columns, fullUrl);
      else this.#take('MedicationRequest', request, this.#medicationColumns, fullUrl, 'medication-not-found');
    }
    this.#pending.length = 0;
  }

  /** Enters a resource into the cells of its columns. `fault` is why none of them can be told. */
  #take(
    type: keyof typeof resourceTypes,
    resource: JsonObject,
    columns: readonly number[],
    fullUrl: string | undefined,
    fault?: 'medication-not-found',
  ): void {
    if (columns.length === 0) return this.#account.leaveUnused(type);
    const subject = this.#toSubject(resource, fullUrl);
    if (subject.kind !== 'patient') return this.#account[subject.kind](type, subject.reason);
    const at = readResourceDate(type, resource, this.#clock);
    let group: PatientGroup | undefined;
    let used = false;
    let refused: string | undefined;
    let leftOut = 'no value';
    for (const position of columns) {
      const prepared = this.#columns[position];
      if (prepared === undefined) continue;
      const { column, read, pick } = prepared;
      const row = this.#toRowKey(column, resource, at?.day, fullUrl);
      const standing = toStanding(resource, column);
      if (standing.kind === 'left-out') {
        leftOut = standing.reason;
        continue;
      }
      if (row === undefined) {
        refused ??= this.#form.row === 'date' ? 'no date for a row' : 'no encounter for a row';
        continue;
      }
      group ??= this.#toGroup(subject.key);
      if (standing.kind === 'refused' || fault !== undefined) {
        refused ??= fault ?? (standing.kind === 'refused' ? standing.reason : '');
        group
          .at(row, position)
          .refuse(standing.kind === 'refused' ? standing.cell : toFaultCell('medication-not-found'));
        continue;
      }
      if (standing.kind === 'doubtful') {
        leftOut = standing.reason;
        group.at(row, position).doubt(standing.cell);
        continue;
      }
      for (const candidate of read(resource, at, this.#clock)) {
        group.at(row, position).add(candidate, pick);
        used = true;
      }
    }
    if (used) group?.use(type);
    else if (refused !== undefined) this.#account.refuse(type, refused);
    else this.#account.leaveOut(type, leftOut);
  }

  #toSubject(
    resource: JsonObject,
    fullUrl: string | undefined,
  ):
    | { readonly kind: 'patient'; readonly key: string }
    | { readonly kind: 'leaveOut' | 'refuse'; readonly reason: string } {
    const key = toReferenceKey(resource['subject'], fullUrl);
    if (key === undefined) return { kind: 'refuse', reason: 'no reference to a patient' };
    // A contained patient has no identity outside its resource, so nobody knows which patients are the same.
    if (key.startsWith('#')) return { kind: 'refuse', reason: 'subject contained' };
    const local = toLocalKey(key);
    return local === undefined || local.startsWith('Patient/')
      ? { kind: 'patient', key }
      : { kind: 'leaveOut', reason: 'subject not a patient' };
  }

  /** `` for the patient as a whole; undefined where the resource does not say which row it belongs to. */
  #toRowKey(
    { scope }: ResourceColumn,
    resource: JsonObject,
    day: string | undefined,
    fullUrl: string | undefined,
  ): string | undefined {
    if (scope !== 'row') return '';
    if (this.#form.row === 'date') return day;
    return toReferenceKey(toObject(resource['encounter']), fullUrl);
  }

  #toGroup(key: string): PatientGroup {
    let group = this.#groups.get(key);
    if (group === undefined) this.#groups.set(key, (group = new PatientGroup()));
    return group;
  }

  /** Groups by whom their reference means; what belongs to nobody in the files is refused. */
  #toGroupsOfPatients(): Map<KnownPatient, PatientGroup> {
    const picks = this.#columns.map((prepared): Pick => prepared?.pick ?? 'only');
    const groups = new Map<KnownPatient, PatientGroup>();
    for (const [key, group] of this.#groups) {
      const patient = this.#patients.find(key);
      for (const [type, times] of group.used) {
        if (patient === undefined) this.#account.refuse(type, 'patient not in the file', times);
        else this.#account.use(type, times);
      }
      if (patient === undefined) continue;
      const other = groups.get(patient);
      if (other === undefined) groups.set(patient, group);
      else other.merge(group, picks);
    }
    this.#groups.clear();
    return groups;
  }
}

const resourceTypes = {
  Observation: true,
  Condition: true,
  Procedure: true,
  MedicationRequest: true,
} as const satisfies Partial<Record<MappedType, true>>;

function isResourceType(type: string): type is keyof typeof resourceTypes {
  return Object.hasOwn(resourceTypes, type);
}

function isOfResource(column: FhirColumn): column is ResourceColumn {
  return column.from !== 'patient' && column.from !== 'identifier' && column.from !== 'row';
}

function toReason(fault: Cell): string {
  return fault.text.slice(1).split(' ', 1)[0] ?? '';
}
