/** The process that reads one workbook. */
import '#electron/start/first.ts';
import '#electron/runner/prepare.ts';
import '#host/sheets/sheets-process.ts';
