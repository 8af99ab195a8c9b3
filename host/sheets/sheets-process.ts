import type { OpenWorkbook, WorkbookRows } from '#native/index.d.ts';
import { loadAddon } from '#native/load.ts';
import { forbidNetwork } from '#host/silence/forbid-network.ts';
import { memoryExitCode, type FromSheets, type ToSheets } from '#host/sheets/messages.ts';

/**
 * The process that reads one workbook: gets its bytes, gives facts and rows. It is started with an empty environment, confines
 * itself before it gets bytes, is killed by its parent at any deadline, and ends itself at its cap of memory.
 */
const addon = loadAddon();
let chunks: Uint8Array[] = [];
let workbook: OpenWorkbook | undefined;
let rows: WorkbookRows | undefined;

/** How often memory is looked at, beside before every answer; reading runs on other threads meanwhile. */
const watchMs = 20;
let maxMemoryBytes = Infinity;

forbidNetwork();

process.on('message', (message: ToSheets) => {
  if (message.kind === 'start') start(message.maxMemoryBytes);
  else if (message.kind === 'bytes') chunks.push(message.bytes);
  else {
    void answer(message).then((reply) => {
      checkMemory();
      process.send?.(reply);
    });
  }
});
process.on('disconnect', () => process.exit(0));
// Ctrl+C on a terminal reaches this process too; its parent decides what ends
for (const name of ['SIGINT', 'SIGHUP', 'SIGTERM'] as const) process.on(name, () => {});

async function answer(message: Exclude<ToSheets, { kind: 'start' | 'bytes' }>): Promise<FromSheets> {
  try {
    switch (message.kind) {
      case 'open':
        return await open();
      case 'sheet':
        rows = await opened().rows(message.index);
        return { kind: 'sheet', mergedRegions: rows.mergedRegions };
      case 'next': {
        if (rows === undefined) throw new Error('a row is asked for before a sheet');
        return { kind: 'batch', batch: (await rows.next(message.cells)) ?? undefined };
      }
      default:
        throw message satisfies never;
    }
  } catch (error) {
    return { kind: 'failed', ...toCodeAndMessage(error) };
  }
}

async function open(): Promise<FromSheets> {
  const bytes = Buffer.concat(chunks);
  chunks = [];
  workbook = await addon.openWorkbook(bytes);
  const { format, sheets, epoch1904, externalLinks, hasMacros } = workbook;
  // The addon gives no other words than these.
  const facts = { format, sheets, epoch1904, externalLinks, hasMacros } as Extract<
    FromSheets,
    { kind: 'opened' }
  >['facts'];
  return { kind: 'opened', facts };
}

function opened(): OpenWorkbook {
  if (workbook === undefined) throw new Error('a sheet is asked for before the workbook is open');
  return workbook;
}

/** Beyond the cap, what may be taken between two looks; then the system ends the process. */
const memorySlackBytes = 1024 * 1024 * 1024;

function start(maxBytes: number): void {
  if (process.memoryUsage.rss() > maxBytes) process.exit(memoryExitCode);
  // From now on no file says how much is resident now; the system says how much ever was. On Linux that begins with what
  // the parent had when it forked.
  maxMemoryBytes = Math.max(maxBytes, mostResidentBytes());
  setInterval(checkMemory, watchMs);
  const confinement = addon.confineProcess(maxBytes + memorySlackBytes);
  process.send?.({ kind: 'ready', confinement } satisfies FromSheets);
}

function checkMemory(): void {
  if (mostResidentBytes() > maxMemoryBytes) process.exit(memoryExitCode);
}

function mostResidentBytes(): number {
  return process.resourceUsage().maxRSS * 1024;
}

function toCodeAndMessage(error: unknown): { code: string; message: string } {
  if (!(error instanceof Error)) return { code: 'internal', message: String(error) };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : 'internal';
  return { code, message: error.message };
}
