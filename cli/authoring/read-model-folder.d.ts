import type { ModelSources } from '#cli/authoring/make-bundle.ts';
/** Reads a model folder: model.json or model.json.gz, plan.json, manifest.json, card.json, … Throws FileError. */
export declare function readModelFolder(folder: string): ModelSources;
