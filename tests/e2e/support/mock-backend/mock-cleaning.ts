import { implement } from '@orpc/server';
import { contract } from '#shared/contract/index.ts';

const os = implement(contract);

/** Flags and what rules did; the rules themselves are looked at with the real backend. */
export const mockCleaning = {
  cleaning: {
    flags: os.cleaning.flags.handler(() => ({ flags: [{ flag: 'urgent', tone: 'stop' as const, isLoud: true }] })),
    ofOrder: os.cleaning.ofOrder.handler(() => ({ changes: [] })),
  },
};
