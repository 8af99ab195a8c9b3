import { fileURLToPath } from 'node:url';

/** The Python with the packages of test/requirements.txt. */
export function testPython(): string {
  const inFolder = process.platform === 'win32' ? '.venv/Scripts/python.exe' : '.venv/bin/python';
  return (
    process.env['VISITE_TEST_PYTHON'] ?? fileURLToPath(new URL(`../../../../${inFolder}`, import.meta.url))
  );
}
