import type { Runner } from '#host/runner/open-runner.ts';

/** A model whose calls are counted. */
export interface MeteredModel {
  readonly model: Pick<Runner, 'predict'>;
  /** Of the calls that returned, in Wasmtime's units. The same for the same rows in the same calls. */
  readonly fuel: () => number;
}

/** Counts the fuel of every call from now on. */
export function meterFuel(model: Pick<Runner, 'predict'>): MeteredModel {
  let fuel = 0;
  return {
    model: {
      predict: async (...call) => {
        const prediction = await model.predict(...call);
        fuel += prediction.fuel;
        return prediction;
      },
    },
    fuel: () => fuel,
  };
}
