/** Names of the four channels between a window and its process; nothing else is listened to. */
export const channels = {
  call: 'visite:call',
  event: 'visite:event',
  files: 'visite:files',
  /** What the page's own policy refused, so that it is counted too. */
  refused: 'visite:refused',
} as const;
