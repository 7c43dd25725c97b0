import { useQuery } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { MessageView } from '#renderer/features/lineage/MessageView.tsx';
import { VerdictChip } from '#renderer/features/lineage/VerdictChip.tsx';
import { orpc } from '#renderer/rpc/client.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { ArrowLeftOutlined, InboxOutlined } from '#renderer/ui/icons.tsx';
import { PageFrame } from '#renderer/ui/PageFrame.tsx';
import { problemOf } from '#renderer/ui/problem.ts';
import { TimeText } from '#renderer/ui/TimeText.tsx';
import { useHotkeys } from '#renderer/ui/use-hotkeys.ts';
import { OrderId } from '#shared/model/ids.ts';
import './lineage.css';

/** Every raw message of an order beside what was made of it. */
export function LineagePage({ id }: { readonly id: string }): ReactNode {
  const { t } = useTranslation('lineage');
  const [, navigate] = useLocation();
  const orderId = OrderId.parse(id);
  const order = useQuery(orpc.orders.get.queryOptions({ input: { id: orderId } })).data;
  const { data, error, refetch } = useQuery(orpc.lineage.list.queryOptions({ input: { orderId } }));
  const messages = data?.messages ?? [];
  const [chosen, setChosen] = useState<string | null>(null);
  const at = Math.max(
    0,
    messages.findIndex((message) => message.id === chosen),
  );
  const shown = messages[at];
  const list = useRef<HTMLUListElement>(null);
  const go = (step: number): void => setChosen(messages[at + step]?.id ?? shown?.id ?? null);
  const back = (): void => navigate(`/orders/${id}`);
  useHotkeys({ escape: back, j: () => go(1), k: () => go(-1), arrowdown: () => go(1), arrowup: () => go(-1) });
  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  return (
    <PageFrame
      title={
        <span className="row">
          <Button
            type="text"
            icon={<ArrowLeftOutlined />}
            aria-label={t('back')}
            title={`${t('back')} (Esc)`}
            onClick={back}
          />
          {t('title')}
          <span className="mono">{order?.displayNumber}</span>
        </span>
      }
      intro={t('intro')}
      problem={error ? problemOf(error) : null}
      onRetry={() => void refetch()}
    >
      {!data && !error && <Skeleton active />}
      {data && messages.length === 0 && (
        <EmptyState icon={<InboxOutlined />} title={t('empty')} hint={t('emptyHint')} />
      )}
      {shown && (
        <div className="lineage">
          <nav className="stack-tight" aria-label={t('title')}>
            <span className="muted">{t('count', { n: messages.length })}</span>
            {data?.isLimited && <span className="muted">{t('limited', { n: messages.length })}</span>}
            <span className="row">
              <Button disabled={at === 0} onClick={() => go(-1)} title="K">
                {t('newer')}
              </Button>
              <Button disabled={at >= messages.length - 1} onClick={() => go(1)} title="J">
                {t('older')}
              </Button>
            </span>
            <ul ref={list} className="lineage-list">
              {messages.map((message) => (
                <li key={`${message.origin}${message.id}`}>
                  <button
                    type="button"
                    className="lineage-item"
                    aria-current={message === shown ? 'true' : undefined}
                    onClick={() => setChosen(message.id)}
                  >
                    <span className="row-between">
                      <TimeText atMs={message.receivedAtMs} />
                      <VerdictChip verdict={message.verdict} />
                    </span>
                    <span className="muted">
                      {t(`source.${message.source}`)} · {message.topic}
                    </span>
                  </button>
                </li>
              ))}
            </ul>
            <span className="muted">{t('keys')}</span>
          </nav>
          <MessageView key={`${shown.origin}${shown.id}`} orderId={orderId} entry={shown} />
        </div>
      )}
    </PageFrame>
  );
}
