import { FuseV1Options, FuseVersion, flipFuses, getCurrentFuseWire } from '@electron/fuses';

/** How each fuse of Electron is burnt, and why: all that this wire has, none is left to a default (checklist 19, D41). */
export const fuses = [
  { fuse: 'RunAsNode', on: false, why: 'the program is no Node for whoever sets ELECTRON_RUN_AS_NODE' },
  {
    fuse: 'EnableCookieEncryption',
    on: true,
    why: 'nothing of a cookie store is in clear, should there ever be one',
  },
  { fuse: 'EnableNodeOptionsEnvironmentVariable', on: false, why: 'NODE_OPTIONS loads no code' },
  { fuse: 'EnableNodeCliInspectArguments', on: false, why: '--inspect and SIGUSR1 open no debugger' },
  {
    fuse: 'EnableEmbeddedAsarIntegrityValidation',
    on: true,
    why: 'an edited archive is not run (Windows, macOS)',
  },
  { fuse: 'OnlyLoadAppFromAsar', on: true, why: 'a folder beside the archive is not run in its place' },
  { fuse: 'LoadBrowserProcessSpecificV8Snapshot', on: false, why: 'there is no snapshot of our own' },
  { fuse: 'GrantFileProtocolExtraPrivileges', on: false, why: 'no page is a file' },
  { fuse: 'WasmTrapHandlers', on: false, why: 'models run in the engine; V8 keeps off its signals' },
] as const satisfies readonly {
  readonly fuse: keyof typeof FuseV1Options;
  readonly on: boolean;
  readonly why: string;
}[];

/** How many fuses the wire of a program has: older Electrons have fewer. */
export async function countFuses(executable: string): Promise<number> {
  const wire = await getCurrentFuseWire(executable);
  return Object.keys(wire).filter((key) => /^\d+$/.test(key)).length;
}

/** Burns the fuses of a program. Every fuse of its wire is set by the table, or this fails. */
export async function burnFuses(executable: string): Promise<void> {
  const count = await countFuses(executable);
  const burnt = fuses.filter(({ fuse }) => FuseV1Options[fuse] < count);
  const states = Object.fromEntries(burnt.map(({ fuse, on }) => [FuseV1Options[fuse], on]));
  await flipFuses(executable, {
    version: FuseVersion.V1,
    strictlyRequireAllFuses: true,
    resetAdHocDarwinSignature: process.platform === 'darwin',
    // safe: every fuse that the wire has; one that it has not would be refused
    ...(states as Record<FuseV1Options, boolean>),
  });
}
