import { useQuery } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChangedFields } from '#renderer/features/customs/goods/ChangedFields.tsx';
import { client, orpc } from '#renderer/rpc/client.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import type { Tone } from '#renderer/ui/Chip.tsx';
import { UndoOutlined } from '#renderer/ui/icons.tsx';
import { ReasonDialog } from '#renderer/ui/ReasonDialog.tsx';
import { TimeText } from '#renderer/ui/TimeText.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import type { GoodsChange } from '#shared/contract/customs-goods.ts';
import type { SkuId } from '#shared/model/ids.ts';

const TONES: Readonly<Record<GoodsChange['state'], Tone>> = {
  applied: 'go',
  agreed: 'go',
  pending: 'accent',
  refused: 'stop',
  withdrawn: 'neutral',
};

/** Who changed what and when, who agreed; a change in force can be taken back. */
export function HistorySection({ skuId }: { readonly skuId: SkuId }): ReactNode {
  const { t } = useTranslation('customs-goods');
  const history = useQuery(orpc.customsGoods.history.queryOptions({ input: { skuId } }));
  const [undoing, setUndoing] = useState<GoodsChange | null>(null);
  const undo = useAct(
    ({ changeId, reason }: { changeId: string; reason: string }) => client.customsGoods.undo({ changeId, reason }),
    { toast: ({ state }) => t(`saved.${state}`), done: () => setUndoing(null) },
  );
  if (history.isLoading) return <Skeleton active />;
  const changes = history.data?.changes ?? [];
  return (
    <section className="stack" aria-label={t('section.history')}>
      {changes.length === 0 && <p className="muted">{t('history.empty')}</p>}
      {changes.map((change) => (
        <div key={change.id} className="stack-tight">
          <div className="row">
            <Chip tone={TONES[change.state]}>{t(`history.state.${change.state}`)}</Chip>
            <span className="grow">
              <strong>{change.by}</strong> <TimeText atMs={change.atMs} />
              {change.decidedBy !== null && change.state !== 'withdrawn' && (
                <span> · {t('history.decided', { by: change.decidedBy })}</span>
              )}
              {change.reason !== '' && <span className="muted"> · {change.reason}</span>}
              {change.decideNote !== '' && <span className="muted"> · {change.decideNote}</span>}
              {change.undoesId !== null && <span className="muted"> · {t('history.undoes')}</span>}
            </span>
            {change.isUndone && <Chip>{t('history.undone')}</Chip>}
            {(change.state === 'applied' || change.state === 'agreed') && !change.isUndone && (
              <Button icon={<UndoOutlined />} onClick={() => setUndoing(change)}>
                {t('history.undo')}
              </Button>
            )}
          </div>
          <ChangedFields change={change} />
        </div>
      ))}
      <ReasonDialog
        open={undoing !== null}
        title={t('history.undoTitle')}
        okText={t('history.undo')}
        choices={[t('pending.why.wrong'), t('history.why.sku')]}
        busy={undo.busy}
        problem={undo.problem}
        onOk={(reason) => undoing && undo.run({ changeId: undoing.id, reason })}
        onCancel={() => {
          undo.clear();
          setUndoing(null);
        }}
      />
    </section>
  );
}
