import { z } from 'zod';
import { Profile } from '#core/mapping/profile.ts';

/**
 * The published JSON Schema (draft 2020-12) of a profile, format 1. What ties fields together (titles that the header
 * has, codes that are not missing too) stands in docs/formats/profile.md alone.
 */
export function toProfileSchema(): object {
  const { $schema, ...rest } = z.toJSONSchema(Profile, { target: 'draft-2020-12', reused: 'inline' });
  return {
    $schema,
    $id: 'urn:visite:schema:profile:1',
    title: 'Visite profile of an export, format 1',
    ...rest,
  };
}
