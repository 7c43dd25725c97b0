import { useQuery } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { orpc } from '#renderer/rpc/client.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { problemOf } from '#renderer/ui/problem.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { TimeText } from '#renderer/ui/TimeText.tsx';
import { useHasRole } from '#renderer/ui/use-has-role.ts';
import type { OrderId } from '#shared/model/ids.ts';

/** The channel's own words about this order, unaltered. They hold personal data, so a lead opens them on purpose. */
export function RawMessages({ orderId }: { readonly orderId: OrderId }): ReactNode {
  const { t } = useTranslation('orders');
  const [shown, setShown] = useState(false);
  const isLead = useHasRole('lead');
  const messages = useQuery(orpc.orders.rawMessages.queryOptions({ input: { id: orderId }, enabled: shown }));
  return (
    <Panel
      title={t('raw.title')}
      extra={
        <Button disabled={!isLead} title={isLead ? undefined : t('common:leadOnly')} onClick={() => setShown(!shown)}>
          {shown ? t('raw.hide') : t('raw.show')}
        </Button>
      }
    >
      {!shown && <p className="muted">{t('raw.intro')}</p>}
      {shown && messages.isLoading && <Skeleton active />}
      <ProblemNote problem={shown && messages.error ? problemOf(messages.error) : null} />
      {shown &&
        messages.data?.messages.map((message) => (
          <details key={message.id}>
            <summary>
              <TimeText atMs={message.receivedAtMs} /> · {message.topic} ·{' '}
              {t(`raw.source.${message.source}`, { defaultValue: message.source })} ·{' '}
              {t(`raw.signature.${message.signature}`, { defaultValue: message.signature })} ·{' '}
              {t('raw.seen', { n: message.seenCount })}
            </summary>
            <p className="muted mono">SHA-256 {message.sha256}</p>
            <pre>{message.text}</pre>
          </details>
        ))}
    </Panel>
  );
}
