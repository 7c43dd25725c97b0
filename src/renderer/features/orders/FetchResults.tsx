import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { Chip } from '#renderer/ui/Chip.tsx';
import { useProblemText } from '#renderer/ui/use-problem-text.ts';
import type { FetchedNumber } from '#shared/contract/orders.ts';
import type { Problem } from '#shared/contract/common.ts';

const TONES = { applied: 'go', unchanged: 'neutral', unknown: 'warn', failed: 'stop', parked: 'warn' } as const;

/** What became of each number; an order that is here now opens with a click. */
export function FetchResults({ results }: { readonly results: readonly FetchedNumber[] }): ReactNode {
  const { t } = useTranslation('orders');
  if (results.length === 0) return null;
  return (
    <table className="plain-table" aria-label={t('fetch.results')}>
      <tbody>
        {results.map(({ number, outcome, orderId, problem }) => (
          <tr key={number}>
            <td className="mono">{orderId ? <Link href={`/orders/${orderId}`}>{number}</Link> : number}</td>
            <td>
              <Chip tone={TONES[outcome]}>{t(`fetch.outcome.${outcome}`)}</Chip> {problem && <Why problem={problem} />}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The trouble in words, and the platform's own where it said any. */
function Why({ problem }: { readonly problem: Problem }): ReactNode {
  const { title } = useProblemText()(problem);
  const said = [problem.data['vendorCode'], problem.data['vendorText']].filter(Boolean).join(' ');
  return (
    <span className="stack-tight">
      <span>{title}</span>
      {said !== '' && <span className="muted">{said}</span>}
    </span>
  );
}
