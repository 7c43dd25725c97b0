import { describe, expect, it } from 'vitest';
import { AFTER_SALES_MACHINE, FULFILMENT_MACHINE, PAYMENT_MACHINE, mayMove } from '#core/orders/transitions.ts';

describe('order states', () => {
  it('reach every state from the initial one', () => {
    expect([PAYMENT_MACHINE, FULFILMENT_MACHINE, AFTER_SALES_MACHINE].flatMap((machine) => machine.warnings)).toEqual(
      [],
    );
  });

  it('never go from received straight to labelled', () => {
    expect(mayMove(FULFILMENT_MACHINE, 'received', 'labelled')).toBe(false);
  });

  it('let a platform cancel from everywhere and stay cancelled under our own steps', () => {
    expect(FULFILMENT_MACHINE.states.filter((state) => !mayMove(FULFILMENT_MACHINE, state, 'cancelled'))).toEqual([]);
    expect(mayMove(FULFILMENT_MACHINE, 'cancelled', 'packing')).toBe(false);
  });

  it('treat staying as allowed', () => {
    expect(mayMove(PAYMENT_MACHINE, 'voided', 'voided')).toBe(true);
  });
});
