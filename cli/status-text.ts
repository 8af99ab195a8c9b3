/** A manifest's status in words. */
export function toStatus(status: 'research-and-demonstration' | 'clinical-use'): string {
  return status === 'clinical-use' ? 'clinical use' : 'for research and demonstration';
}
