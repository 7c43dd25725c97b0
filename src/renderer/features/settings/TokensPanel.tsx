import { ApiOutlined } from '#renderer/ui/icons.tsx';
import { useQuery } from '@tanstack/react-query';
import { App, Button, Input, Popconfirm, Segmented } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, orpc } from '#renderer/rpc/client.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { problemOf } from '#renderer/ui/problem.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { TimeText } from '#renderer/ui/TimeText.tsx';
import { useAct } from '#renderer/ui/use-act.ts';

type Scope = 'read' | 'operate' | 'admin';
const SCOPES: readonly Scope[] = ['read', 'operate', 'admin'];

/** Tokens for scripts and reporting tools. A new one is shown once. */
export function TokensPanel(): ReactNode {
  const { t } = useTranslation('settings');
  const { message } = App.useApp();
  const [name, setName] = useState('');
  const [scope, setScope] = useState<Scope>('read');
  const [fresh, setFresh] = useState<string | null>(null);
  const tokens = useQuery(orpc.auth.tokens.queryOptions());
  const create = useAct((input: { name: string; scope: Scope }) => client.auth.createToken(input), {
    done(output) {
      setFresh(output.token);
      setName('');
    },
  });
  const revoke = useAct((id: string) => client.auth.revokeToken({ id }), { toast: t('tokens.revoked') });
  const submit = (): void => {
    if (name.trim() !== '') create.run({ name: name.trim(), scope });
  };
  const copy = (token: string): void =>
    void navigator.clipboard.writeText(token).then(() => message.success(t('common:copied')));
  return (
    <Panel title={t('tab.tokens')}>
      <div className="stack">
        <p className="muted">{t('tokens.intro')}</p>
        <div className="row">
          <Input
            aria-label={t('tokens.name')}
            placeholder={t('tokens.name')}
            maxLength={60}
            value={name}
            onChange={(event) => setName(event.target.value)}
            onPressEnter={submit}
            style={{ width: 260 }}
          />
          <Segmented
            value={scope}
            onChange={setScope}
            options={SCOPES.map((value) => ({ value, label: t(`tokens.scope.${value}`) }))}
          />
          <Button type="primary" disabled={name.trim() === ''} loading={create.busy} onClick={submit}>
            {t('tokens.create')}
          </Button>
        </div>
        <ProblemNote
          problem={tokens.error ? problemOf(tokens.error) : (create.problem ?? revoke.problem)}
          onClose={() => [create, revoke].forEach((act) => act.clear())}
        />
        {fresh !== null && (
          <div className="token-fresh" role="status">
            <strong>{t('tokens.once')}</strong>
            <output className="mono">{fresh}</output>
            <Button onClick={() => copy(fresh)}>{t('common:copy')}</Button>
            <Button onClick={() => setFresh(null)}>{t('common:understood')}</Button>
          </div>
        )}
        {tokens.data?.tokens.length === 0 && <EmptyState icon={<ApiOutlined />} title={t('tokens.empty')} />}
        <table className="plain-table">
          <tbody>
            {tokens.data?.tokens.map((token) => (
              <tr key={token.id}>
                <td>
                  <strong>{token.name}</strong>
                </td>
                <td>{t(`tokens.scope.${token.scope}`)}</td>
                <td>
                  {t('tokens.created')} <TimeText atMs={token.createdAtMs} />
                </td>
                <td>
                  {t('tokens.used')}{' '}
                  {token.lastUsedAtMs === null ? t('common:never') : <TimeText atMs={token.lastUsedAtMs} />}
                </td>
                <td className="num">
                  {token.revokedAtMs === null ? (
                    <Popconfirm
                      title={t('tokens.revokeSure')}
                      okText={t('tokens.revoke')}
                      cancelText={t('common:cancel')}
                      onConfirm={() => revoke.run(token.id)}
                    >
                      <Button danger>{t('tokens.revoke')}</Button>
                    </Popconfirm>
                  ) : (
                    <Chip>{t('tokens.isRevoked')}</Chip>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
