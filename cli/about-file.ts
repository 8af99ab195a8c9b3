import { FileError } from '#host/files/file-error.ts';

/** An error with the file that it speaks of, whose own message does not name it. */
export class AboutFile extends Error {
  override readonly name = 'AboutFile';
  readonly path: string;
  readonly error: Error;

  constructor(path: string, error: Error) {
    super(`${path}: ${error.message}`, { cause: error });
    this.path = path;
    this.error = error;
  }
}

/** Gives what `read` gives; its errors are thrown with the file's name. A FileError names its file itself. */
export async function aboutFile<Value>(path: string, read: () => Value | Promise<Value>): Promise<Value> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof FileError || error instanceof AboutFile || !hasCode(error)) throw error;
    throw new AboutFile(path, error);
  }
}

/** Errors with a code are refusals. Anything else is a mistake of the program and stays as it is. */
function hasCode(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Error && 'code' in error && typeof error.code === 'string';
}
