import type { Act } from '#main/usecases/actor.ts';

/** What the demo store does by itself. */
export const DEMO_ACT: Act = { actor: { kind: 'system', id: 'demo', name: 'Demo' }, source: 'demo', traceId: 'demo' };
