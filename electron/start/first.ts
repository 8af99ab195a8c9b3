/** Imported before anything else in each process of ours but the window's. */
import { forbidNetwork } from '#host/silence/forbid-network.ts';
import { completeOlderNode } from '#electron/start/older-node.ts';

completeOlderNode();
forbidNetwork();
