/** What the process with the window would answer, where a test has none; undefined for calls that are the host's. */
export function toShellAnswer(
  name: string,
  args: Readonly<Record<string, unknown>>,
  copied: string[],
): Promise<unknown> | undefined {
  switch (name) {
    case 'copy':
      copied.push(String(args['text']));
      return ok(null);
    case 'copy-picture':
      copied.push(String(args['png']));
      return ok(null);
    case 'print':
      return ok({ printed: true });
    case 'print-pdf':
      return ok({ name: 'patient.pdf', folder: 'Documents' });
    case 'blocked-requests':
      return ok({ count: 0, last: [] });
    case 'language-set':
      return ok(null);
    case 'zoom':
      return ok({ percent: 100 });
    default:
      return undefined;
  }
}

function ok(value: unknown): Promise<unknown> {
  return Promise.resolve({ ok: true, value });
}
