import { z } from 'zod';
import { Policy } from '#core/contract/policy.ts';

/** The published JSON Schema (draft 2020-12) of a machine's policy file, format 1. */
export function toPolicySchema(): object {
  const { $schema, ...rest } = z.toJSONSchema(Policy, { target: 'draft-2020-12', reused: 'inline' });
  return {
    $schema,
    $id: 'urn:visite:schema:policy:1',
    title: 'Visite policy of a machine, format 1',
    ...rest,
  };
}
