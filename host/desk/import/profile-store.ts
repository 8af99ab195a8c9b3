import { join } from 'node:path';
import { parseProfile, ProfileError } from '#core/mapping/parse-profile.ts';
import type { Profile } from '#core/mapping/profile.ts';
import { FileError } from '#host/files/file-error.ts';
import { listFiles } from '#host/files/list-files.ts';
import { makeFolder } from '#host/files/make-folder.ts';
import { readWhole } from '#host/files/read-whole.ts';
import { writeWhole } from '#host/files/write-whole.ts';
import { toProfileBytes } from '#host/import/profile-text.ts';

const maxProfiles = 4096;
const maxProfileBytes = 1024 * 1024;
const ending = '.profile.json';

export interface StoredProfile {
  readonly path: string;
  readonly profile: Profile;
}

/** The profiles of a data folder; those that cannot be read are left out. They hold titles and codes, no patient's value. */
export function listProfiles(dataFolder: string): readonly StoredProfile[] {
  return listPaths(dataFolder).flatMap((path) => {
    try {
      return [{ path, profile: parseProfile(readWhole(path, maxProfileBytes)) }];
    } catch (error) {
      if (error instanceof ProfileError || error instanceof FileError) return [];
      throw error;
    }
  });
}

/** Keeps a profile as the next version of those with its name, and gives it. @throws FileError */
export function saveProfile(dataFolder: string, profile: Profile): Profile {
  const versions = listProfiles(dataFolder)
    .filter((stored) => stored.profile.name === profile.name)
    .map((stored) => stored.profile.version ?? 1);
  const version = Math.max(0, ...versions) + 1;
  const next = { ...profile, version };
  makeFolder(toFolder(dataFolder));
  const path = join(toFolder(dataFolder), `${toFileName(profile.name)}-${version}${ending}`);
  writeWhole(path, toProfileBytes(next).bytes, { overwrite: false });
  return next;
}

function toFolder(dataFolder: string): string {
  return join(dataFolder, 'profiles');
}

function listPaths(dataFolder: string): readonly string[] {
  try {
    return listFiles(toFolder(dataFolder), ending, maxProfiles);
  } catch (error) {
    if (error instanceof FileError && error.code === 'input-not-found') return [];
    throw error;
  }
}

/** A name that every file system takes; two names with the same one have different digests at their end. */
function toFileName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 48)
    .toLowerCase();
  let hash = 0;
  for (const character of name) hash = (Math.imul(hash, 31) + (character.codePointAt(0) ?? 0)) >>> 0;
  return `${plain || 'profile'}-${hash.toString(16)}`;
}
