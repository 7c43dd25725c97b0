import '#core/orders/clean-draft.ts';
import 'ws';
import 'node:fs';

export const order = 'order';
