import assert from 'node:assert/strict';
import { TrustError, type TrustErrorCode } from '#host/trust/trust-error.ts';

/** The action is refused with this code, and with a message that says what was expected. */
export function assertRefused(action: () => unknown, code: TrustErrorCode, reason: string): void {
  assert.throws(
    action,
    (error: unknown) => {
      assert.ok(error instanceof TrustError, `${reason}: ${String(error)}`);
      assert.equal(error.code, code, `${reason}: ${error.message}`);
      assert.match(error.message, /expected/, reason);
      return true;
    },
    `${reason}: accepted`,
  );
}
