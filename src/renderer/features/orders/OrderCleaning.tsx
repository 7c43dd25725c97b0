import { EyeOutlined } from '#renderer/ui/icons.tsx';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, orpc } from '#renderer/rpc/client.ts';
import { ChangeText } from '#renderer/ui/ChangeText.tsx';
import { Chip } from '#renderer/ui/Chip.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { ReasonDialog } from '#renderer/ui/ReasonDialog.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import type { OrderCleaning as Cleaning } from '#shared/contract/cleaning.ts';
import type { OrderId } from '#shared/model/ids.ts';

/** What cleaning rules changed of this order, beside what its platform sent; nothing where they changed nothing. */
export function OrderCleaning({ orderId }: { readonly orderId: OrderId }): ReactNode {
  const { t } = useTranslation('cleaning');
  const [asking, setAsking] = useState(false);
  const [clear, setClear] = useState<Cleaning | null>(null);
  const masked = useQuery(orpc.cleaning.ofOrder.queryOptions({ input: { id: orderId } }));
  const reveal = useAct((reason: string) => client.cleaning.revealOrder({ id: orderId, reason }), {
    done(cleaning) {
      setClear(cleaning);
      setAsking(false);
    },
  });
  const changes = (clear ?? masked.data)?.changes ?? [];
  if (changes.length === 0) return null;
  const isPersonal = changes.some(({ path }) => /^recipient\.(?:name|phone|street)$/.test(path));
  return (
    <Panel
      title={t('order.title')}
      extra={
        isPersonal &&
        (clear ? (
          <Button onClick={() => setClear(null)}>{t('orders:recipient.hide')}</Button>
        ) : (
          <Button icon={<EyeOutlined />} onClick={() => setAsking(true)}>
            {t('orders:recipient.reveal')}
          </Button>
        ))
      }
    >
      <p className="muted">{t('order.hint')}</p>
      <ul className="order-cleaning">
        {changes.map((change) => (
          <li key={`${change.path} ${change.ruleId} ${change.version} ${change.atMs}`} className="stack-tight">
            <span className="row">
              <strong>{t(`field.${fieldOf(change.path)}`, { defaultValue: fieldOf(change.path) })}</strong>
              <span className="muted">
                {change.ruleName || t(`builtIn.${change.ruleId}.name`, { defaultValue: change.ruleId })} ·{' '}
                {t('version', { n: change.version })}
              </span>
              {change.undoneAtMs !== null && <Chip>{t('order.undone')}</Chip>}
            </span>
            <ChangeText change={change} />
          </li>
        ))}
      </ul>
      <ReasonDialog
        open={asking}
        title={t('orders:recipient.revealTitle')}
        intro={<p>{t('orders:recipient.revealIntro')}</p>}
        okText={t('orders:recipient.reveal')}
        choices={[t('orders:recipient.callBuyer'), t('orders:recipient.checkAddress')]}
        busy={reveal.busy}
        problem={reveal.problem}
        onOk={reveal.run}
        onCancel={() => setAsking(false)}
      />
    </Panel>
  );
}

/** `lines[1].title` -> title, `flags[urgent]` -> flags. */
function fieldOf(path: string): string {
  return (
    path
      .replace(/\[.*\](?=$|\.)/s, '')
      .split('.')
      .at(-1) ?? path
  );
}
