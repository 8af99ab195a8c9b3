import { copyFileSync } from 'node:fs';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';

/**
 * A copy of a closed log as somebody with every right to the file leaves it: constraints ignored, triggers taken away
 * for the edit and put back. SQLite here is Node's own, not the addon's.
 */
export function makeEditedLog(path: string, edit: (log: LogEditor) => void): string {
  const copy = `${path}.edited`;
  copyFileSync(path, copy);
  const database = new DatabaseSync(copy);
  database.exec(
    'PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA ignore_check_constraints = ON; BEGIN',
  );
  const triggers = database.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").all();
  for (const { name } of triggers) database.exec(`DROP TRIGGER ${String(name)}`);
  edit(new LogEditor(database));
  for (const { sql } of triggers) database.exec(String(sql));
  database.exec('COMMIT');
  database.close();
  return copy;
}

const places = { entry: 'idx', sealed: 'idx', head: 'number' } as const;
export type Table = keyof typeof places;

export class LogEditor {
  readonly database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.database = database;
  }

  run(sql: string, ...values: SQLInputValue[]): void {
    this.database.prepare(sql).run(...values);
  }

  bytes(table: Table, column: string, at: number): Uint8Array {
    const row = this.database
      .prepare(`SELECT ${column} AS value FROM ${table} WHERE ${places[table]} = ?`)
      .get(at);
    if (!(row?.['value'] instanceof Uint8Array)) throw new Error(`no bytes in ${table}.${column} at ${at}`);
    return row['value'];
  }

  set(table: Table, column: string, at: number, value: SQLInputValue): void {
    this.run(`UPDATE ${table} SET ${column} = ? WHERE ${places[table]} = ?`, value, at);
  }

  /** One bit in the middle of the bytes. */
  flip(table: Table, column: string, at: number): void {
    const bytes = Uint8Array.from(this.bytes(table, column, at));
    const middle = bytes.length >> 1;
    bytes[middle] = (bytes[middle] ?? 0) ^ 1;
    this.set(table, column, at, bytes);
  }

  remove(table: Table, at: number): void {
    this.run(`DELETE FROM ${table} WHERE ${places[table]} = ?`, at);
  }

  /** Gives every row from `at` the place after its own, or before it. */
  shift(table: Table, at: number, by: 1 | -1): void {
    const place = places[table];
    this.run(`UPDATE ${table} SET ${place} = -${place} - 1000 WHERE ${place} >= ?`, at);
    this.run(`UPDATE ${table} SET ${place} = -(${place} + 1000) + ? WHERE ${place} <= -1000`, by);
  }

  swap(table: Table, first: number, second: number): void {
    const place = places[table];
    this.run(`UPDATE ${table} SET ${place} = -1000 WHERE ${place} = ?`, first);
    this.run(`UPDATE ${table} SET ${place} = ? WHERE ${place} = ?`, first, second);
    this.run(`UPDATE ${table} SET ${place} = ? WHERE ${place} = -1000`, second);
  }
}
