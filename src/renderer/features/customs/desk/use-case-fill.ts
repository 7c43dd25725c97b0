import { useState } from 'react';
import { client } from '#renderer/rpc/client.ts';
import { throwProblem } from '#renderer/ui/throw-problem.ts';
import { useAct } from '#renderer/ui/use-act.ts';
import type { Problem } from '#shared/contract/common.ts';
import type { CaseDetail } from '#shared/contract/customs-desk.ts';

/** Fields of one case that are filled in where they are asked for. */
export interface CaseFill {
  readonly typed: (field: string) => string;
  readonly type: (field: string, value: string) => void;
  readonly run: (field: string) => void;
  readonly isBusy: (field: string) => boolean;
  readonly problem: (field: string) => Problem | null;
  readonly clear: () => void;
  /** Typed into fields that are not asked for any more: somebody else filled them in, or the order is closed. */
  readonly left: readonly string[];
}

/** What is typed is kept beside the findings: each of them leaves as soon as somebody settles it. */
export function useCaseFill(found: CaseDetail): CaseFill {
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const [asked, setAsked] = useState('');
  const type = (field: string, value: string): void => setValues((before) => ({ ...before, [field]: value }));
  const fill = useAct(
    async ({ field, value }: { field: string; value: string }) => {
      const { orderId, version } = found;
      const { refused } = await client.customsDesk.fill({ orders: [{ orderId, version }], field, value });
      throwProblem(refused[0]?.problem ?? null);
    },
    { done: (_, { field }) => type(field, '') },
  );
  const isAsked = (field: string): boolean =>
    found.isOpen && found.findings.some((finding) => finding.place === 'case' && finding.field === field);
  return {
    typed: (field) => values[field] ?? '',
    type,
    run(field) {
      setAsked(field);
      fill.run({ field, value: values[field] ?? '' });
    },
    isBusy: (field) => fill.input?.field === field,
    problem: (field) => (asked === field ? fill.problem : null),
    clear: fill.clear,
    left: Object.keys(values).filter((field) => values[field] !== '' && fill.input?.field !== field && !isAsked(field)),
  };
}
