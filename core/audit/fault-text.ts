import type { LogFault } from '#core/audit/check-log.ts';

/** What a fault of a log means, in one English clause for whoever looks after it. */
export function toFaultText(fault: LogFault): string {
  return texts[fault];
}

const texts: Readonly<Record<LogFault, string>> = {
  'entry-missing': 'it is not there',
  'entry-extra': 'a row was put in before it',
  'entry-unreadable': 'the file is damaged at its place',
  'leaf-hash': 'its text or its hash was changed',
  'entry-mac': 'it was changed, moved or put in by somebody without the site key',
  key: 'this key is not the one the log was begun with, or the whole log was written anew',
  'leaf-form': 'it is no entry of this format',
  'leaf-index': 'it was written for another place',
  'leaf-order': 'a log begins once, with its first entry',
  'sealed-missing': 'its sealed content is gone',
  'sealed-extra': 'sealed content was put in that no entry speaks of',
  'sealed-kept': 'it says that sealed content was deleted which is still there',
  'sealed-unreadable': 'the file is damaged at its sealed content',
  'sealed-changed': 'its sealed content was changed',
  'head-missing': 'the head that closes these entries is gone',
  'head-extra': 'a head was put in or moved',
  'head-unreadable': 'the file is damaged at the head that closes these entries',
  'head-root': 'the root over these entries is not theirs',
  'head-peaks': 'the subtrees noted for these entries are not theirs',
  'head-mac': 'the head that closes these entries was not written with the site key',
  truncated: 'the log once had these entries, and they are gone',
  'other-history': 'these are not the entries that the expected head was made over',
  schema: 'the entries are sound, but the tables or triggers that protect them were changed',
};
