import { FilterOutlined } from '#renderer/ui/icons.tsx';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RuleDrawer } from '#renderer/features/settings/cleaning/RuleDrawer.tsx';
import { RuleLine } from '#renderer/features/settings/cleaning/RuleLine.tsx';
import { client, orpc } from '#renderer/rpc/client.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { problemOf } from '#renderer/ui/problem.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { RowProblems } from '#renderer/ui/RowProblems.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { useHasRole } from '#renderer/ui/use-has-role.ts';
import type { CleaningRule } from '#shared/contract/cleaning.ts';
import './cleaning.css';

/** Every rule that tidies orders as they come in, in the sequence in which they run. */
export function CleaningPanel(): ReactNode {
  const { t } = useTranslation('cleaning');
  const isLead = useHasRole('lead');
  const [opened, setOpened] = useState<CleaningRule | 'new' | null>(null);
  const [dragged, setDragged] = useState<string | null>(null);
  const { data, error } = useQuery(orpc.cleaning.rules.queryOptions());
  const move = useAct((input: { id: string; beforeId: string | null }) => client.cleaning.move(input));
  const rules = data?.rules ?? [];
  const openId = opened === null || opened === 'new' ? opened : opened.id;
  return (
    <Panel
      title={t('title')}
      flush
      extra={
        isLead && (
          <Button type="primary" onClick={() => setOpened('new')}>
            {t('add')}
          </Button>
        )
      }
    >
      <p className="muted cleaning-intro">{t('intro')}</p>
      <ProblemNote problem={error ? problemOf(error) : move.problem} onClose={move.clear} />
      {data && rules.length === 0 && <EmptyState icon={<FilterOutlined />} title={t('empty')} hint={t('emptyHint')} />}
      <RowProblems>
        {rules.length > 0 && (
          <table className="plain-table cleaning-rules">
            <thead>
              <tr>
                <th>{t('column.rule')}</th>
                <th>{t('column.state')}</th>
                <th className="num">{t('column.seen')}</th>
                <th className="num">{t('column.changed')}</th>
                <th className="num">{t('column.errors')}</th>
                <th />
              </tr>
            </thead>
            <tbody>
              {rules.map((rule, index) => (
                <RuleLine
                  key={rule.id}
                  rule={rule}
                  isLead={isLead}
                  isDragged={dragged === rule.id}
                  onOpen={() => setOpened(rule)}
                  onDrag={setDragged}
                  onDrop={() => dragged !== null && dragged !== rule.id && move.run({ id: dragged, beforeId: rule.id })}
                  onUp={canRise(index) ? () => move.run({ id: rule.id, beforeId: rules[index - 1]?.id ?? null }) : null}
                  onDown={
                    index < rules.length - 1
                      ? () => move.run({ id: rule.id, beforeId: rules[index + 2]?.id ?? null })
                      : null
                  }
                />
              ))}
            </tbody>
          </table>
        )}
      </RowProblems>
      {opened !== null && (
        <RuleDrawer
          key={openId}
          // One that somebody else removed stays open with what is typed into it.
          rule={opened === 'new' ? null : (rules.find(({ id }) => id === openId) ?? opened)}
          isLead={isLead}
          onSaved={setOpened}
          onClose={() => setOpened(null)}
        />
      )}
    </Panel>
  );

  /** Locked rules stay first. */
  function canRise(index: number): boolean {
    const above: CleaningRule | undefined = rules[index - 1];
    return above !== undefined && !above.isLocked;
  }
}
