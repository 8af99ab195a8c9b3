/** How long sealed content is kept at least: NEN 7513 asks for five years, article 19 of the EU's AI Act for six months. */
export const leastYears = 5;

/** Whether what was written before `before` may be deleted at `at`: both UTC, ISO. */
export function isOldEnough(before: string, at: string): boolean {
  const latest = new Date(at);
  latest.setUTCFullYear(latest.getUTCFullYear() - leastYears);
  return Date.parse(before) <= latest.getTime();
}
