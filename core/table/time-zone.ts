import { z } from 'zod';

/** IANA name of a time zone, such as `Europe/Amsterdam`. */
export const TimeZone = z.string().refine(isTimeZone, 'is no time zone of the IANA database');

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
