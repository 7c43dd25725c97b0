import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '#renderer/rpc/client.ts';
import type { OrderDetail } from '#renderer/ui/contract-types.ts';
import { ReasonDialog } from '#renderer/ui/ReasonDialog.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { useHasRole } from '#renderer/ui/use-has-role.ts';

/** Statuses in which nobody needs the recipient any more; the backend looks closer. */
const SETTLED: ReadonlySet<string> = new Set(['shipped', 'delivered', 'completed', 'cancelled']);

/** Erases who a settled order went to before its term is over; there is no way back, so it asks why. */
export function EraseData({
  order,
  isOffered,
}: {
  readonly order: OrderDetail;
  readonly isOffered: boolean;
}): ReactNode {
  const { t } = useTranslation('orders');
  const [asking, setAsking] = useState(false);
  const mayErase = useHasRole('admin');
  const erase = useAct((reason: string) => client.orders.erasePersonalData({ id: order.id, reason }), {
    toast: t('recipient.eraseDone'),
    done: () => setAsking(false),
  });
  return (
    <>
      {isOffered && mayErase && SETTLED.has(order.status) && (
        <Button danger onClick={() => setAsking(true)}>
          {t('recipient.erase')}
        </Button>
      )}
      <ReasonDialog
        open={asking}
        danger
        title={t('recipient.eraseTitle')}
        intro={<p>{t('recipient.eraseIntro')}</p>}
        okText={t('recipient.erase')}
        choices={[t('recipient.eraseAsked'), t('recipient.eraseTest')]}
        busy={erase.busy}
        problem={erase.problem}
        onOk={erase.run}
        onCancel={() => {
          setAsking(false);
          erase.clear();
        }}
      />
    </>
  );
}
