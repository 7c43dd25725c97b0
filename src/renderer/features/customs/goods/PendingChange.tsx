import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChangedFields } from '#renderer/features/customs/goods/ChangedFields.tsx';
import { client } from '#renderer/rpc/client.ts';
import { CheckOutlined } from '#renderer/ui/icons.tsx';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { ReasonDialog } from '#renderer/ui/ReasonDialog.tsx';
import { TimeText } from '#renderer/ui/TimeText.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { useStatusPart } from '#renderer/ui/use-status-part.ts';
import type { GoodsChange } from '#shared/contract/customs-goods.ts';

type Decision = 'agree' | 'refuse' | 'withdraw';

/** A change that waits: what it would change, and the decision. Whoever made it can only withdraw it. */
export function PendingChange({
  change,
  showsSku,
}: {
  readonly change: GoodsChange;
  readonly showsSku?: boolean;
}): ReactNode {
  const { t } = useTranslation('customs-goods');
  const [isRefusing, setRefusing] = useState(false);
  const ownId = useStatusPart(({ operator }) => operator?.id) ?? 'local';
  const isOwn = change.byId === ownId;
  const decide = useAct(
    ({ decision, note }: { decision: Decision; note: string }) =>
      client.customsGoods.decide({ changeId: change.id, decision, note }),
    { toast: (_, { decision }) => t(`pending.done_${decision}`), done: () => setRefusing(false) },
  );
  return (
    <section className="goods-pending" aria-label={t('pending.one', { sku: change.skuCode })}>
      <div className="row">
        <span className="grow">
          {showsSku && (
            <strong>
              <span className="mono">{change.skuCode}</span> {change.title} ·{' '}
            </strong>
          )}
          {t('pending.by', { by: change.by })} <TimeText atMs={change.atMs} />
          {change.reason !== '' && <span className="muted"> · {change.reason}</span>}
        </span>
        {isOwn ? (
          <Button loading={decide.busy} onClick={() => decide.run({ decision: 'withdraw', note: '' })}>
            {t('pending.withdraw')}
          </Button>
        ) : (
          <>
            <Button onClick={() => setRefusing(true)}>{t('pending.refuse')}</Button>
            <Button
              type="primary"
              icon={<CheckOutlined />}
              loading={decide.busy}
              onClick={() => decide.run({ decision: 'agree', note: '' })}
            >
              {t('pending.agree')}
            </Button>
          </>
        )}
      </div>
      {isOwn && <small className="muted">{t('pending.own')}</small>}
      <ChangedFields change={change} />
      <ProblemNote problem={decide.problem} onClose={decide.clear} />
      <ReasonDialog
        open={isRefusing}
        title={t('pending.refuseTitle', { sku: change.skuCode })}
        okText={t('pending.refuse')}
        choices={[t('pending.why.wrong'), t('pending.why.noProof'), t('pending.why.ask')]}
        busy={decide.busy}
        problem={decide.problem}
        onOk={(note) => decide.run({ decision: 'refuse', note })}
        onCancel={() => setRefusing(false)}
      />
    </section>
  );
}
