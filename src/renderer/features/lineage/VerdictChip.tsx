import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Chip } from '#renderer/ui/Chip.tsx';
import type { Tone } from '#renderer/ui/Chip.tsx';
import type { Outputs } from '#renderer/ui/contract-types.ts';

type Verdict = Outputs['lineage']['list']['messages'][number]['verdict'];

const TONES: Partial<Record<Verdict, Tone>> = {
  applied: 'go',
  agreed: 'go',
  taken: 'accent',
  parked: 'stop',
  differs: 'stop',
  unpaid: 'warn',
};

/** What became of a message. */
export function VerdictChip({ verdict }: { readonly verdict: Verdict }): ReactNode {
  const { t } = useTranslation('lineage');
  return <Chip tone={TONES[verdict] ?? 'neutral'}>{t(`verdict.${verdict}`)}</Chip>;
}
