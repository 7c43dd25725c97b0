import { hash } from 'node:crypto';
import type { Sha256Hex } from '#core/kernel/event-chain.ts';

/** The native SHA-256 for chains: about 1 us for an event of 500 bytes. */
export const sha256Hex: Sha256Hex = (text) => hash('sha256', text, 'hex');
