import { useStatusPart } from '#renderer/ui/use-status-part.ts';

const RANK = { operator: 1, lead: 2, admin: 3 } as const;

/** Whether the signed-in person has at least this role. Decides what is offered; the backend decides what is allowed. */
export function useHasRole(role: keyof typeof RANK): boolean {
  const own = useStatusPart(({ operator }) => operator?.role);
  return own ? RANK[own] >= RANK[role] : false;
}
