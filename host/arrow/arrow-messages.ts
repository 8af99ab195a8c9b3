import { Message } from 'apache-arrow/fb/message';
import { ByteBuffer } from 'flatbuffers';
import { damaged, verify } from '#core/columnar/damaged.ts';
import { TableError } from '#core/table/table-error.ts';
import type { HashedFile } from '#host/files/hashed-file.ts';

/** A message of the IPC format and where its body lies in the file. */
export interface ArrowMessage {
  readonly message: Message;
  readonly bodyStart: number;
  readonly bodyEnd: number;
}

/** Most bytes of a description and of a body: a batch is in memory whole. */
const maxMetadataBytes = 4 * 1024 * 1024;
export const maxBodyBytes = 512 * 1024 * 1024;

/**
 * The messages of an IPC file or stream in their order (https://arrow.apache.org/docs/format/Columnar.html).
 * Throws TableError.
 */
export async function* readMessages(file: HashedFile): AsyncGenerator<ArrowMessage> {
  const isFile = await checkStart(file);
  let at = isFile ? 8 : 0;
  const end = isFile ? file.size - 6 : file.size;
  for (;;) {
    // A stream may end without saying so; a file may not.
    if (at === end && !isFile) return;
    verify(at + 8 <= end, 'it ends within a message');
    const head = new DataView((await file.read(at, at + 8)).buffer);
    verify(head.getUint32(0, true) === 0xffff_ffff, 'the start of a message');
    const length = head.getUint32(4, true);
    if (length === 0) return;
    const start = at + 8;
    verify(start + length <= end, 'it ends within a message');
    checkLimit(length <= maxMetadataBytes, `a description of at most ${maxMetadataBytes} bytes`);
    const message = parse(await file.read(start, start + length));
    const bodyLength = Number(message.bodyLength());
    const bodyStart = start + length;
    verify(bodyLength >= 0 && bodyStart + bodyLength <= end, 'it ends within a message');
    checkLimit(
      bodyLength <= maxBodyBytes,
      `batches of at most ${maxBodyBytes} bytes; write them with fewer rows each`,
    );
    yield { message, bodyStart, bodyEnd: bodyStart + bodyLength };
    at = bodyStart + bodyLength;
  }
}

/** Whether it is a file, which begins and ends with its name; a stream begins with a message. */
async function checkStart(file: HashedFile): Promise<boolean> {
  const start = await file.read(0, Math.min(8, file.size));
  if (start.length === 8 && String.fromCharCode(...start.subarray(0, 6)) === 'ARROW1') {
    const end = await file.read(Math.max(file.size - 6, 8), file.size);
    verify(String.fromCharCode(...end) === 'ARROW1', 'its end is missing');
    return true;
  }
  if (start.length === 8 && start.subarray(0, 4).every((byte) => byte === 0xff)) return false;
  throw new TableError(
    'file-kind',
    0,
    'expected an Arrow file or stream, or Feather of version 2, got another file, or one of before Arrow 0.15',
  );
}

function parse(bytes: Uint8Array): Message {
  try {
    return Message.getRootAsMessage(new ByteBuffer(bytes));
  } catch {
    throw damaged('the description of a message');
  }
}

export function checkLimit(within: boolean, expected: string): void {
  if (!within) throw new TableError('file-limits', 0, `expected ${expected}, got more`);
}
