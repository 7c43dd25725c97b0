import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PendingChange } from '#renderer/features/customs/goods/PendingChange.tsx';
import { client } from '#renderer/rpc/client.ts';
import { ReasonDialog } from '#renderer/ui/ReasonDialog.tsx';
import { RowProblems } from '#renderer/ui/RowProblems.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import type { GoodsChange } from '#shared/contract/customs-goods.ts';

/** Changes that wait for a second person. One that somebody decides leaves; a reason that is being typed stays. */
export function PendingChanges({
  changes,
  showsSku = false,
}: {
  readonly changes: readonly GoodsChange[];
  readonly showsSku?: boolean;
}): ReactNode {
  const { t } = useTranslation('customs-goods');
  const [refusing, setRefusing] = useState<GoodsChange | null>(null);
  const refuse = useAct(
    (input: { changeId: string; note: string }) => client.customsGoods.decide({ ...input, decision: 'refuse' }),
    { toast: t('pending.done_refuse'), done: () => setRefusing(null) },
  );
  return (
    <RowProblems>
      {changes.map((change) => (
        <PendingChange key={change.id} change={change} showsSku={showsSku} onRefuse={() => setRefusing(change)} />
      ))}
      <ReasonDialog
        open={refusing !== null}
        title={t('pending.refuseTitle', { sku: refusing?.skuCode ?? '' })}
        okText={t('pending.refuse')}
        choices={[t('pending.why.wrong'), t('pending.why.noProof'), t('pending.why.ask')]}
        busy={refuse.busy}
        problem={refuse.problem}
        onOk={(note) => refusing && refuse.run({ changeId: refusing.id, note })}
        onCancel={() => {
          setRefusing(null);
          refuse.clear();
        }}
      />
    </RowProblems>
  );
}
