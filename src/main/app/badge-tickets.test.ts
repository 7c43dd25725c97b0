import { expect, it } from 'vitest';
import { BadgeTickets } from '#main/app/badge-tickets.ts';

it('gives a badge out once, to whoever holds its ticket, and only for a moment', () => {
  let nowMs = 1_000;
  const tickets = new BadgeTickets({ nowMs: () => nowMs });
  const ticket = tickets.issue('SECRET');
  expect(ticket).not.toContain('SECRET');
  expect(tickets.redeem('another')).toBeNull();
  expect(tickets.redeem(ticket)).toBe('SECRET');
  expect(tickets.redeem(ticket)).toBeNull();
  const late = tickets.issue('SECRET');
  nowMs += 10_000;
  expect(tickets.redeem(late)).toBeNull();
});
