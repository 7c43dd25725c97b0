import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PairRelay } from '#renderer/features/shops/pushes/PairRelay.tsx';
import { client, orpc } from '#renderer/rpc/client.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import { ConfirmDialog } from '#renderer/ui/ConfirmDialog.tsx';
import { Facts } from '#renderer/ui/Facts.tsx';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { problemOf } from '#renderer/ui/problem.ts';
import { TimeText } from '#renderer/ui/TimeText.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useHasRole } from '#renderer/ui/use-has-role.ts';

const DAY_MS = 86_400_000;

/** The relay of this workstation: is it there, and the way to pair one. */
export function RelayPanel(): ReactNode {
  const { t } = useTranslation('pushes');
  const format = useFormat();
  const isAdmin = useHasRole('admin');
  const [dialog, setDialog] = useState<'pair' | 'remove' | null>(null);
  const status = useQuery(orpc.relay.status.queryOptions());
  const remove = useAct(() => client.relay.unpair({}), {
    toast: (output) => t(output.toldRelay ? 'relay.removed' : 'relay.removedHere'),
    done: () => setDialog(null),
  });
  const relay = status.data?.relay ?? null;
  return (
    <article className="panel shop-card" aria-label={t('relay.title')}>
      <div className="row-between">
        <span className="row">
          <h3 className="shop-name">{relay ? relay.address : t('relay.none')}</h3>
          {relay && (
            <Chip tone={relay.kind === 'connected' ? 'go' : 'warn'}>
              {t(`relay.${relay.kind}`)} {relay.sinceMs > 0 && <TimeText atMs={relay.sinceMs} />}
            </Chip>
          )}
        </span>
        {relay ? (
          <Button
            danger
            type="text"
            disabled={!isAdmin}
            title={isAdmin ? undefined : t('common:adminOnly')}
            onClick={() => setDialog('remove')}
          >
            {t('relay.remove')}
          </Button>
        ) : (
          <Button
            disabled={!isAdmin || !status.data}
            title={isAdmin ? undefined : t('common:adminOnly')}
            onClick={() => setDialog('pair')}
          >
            {t('relay.pair')}
          </Button>
        )}
      </div>
      <ProblemNote problem={status.error ? problemOf(status.error) : (relay?.problem ?? null)} />
      {relay ? (
        <Facts
          inline
          rows={[
            [t('relay.pairing'), <code key="pairing">{relay.pairing}</code>],
            [t('relay.mailboxes'), format.count(relay.mailboxCount)],
            [t('relay.keeps'), relay.keepMs === null ? '' : t('relay.days', { n: Math.round(relay.keepMs / DAY_MS) })],
          ]}
        />
      ) : (
        <p className="muted">{t('relay.why')}</p>
      )}
      {dialog === 'pair' && <PairRelay onClose={() => setDialog(null)} />}
      <ConfirmDialog
        open={dialog === 'remove'}
        title={t('relay.removeTitle')}
        consequences={[t('relay.removeAddresses'), t('relay.removeWaiting'), t('relay.removePolls')]}
        okText={t('relay.remove')}
        busy={remove.busy}
        problem={remove.problem}
        onOk={() => remove.run(undefined)}
        onCancel={() => setDialog(null)}
      />
    </article>
  );
}
