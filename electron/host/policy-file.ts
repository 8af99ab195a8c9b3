import { join } from 'node:path';

/** Where the policy file of the machine stands: where only its administrators write (docs/policy.md). */
export function policyFile(env: NodeJS.ProcessEnv = process.env, platform = process.platform): string {
  switch (platform) {
    case 'win32':
      return join(env['ProgramData'] ?? 'C:\\ProgramData', 'Visite', 'policy.json');
    case 'darwin':
      return '/Library/Application Support/Visite/policy.json';
    default:
      return '/etc/visite/policy.json';
  }
}
