/** Imported before anything else in each process of ours but the window's. */
import { completeOlderNode } from '#electron/start/older-node.ts';
import { guardNetwork } from '#electron/start/network-guard.ts';

completeOlderNode();
guardNetwork();
