/** Texts longer than this are seldom met again, and may be parts of a longer text that a table would keep alive. */
const longest = 12;

/**
 * The same function of a text, with its answers for short texts remembered, up to `most` of them: columns of records hold
 * few different texts. `answer` depends on nothing but the text and changes nothing.
 */
export function toRemembered<T>(answer: (text: string) => T, most: number): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const given = answer(text);
    if (text.length <= longest && known.size < most) known.set(text, given);
    return given;
  };
}
