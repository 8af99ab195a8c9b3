/** Every layer that can be taken from the process of a model or a workbook, as `confinementLayers()` of the addon gives them. */
export const layerNames = [
  'core-dumps',
  'privileges',
  'files',
  'system-calls',
  'processes',
  'memory',
] as const;
export type LayerName = (typeof layerNames)[number];

/** Whether a layer is in force in such a process; `detail` says for people by what, or why not. */
export interface LayerState {
  readonly name: string;
  readonly inForce: boolean;
  readonly detail: string;
}

/**
 * The layers without which no model runs and no workbook is read, where no policy says otherwise. On Linux `files` (landlock) is reported but not
 * needed: a kernel may lack it, and `system-calls` (seccomp) opens no file either. Elsewhere nothing is needed, since nothing
 * was verified there.
 */
export function defaultNeededLayers(platform: NodeJS.Platform): readonly LayerName[] {
  return platform === 'linux' ? ['core-dumps', 'privileges', 'system-calls', 'memory'] : [];
}

/** As the log has it (docs/formats/log.md). */
export function toLoggedConfinement(states: readonly LayerState[]): Record<string, boolean> {
  return Object.fromEntries(states.map(({ name, inForce }) => [name, inForce]));
}

/** The needed layers that are not in force, each with the reason. */
export function checkConfinement(
  states: readonly LayerState[],
  needed: readonly LayerName[],
): readonly string[] {
  return needed.flatMap((name) => {
    const state = states.find((one) => one.name === name);
    if (state?.inForce === true) return [];
    return [`${name} (${state?.detail ?? 'unknown to this system'})`];
  });
}
