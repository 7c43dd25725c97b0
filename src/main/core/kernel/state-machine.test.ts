import { describe, expect, it } from 'vitest';
import { createStateMachine } from '#core/kernel/state-machine.ts';

type Door = 'open' | 'closed' | 'locked';
type DoorEvent = 'push' | 'pull' | 'turn_key';

interface Hand {
  readonly holdsKey: boolean;
  readonly isStrong: boolean;
}

const door = createStateMachine<Door, DoorEvent, Hand>({
  name: 'door',
  states: ['open', 'closed', 'locked'],
  initial: 'closed',
  transitions: [
    { from: ['open'], on: 'push', to: 'closed' },
    { from: 'closed', on: 'pull', to: 'open' },
    { from: 'closed', on: 'turn_key', to: 'locked', guard: (hand) => (hand.holdsKey ? null : 'no_key') },
    { from: 'locked', on: 'pull', to: 'open', guard: (hand) => (hand.isStrong ? null : 'too_weak') },
    { from: 'locked', on: 'pull', to: 'closed', guard: (hand) => (hand.holdsKey ? null : 'no_key') },
  ],
});

const empty: Hand = { holdsKey: false, isStrong: false };

describe('createStateMachine', () => {
  it('follows the table', () => {
    expect(door.next('closed', 'pull', empty)).toEqual({ ok: true, state: 'open' });
    expect(door.next('open', 'push', empty)).toEqual({ ok: true, state: 'closed' });
    expect(door.eventsIn('closed')).toEqual(['pull', 'turn_key']);
  });

  it('says why a step is refused', () => {
    expect(door.next('open', 'turn_key', empty)).toEqual({ ok: false, code: 'no_transition' });
    expect(door.next('closed', 'turn_key', empty)).toEqual({ ok: false, code: 'no_key' });
  });

  it('tries rows of one event in order and gives the first reason when none agrees', () => {
    expect(door.next('locked', 'pull', { holdsKey: true, isStrong: true })).toEqual({ ok: true, state: 'open' });
    expect(door.next('locked', 'pull', { holdsKey: true, isStrong: false })).toEqual({ ok: true, state: 'closed' });
    expect(door.next('locked', 'pull', empty)).toEqual({ ok: false, code: 'too_weak' });
  });

  it('warns of states that no event leads to and works on', () => {
    const machine = createStateMachine<'a' | 'b' | 'island', 'go'>({
      name: 'm',
      states: ['a', 'b', 'island'],
      initial: 'a',
      transitions: [{ from: 'a', on: 'go', to: 'b' }],
    });
    expect(machine.warnings).toEqual(['m: no event leads to island']);
    expect(door.warnings).toEqual([]);
  });

  it.each([
    ['an initial state that is none of its states', { initial: 'x' }, 'initial state x'],
    ['a target that nobody defined', { transitions: [{ from: 'a', on: 'go', to: 'x' }] }, 'leads to unknown state x'],
    ['a start that nobody defined', { transitions: [{ from: 'x', on: 'go', to: 'a' }] }, 'starts in unknown state x'],
    [
      'a row behind an unguarded one',
      {
        transitions: [
          { from: 'a', on: 'go', to: 'b' },
          { from: 'a', on: 'go', to: 'a' },
        ],
      },
      'can never be reached',
    ],
  ])('refuses a table with %s', (_name, fault, message) => {
    const table = { name: 'm', states: ['a', 'b'], initial: 'a', transitions: [{ from: 'a', on: 'go', to: 'b' }] };
    expect(() => createStateMachine<string, string>({ ...table, ...fault })).toThrow(message);
  });
});
