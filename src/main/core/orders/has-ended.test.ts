import { expect, it } from 'vitest';
import { hasEnded } from '#core/orders/has-ended.ts';
import { FulfilmentState } from '#shared/model/order.ts';

it('orders have ended once all of them left or they were called off; a part that left ends nothing', () => {
  expect(FulfilmentState.options.filter(hasEnded)).toEqual(['shipped', 'delivered', 'completed', 'cancelled']);
});
