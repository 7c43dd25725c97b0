import { UserAddOutlined } from '#renderer/ui/icons.tsx';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BadgeDialog } from '#renderer/features/settings/BadgeDialog.tsx';
import { OperatorForm } from '#renderer/features/settings/OperatorForm.tsx';
import { client, orpc } from '#renderer/rpc/client.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { problemOf } from '#renderer/ui/problem.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { TimeText } from '#renderer/ui/TimeText.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import type { OperatorView } from '#shared/contract/auth.ts';

/** People who may sign in, and what they may do. */
export function OperatorsPanel(): ReactNode {
  const { t } = useTranslation('settings');
  const [editing, setEditing] = useState<OperatorView | 'new' | null>(null);
  const [badgeOf, setBadgeOf] = useState<OperatorView | null>(null);
  const people = useQuery(orpc.auth.operators.queryOptions());
  const change = useAct((operator: OperatorView) =>
    client.auth.updateOperator({ id: operator.id, active: !operator.active }),
  );
  return (
    <Panel
      title={t('tab.people')}
      flush
      extra={
        <Button type="primary" icon={<UserAddOutlined />} onClick={() => setEditing('new')}>
          {t('people.add')}
        </Button>
      }
    >
      <ProblemNote problem={people.error ? problemOf(people.error) : change.problem} onClose={change.clear} />
      <table className="plain-table">
        <thead>
          <tr>
            <th>{t('people.name')}</th>
            <th>{t('people.role')}</th>
            <th>{t('people.pin')}</th>
            <th>{t('people.badge')}</th>
            <th>{t('people.rights')}</th>
            <th>{t('people.state')}</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {people.data?.operators.map((operator) => (
            <tr key={operator.id}>
              <td>
                <strong>{operator.name}</strong>
              </td>
              <td>{t(`shell:role.${operator.role}`)}</td>
              <td>{operator.hasPin ? t('people.hasPin') : <Chip tone="warn">{t('people.noPin')}</Chip>}</td>
              <td>{operator.hasBadge ? <Chip tone="go">{t('people.hasBadge')}</Chip> : '—'}</td>
              <td>{operator.rights.map((right) => t(`people.right.${right}`)).join(', ') || '—'}</td>
              <td>
                {operator.lockedUntilMs === null ? (
                  <Chip tone={operator.active ? 'go' : 'neutral'}>
                    {t(operator.active ? 'people.active' : 'common:off')}
                  </Chip>
                ) : (
                  <Chip tone="stop">
                    {t('people.locked')} <TimeText atMs={operator.lockedUntilMs} />
                  </Chip>
                )}
              </td>
              <td className="num">
                <Button disabled={!operator.active} onClick={() => setBadgeOf(operator)}>
                  {t('people.badge')}
                </Button>{' '}
                <Button onClick={() => setEditing(operator)}>{t('common:edit')}</Button>{' '}
                <Button loading={change.input?.id === operator.id} onClick={() => change.run(operator)}>
                  {t(operator.active ? 'people.switchOff' : 'people.switchOn')}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {badgeOf && <BadgeDialog operator={badgeOf} onClose={() => setBadgeOf(null)} />}
      {editing && <OperatorForm operator={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </Panel>
  );
}
