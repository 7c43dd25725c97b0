import { CopyOutlined } from '#renderer/ui/icons.tsx';
import { useQuery } from '@tanstack/react-query';
import { App, Button } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, orpc } from '#renderer/rpc/client.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import { ConfirmDialog } from '#renderer/ui/ConfirmDialog.tsx';
import type { Outputs, ShopView } from '#renderer/ui/contract-types.ts';
import { Facts } from '#renderer/ui/Facts.tsx';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { problemOf } from '#renderer/ui/problem.ts';
import { TimeText } from '#renderer/ui/TimeText.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useHasRole } from '#renderer/ui/use-has-role.ts';

type Mailbox = NonNullable<Outputs['relay']['shop']['mailbox']>;

/** A shop's address at the relay: what to do with it at the platform, and what waits there. */
export function ShopMailbox({ shop }: { readonly shop: ShopView }): ReactNode {
  const { t } = useTranslation('pushes');
  const isAdmin = useHasRole('admin');
  const [asked, setAsked] = useState(false);
  const state = useQuery(orpc.relay.shop.queryOptions({ input: { id: shop.id } }));
  const open = useAct(() => client.relay.openMailbox({ id: shop.id }), { toast: t('mailbox.opened') });
  const close = useAct(() => client.relay.closeMailbox({ id: shop.id }), {
    toast: t('mailbox.closed'),
    done: () => setAsked(false),
  });
  const again = useAct(() => client.relay.tryRefused({ id: shop.id }), { toast: t('mailbox.tryingAgain') });
  if (state.error) return <ProblemNote problem={problemOf(state.error)} />;
  if (!state.data?.takesWebhooks) return null;
  const { relay, mailbox } = state.data;
  if (!relay) return <p className="muted">{t('mailbox.noRelay')}</p>;
  const sureOfClosing = (
    <ConfirmDialog
      open={asked}
      title={t('mailbox.closeTitle')}
      consequences={[t('mailbox.closeAddress'), t('mailbox.closeWaiting', { n: mailbox?.waiting ?? 0 })]}
      okText={t('mailbox.close')}
      busy={close.busy}
      problem={close.problem}
      onOk={() => close.run(undefined)}
      onCancel={() => {
        setAsked(false);
        close.clear();
      }}
    />
  );
  // Somebody else may open or close it meanwhile: what was said here stays.
  const said = (
    <ProblemNote problem={open.problem ?? again.problem} onClose={() => [open, again].forEach((act) => act.clear())} />
  );
  if (!mailbox)
    return (
      <div className="stack-tight">
        {said}
        {sureOfClosing}
        <div className="row">
          <Button
            loading={open.busy}
            disabled={!isAdmin}
            title={isAdmin ? undefined : t('common:adminOnly')}
            onClick={() => open.run(undefined)}
          >
            {t('mailbox.open')}
          </Button>
          <span className="muted">{t('mailbox.why')}</span>
        </div>
      </div>
    );
  return (
    <section className="stack" aria-label={t('mailbox.title')}>
      <div className="row-between">
        <PushAddress address={mailbox.pushAddress} />
        <Button
          danger
          type="text"
          disabled={!isAdmin}
          title={isAdmin ? undefined : t('common:adminOnly')}
          onClick={() => setAsked(true)}
        >
          {t('mailbox.close')}
        </Button>
      </div>
      <p className="muted">{t(`mailbox.at.${shop.channelId}`, { defaultValue: t('mailbox.at.other') })}</p>
      <MailboxFacts mailbox={mailbox} isConnected={relay.kind === 'connected'} />
      {mailbox.refusedCount > 0 && (
        <ProblemNote problem={mailbox.refusedProblem}>
          <span className="row">
            {t('mailbox.refused', { n: mailbox.refusedCount })}
            <Button loading={again.busy} onClick={() => again.run(undefined)}>
              {t('mailbox.tryAgain')}
            </Button>
          </span>
        </ProblemNote>
      )}
      {said}
      {sureOfClosing}
    </section>
  );
}

function PushAddress({ address }: { readonly address: string }): ReactNode {
  const { t } = useTranslation('pushes');
  const { message } = App.useApp();
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(address);
    message.success(t('common:copied'));
  };
  return (
    <span className="row">
      <strong>{t('mailbox.title')}</strong>
      <code className="push-address">{address}</code>
      <Button icon={<CopyOutlined />} onClick={() => void copy()}>
        {t('common:copy')}
      </Button>
    </span>
  );
}

function MailboxFacts({
  mailbox,
  isConnected,
}: {
  readonly mailbox: Mailbox;
  readonly isConnected: boolean;
}): ReactNode {
  const { t } = useTranslation('pushes');
  const format = useFormat();
  const counted = (n: number): ReactNode => (n === 0 ? null : format.count(n));
  return (
    <Facts
      inline
      rows={[
        [
          t('mailbox.waiting'),
          <Chip key="waiting" tone={mailbox.waiting > 0 ? 'warn' : 'neutral'}>
            {format.count(mailbox.waiting)}
            {!isConnected && ` ${t('mailbox.asTold')}`}
          </Chip>,
        ],
        [t('mailbox.oldest'), mailbox.oldestAtMs === null ? null : <TimeText key="oldest" atMs={mailbox.oldestAtMs} />],
        [
          t('mailbox.last'),
          mailbox.lastReceivedAtMs === null ? (
            t('common:never')
          ) : (
            <TimeText key="last" atMs={mailbox.lastReceivedAtMs} />
          ),
        ],
        [t('mailbox.taken'), format.count(mailbox.takenCount)],
        [t('mailbox.repeated'), counted(mailbox.repeatedCount)],
        [t('mailbox.turnedAway'), counted(mailbox.turnedAwayCount)],
        [
          t('mailbox.lost'),
          mailbox.lostCount === 0 ? null : (
            <Chip key="lost" tone="stop">
              {t('mailbox.lostCount', {
                n: format.count(mailbox.lostCount),
                from: format.short(mailbox.lostFromMs ?? 0),
                to: format.short(mailbox.lostToMs ?? 0),
              })}
            </Chip>
          ),
        ],
        [
          t('mailbox.unreadable'),
          mailbox.unreadableCount === 0 ? null : (
            <Chip key="unreadable" tone="stop">
              {format.count(mailbox.unreadableCount)}
            </Chip>
          ),
        ],
      ]}
    />
  );
}
