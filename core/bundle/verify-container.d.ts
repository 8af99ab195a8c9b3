import { type Entry } from '#core/bundle/zip-records.ts';
/** What a container may take, in bytes of the file, bytes of all files inflated, and number of files. */
export interface ContainerLimits {
    readonly fileBytes: number;
    readonly inflatedBytes: number;
    readonly entries: number;
}
export declare const defaultContainerLimits: ContainerLimits;
/** An entry of the directory, with the name it spells. */
export interface NamedEntry extends Entry {
    readonly text: string;
}
/** Refuses by the first and last bytes what is too large, no zip, or cut off. */
export declare function verifyFrame(bytes: Uint8Array, limits: ContainerLimits): void;
export declare function verifyEntryCount(count: number, limits: ContainerLimits): void;
export declare function verifyEntryNames(entries: readonly NamedEntry[]): void;
/** Declared sizes; inflating never goes beyond them. */
export declare function verifyDeclaredSizes(entries: readonly NamedEntry[], limits: ContainerLimits): void;
