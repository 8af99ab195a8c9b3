import type { BrowserContext, Page } from '@playwright/test';
import { origin, serveRenderer } from '#test/e2e/renderer/serve-renderer.ts';

/** What answers the calls of the page. */
export interface Answering {
  readonly answer: (name: string, args: Readonly<Record<string, unknown>>) => Promise<unknown>;
}

export interface OpenPage {
  readonly page: Page;
  /** What the page said went wrong: errors of scripts, and what its policy refused. */
  readonly faults: readonly string[];
  /** Tells the page an event, as the host does. */
  readonly tell: (name: string, event: unknown) => Promise<void>;
}

/** The built renderer in a browser, with a desk behind `window.visite`. */
export async function openPage(context: BrowserContext, desk: Answering): Promise<OpenPage> {
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text());
  });
  await serveRenderer(page);
  await page.exposeFunction('answerCall', (name: string, args: Record<string, unknown>) =>
    desk.answer(name, args),
  );
  await page.addInitScript(() => {
    const listeners = new Map<string, Set<(event: unknown) => void>>();
    const on = (name: string, listener: (event: unknown) => void): (() => void) => {
      const known = listeners.get(name) ?? new Set();
      listeners.set(name, known.add(listener));
      return () => known.delete(listener);
    };
    // the page's own globals, which this file's types do not know
    const own = globalThis as unknown as Record<string, unknown>;
    own['tellEvent'] = (name: string, event: unknown) => {
      for (const listener of listeners.get(name) ?? []) listener(event);
    };
    own['visite'] = {
      call: (name: string, args: unknown) =>
        (own['answerCall'] as (name: string, args: unknown) => Promise<unknown>)(name, args),
      on,
      registerFiles: () => Promise.resolve([]),
    };
  });
  await page.goto(origin);
  return {
    page,
    faults,
    tell: (name, event) =>
      page.evaluate(
        ([of, what]) =>
          (globalThis as unknown as { tellEvent: (name: unknown, event: unknown) => void }).tellEvent(
            of,
            what,
          ),
        [name, event] as const,
      ),
  };
}
