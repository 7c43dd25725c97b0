import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ChangedFields } from '#renderer/features/customs/goods/ChangedFields.tsx';
import { client } from '#renderer/rpc/client.ts';
import { CheckOutlined } from '#renderer/ui/icons.tsx';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { TimeText } from '#renderer/ui/TimeText.tsx';
import { useRowAct } from '#renderer/ui/use-row-act.ts';
import { useStatusPart } from '#renderer/ui/use-status-part.ts';
import type { GoodsChange } from '#shared/contract/customs-goods.ts';

/** A change that waits: what it would change, and the decision. Whoever made it can only withdraw it. */
export function PendingChange({
  change,
  showsSku,
  onRefuse,
}: {
  readonly change: GoodsChange;
  readonly showsSku: boolean;
  /** Asks why it is refused. */
  readonly onRefuse: () => void;
}): ReactNode {
  const { t } = useTranslation('customs-goods');
  const ownId = useStatusPart(({ operator }) => operator?.id) ?? 'local';
  const isOwn = change.byId === ownId;
  const decide = useRowAct(
    change.skuCode,
    (decision: 'agree' | 'withdraw') => client.customsGoods.decide({ changeId: change.id, decision, note: '' }),
    { toast: (_, decision) => t(`pending.done_${decision}`) },
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
          <Button loading={decide.busy} onClick={() => decide.run('withdraw')}>
            {t('pending.withdraw')}
          </Button>
        ) : (
          <>
            <Button onClick={onRefuse}>{t('pending.refuse')}</Button>
            <Button type="primary" icon={<CheckOutlined />} loading={decide.busy} onClick={() => decide.run('agree')}>
              {t('pending.agree')}
            </Button>
          </>
        )}
      </div>
      {isOwn && <small className="muted">{t('pending.own')}</small>}
      <ChangedFields change={change} />
      <ProblemNote problem={decide.problem} onClose={decide.clear} />
    </section>
  );
}
