import { useTranslation } from 'react-i18next';
import type { PrintJobView } from '#renderer/ui/contract-types.ts';

/** What a person knows a label by: its number, else its order or wave, else its kind. */
export function usePrintName(): (job: PrintJobView) => string {
  const { t } = useTranslation();
  return (job) => job.trackingNumber ?? job.orderNumber ?? job.waveNumber ?? t(`printKind.${job.kind}`);
}
