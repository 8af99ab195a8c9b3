import type { Problem } from '#core/table/problem.ts';

/** A whole file refused before any of its rows was scored, with every problem found. */
export class InputRefused extends Error {
  override readonly name = 'InputRefused';
  readonly code: Problem['code'];
  readonly problems: readonly Problem[];

  constructor(path: string, problems: readonly [Problem, ...Problem[]]) {
    super(`${path}: ${problems.map(toText).join('\n  ')}`);
    this.code = problems[0].code;
    this.problems = problems;
  }
}

function toText({ code, line, column, message }: Problem): string {
  const where = [
    ...(line > 0 ? [`line ${line}`] : []),
    ...(column === undefined ? [] : [`column ${column}`]),
  ];
  return `${code}: ${where.length > 0 ? `${where.join(', ')}: ` : ''}${message}`;
}
