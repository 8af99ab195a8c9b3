import type { Bridge } from '#core/contract/bridge.ts';

declare global {
  interface Window {
    /** What the preload script gives the page. */
    readonly visite: Bridge;
  }
}
