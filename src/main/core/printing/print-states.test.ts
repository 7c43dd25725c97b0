import { describe, expect, it } from 'vitest';
import { PRINT_TRANSITIONS, isInDoubt, isWaiting, mayBecome, strongerProof } from '#core/printing/print-states.ts';
import { PrintState } from '#shared/contract/print-jobs.ts';

describe('the life of a print', () => {
  it('never leads back to the queue once a byte may have left', () => {
    const reached = new Set<string>();
    const visit = (state: (typeof PrintState.options)[number]): void => {
      for (const next of PRINT_TRANSITIONS[state]) {
        if (reached.has(next) || !mayBecome({ state, bytesSent: 1 }, next)) continue;
        reached.add(next);
        visit(next);
      }
    };
    visit('sending');
    expect([...reached].toSorted()).toEqual([
      'blocked',
      'interrupted',
      'printed',
      'printing',
      'sent',
      'superseded',
      'unconfirmed',
      'voided',
    ]);
  });

  it('ends a void or superseded print for good', () => {
    expect(PRINT_TRANSITIONS.voided).toEqual([]);
    expect(PRINT_TRANSITIONS.superseded).toEqual([]);
  });

  it('lets a doubtful print be settled by a person or a scan only', () => {
    for (const state of PrintState.options.filter(isInDoubt))
      expect(PRINT_TRANSITIONS[state]).toEqual(['printed', 'voided']);
  });

  it('takes a blocked print for waiting only while nothing of it has left', () => {
    expect(isWaiting({ state: 'blocked', bytesSent: 0 })).toBe(true);
    expect(isWaiting({ state: 'blocked', bytesSent: 120_000 })).toBe(false);
    expect(mayBecome({ state: 'blocked', bytesSent: 120_000 }, 'sending')).toBe(false);
    expect(mayBecome({ state: 'blocked', bytesSent: 0 }, 'sending')).toBe(true);
  });

  it('only ever raises the proof of a print', () => {
    expect(strongerProof('inferred', 'scanned')).toBe('scanned');
    expect(strongerProof('scanned', 'operator')).toBe('scanned');
    expect(strongerProof('none', 'handed_to_system')).toBe('handed_to_system');
  });
});
