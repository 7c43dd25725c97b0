import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '#renderer/rpc/client.ts';
import type { PrintJobView } from '#renderer/ui/contract-types.ts';
import { ReasonDialog } from '#renderer/ui/ReasonDialog.tsx';
import { useAct } from '#renderer/ui/use-act.ts';

/** Printing again on purpose: always with a reason, and the earlier label is void from then on. */
export function ReprintDialog({
  job,
  onClose,
}: {
  readonly job: PrintJobView | null;
  readonly onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const reprint = useAct(
    (reason: string) => (job ? client.printing.reprint({ id: job.id, reason }) : Promise.resolve(null)),
    {
      toast: t('reprint.done'),
      done: onClose,
    },
  );
  return (
    <ReasonDialog
      open={job !== null}
      title={t('reprint.title', { number: job?.trackingNumber ?? '' })}
      intro={<p>{t('reprint.intro')}</p>}
      okText={t('reprint.ok')}
      danger
      choices={[t('reprint.damaged'), t('reprint.faint'), t('reprint.lost'), t('reprint.boxChanged')]}
      busy={reprint.busy}
      problem={reprint.problem}
      onOk={reprint.run}
      onCancel={() => {
        reprint.clear();
        onClose();
      }}
    />
  );
}
