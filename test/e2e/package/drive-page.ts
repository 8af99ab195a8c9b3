/** A page that is driven through the debugging port of an installed package for tests: its code is evaluated, no more. */
export interface DrivenPage {
  /** Gives what the expression, or its promise, gives. */
  evaluate<Value>(expression: string): Promise<Value>;
}

interface Answer {
  readonly id?: number;
  readonly result?: {
    readonly result?: { readonly value?: unknown };
    readonly exceptionDetails?: { readonly text: string };
  };
}

/** Takes hold of our page behind a debugging port of this machine. @param address what its address begins with */
export async function drivePage(port: string, address = 'visite://app/'): Promise<DrivenPage> {
  const socket = new WebSocket(await findPage(port, address));
  const waiting = new Map<number, (answer: Answer) => void>();
  let next = 1;
  socket.addEventListener('message', ({ data }) => {
    // safe: the protocol of the debugger
    const answer = JSON.parse(String(data)) as Answer;
    if (answer.id !== undefined) waiting.get(answer.id)?.(answer);
  });
  await new Promise((opened, failed) => {
    socket.addEventListener('open', opened);
    socket.addEventListener('error', failed);
  });
  return {
    evaluate: async <Value>(expression: string) => {
      const id = next++;
      const answered = new Promise<Answer>((done) => waiting.set(id, done));
      const params = {
        expression,
        awaitPromise: true,
        returnByValue: true,
        // the page's policy holds for what is evaluated too
        allowUnsafeEvalBlockedByCSP: false,
      };
      socket.send(JSON.stringify({ id, method: 'Runtime.evaluate', params }));
      const { result } = await answered;
      if (result?.exceptionDetails !== undefined) throw new Error(result.exceptionDetails.text);
      // safe: whoever asks knows what is given
      return result?.result?.value as Value;
    },
  };
}

async function findPage(port: string, address: string): Promise<string> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const pages = (await (await fetch(`http://127.0.0.1:${port}/json`)).json()) as readonly {
      readonly url: string;
      readonly webSocketDebuggerUrl: string;
    }[];
    const page = pages.find(({ url }) => url.startsWith(address));
    if (page !== undefined) return page.webSocketDebuggerUrl;
    await new Promise((later) => setTimeout(later, 200));
  }
  throw new Error('the program shows no page');
}
