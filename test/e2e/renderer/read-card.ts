import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Card } from '#core/bundle/card.ts';
import { repository } from '#scripts/run-steps.ts';

/** The card of the demonstration's first model: made-up models have no card of their own. */
export function readCard(): Card {
  return Card.parse(
    JSON.parse(readFileSync(join(repository, 'assets/models/colon-adjuvant/card.json'), 'utf8')),
  );
}
