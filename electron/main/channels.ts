/** Names of the three channels between a window and its process; nothing else is listened to. */
export const channels = { call: 'visite:call', event: 'visite:event', files: 'visite:files' } as const;
