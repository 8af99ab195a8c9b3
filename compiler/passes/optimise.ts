import type { Program } from '#compiler/ir/graph.ts';
import { fuseDistances } from '#compiler/passes/fuse-distances.ts';
import { fuseMaps } from '#compiler/passes/fuse-maps.ts';
import { removeReshapes } from '#compiler/passes/remove-reshapes.ts';
import { shareMaps } from '#compiler/passes/share-maps.ts';

/** A program that gives the same bits with less work. */
export type Pass = (program: Program) => Program;

/** In this order. What no output needs is left out by itself: code is made of what is needed only. */
export const passes: readonly Pass[] = [removeReshapes, shareMaps, fuseMaps, fuseDistances];

export function optimise(program: Program, by: readonly Pass[] = passes): Program {
  return by.reduce((current, pass) => pass(current), program);
}
