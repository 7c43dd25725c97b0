import { InboxOutlined } from '#renderer/ui/icons.tsx';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, orpc } from '#renderer/rpc/client.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { problemOf } from '#renderer/ui/problem.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { TimeText } from '#renderer/ui/TimeText.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import type { Problem } from '#shared/contract/common.ts';

/** Messages of channels that could not be applied: kept, explained, applied again when the cause is gone. */
export function ParkedMessages(): ReactNode {
  const { t } = useTranslation('jobs');
  const parked = useQuery(orpc.shops.parked.queryOptions());
  const [still, setStill] = useState<ReadonlyMap<string, Problem>>(new Map());
  const replay = useAct((id: string) => client.shops.replay({ id }), {
    toast: (output) => (output.problem ? '' : t('messages.applied')),
    done(output, id) {
      if (output.problem) setStill(new Map(still).set(id, output.problem));
    },
  });
  return (
    <div className="stack">
      <ProblemNote problem={parked.error ? problemOf(parked.error) : replay.problem} onClose={replay.clear} />
      {parked.data?.messages.length === 0 && (
        <EmptyState icon={<InboxOutlined />} title={t('messages.empty')} hint={t('messages.emptyHint')} />
      )}
      <ul className="job-list">
        {parked.data?.messages.map((message) => (
          <li key={message.id} className="panel job">
            <div className="row-between">
              <span className="row">
                <strong className="mono">{message.externalNumber ?? '—'}</strong>
                <span>{message.shopName}</span>
                <span className="muted">
                  <TimeText atMs={message.receivedAtMs} />
                </span>
              </span>
              <Button type="primary" loading={replay.input === message.id} onClick={() => replay.run(message.id)}>
                {t('messages.replay')}
              </Button>
            </div>
            <ProblemNote problem={still.get(message.id) ?? message.problem} />
          </li>
        ))}
      </ul>
    </div>
  );
}
