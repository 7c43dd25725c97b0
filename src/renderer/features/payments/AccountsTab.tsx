import { useQuery } from '@tanstack/react-query';
import { App, Button, Popconfirm, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AccountForm } from '#renderer/features/payments/AccountForm.tsx';
import { client, orpc } from '#renderer/rpc/client.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import type { Outputs } from '#renderer/ui/contract-types.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { Facts } from '#renderer/ui/Facts.tsx';
import { CopyOutlined, WalletOutlined } from '#renderer/ui/icons.tsx';
import { usePreferences } from '#renderer/ui/preferences.ts';
import { problemOf } from '#renderer/ui/problem.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { RowProblems } from '#renderer/ui/RowProblems.tsx';
import { TimeText } from '#renderer/ui/TimeText.tsx';
import { useHasRole } from '#renderer/ui/use-has-role.ts';
import { useRowAct } from '#renderer/ui/use-row-act.ts';

type Account = Outputs['payments']['accounts']['accounts'][number];

/** Payment accounts: connect, change, switch off, erase. */
export function AccountsTab(): ReactNode {
  const { t } = useTranslation('payments');
  const isAdmin = useHasRole('admin');
  const [edited, setEdited] = useState<Account | 'new' | null>(null);
  const { data, error } = useQuery(orpc.payments.accounts.queryOptions());
  if (error) return <ProblemNote problem={problemOf(error)} />;
  if (!data) return <Skeleton active />;
  const add = (
    <Button
      type="primary"
      disabled={!isAdmin}
      title={isAdmin ? undefined : t('account.adminOnly')}
      onClick={() => setEdited('new')}
    >
      {t('account.add')}
    </Button>
  );
  return (
    <div className="stack">
      {data.accounts.length === 0 ? (
        <EmptyState icon={<WalletOutlined />} title={t('empty.accounts')} hint={t('empty.accountsHint')} action={add} />
      ) : (
        <span className="row">{add}</span>
      )}
      <RowProblems>
        {data.accounts.map((account) => (
          <AccountCard key={account.id} account={account} isAdmin={isAdmin} onEdit={() => setEdited(account)} />
        ))}
      </RowProblems>
      {edited && <AccountForm account={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
    </div>
  );
}

function AccountCard({
  account,
  isAdmin,
  onEdit,
}: {
  readonly account: Account;
  readonly isAdmin: boolean;
  readonly onEdit: () => void;
}): ReactNode {
  const { t } = useTranslation('payments');
  const { message } = App.useApp();
  const { language } = usePreferences();
  const provider = useQuery(orpc.payments.providers.queryOptions()).data?.providers.find(
    ({ id }) => id === account.providerId,
  );
  const shop = useQuery(orpc.shops.list.queryOptions()).data?.shops.find(({ id }) => id === account.shopId);
  const turn = useRowAct(account.name, (enabled: boolean) =>
    client.payments.updateAccount({ id: account.id, enabled }),
  );
  const disconnect = useRowAct(account.name, () => client.payments.disconnectAccount({ id: account.id }), {
    toast: t('account.disconnected'),
  });
  const copy = (): void =>
    void navigator.clipboard.writeText(account.callbackPath).then(() => message.success(t('common:copied')));
  const stateKey = account.connected ? (account.enabled ? 'account.on' : 'common:off') : 'account.gone';
  return (
    <article className="panel panel-body stack-tight" aria-label={account.name}>
      <div className="row-between">
        <span className="row">
          <h3 style={{ margin: 0 }}>{account.name}</h3>
          <span className="muted">{provider?.label[language]}</span>
        </span>
        <Chip tone={account.enabled ? 'go' : 'neutral'}>{t(stateKey)}</Chip>
      </div>
      <Facts
        inline
        rows={[
          [t('account.shop'), account.shopId === null ? t('account.anyShop') : shop?.name],
          [
            t('account.pattern'),
            <span key="pattern" className="mono">
              {account.numberPattern}
            </span>,
          ],
          [
            t('account.callback'),
            <span key="callback" className="row" title={t('account.callbackHint')}>
              <span className="mono">{account.callbackPath}</span>
              <Button type="text" icon={<CopyOutlined />} aria-label={t('common:copy')} onClick={copy} />
            </span>,
          ],
        ]}
      />
      <span className="muted">{t('account.callbackHint')}</span>
      {account.refusal && account.refusedAtMs !== null && (
        <>
          <strong>
            {t('account.refused')} · <TimeText atMs={account.refusedAtMs} />
          </strong>
          <ProblemNote problem={account.refusal} />
        </>
      )}
      <ProblemNote
        problem={turn.problem ?? disconnect.problem}
        onClose={() => [turn, disconnect].forEach((act) => act.clear())}
      />
      {isAdmin && (
        <span className="row">
          <Button onClick={onEdit}>{t('common:edit')}</Button>
          {account.connected && (
            <Button loading={turn.busy} onClick={() => turn.run(!account.enabled)}>
              {t(account.enabled ? 'account.switchOff' : 'account.switchOn')}
            </Button>
          )}
          {account.connected && (
            <Popconfirm
              title={t('account.disconnectTitle', { name: account.name })}
              description={t('account.disconnectIntro')}
              okText={t('account.disconnect')}
              cancelText={t('common:cancel')}
              onConfirm={() => disconnect.run(undefined)}
            >
              <Button danger type="text">
                {t('account.disconnect')}
              </Button>
            </Popconfirm>
          )}
        </span>
      )}
    </article>
  );
}
