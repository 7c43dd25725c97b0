import { useQuery } from '@tanstack/react-query';
import { Select, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DayField } from '#renderer/ui/DayField.tsx';
import { ComingRules } from '#renderer/features/customs/rules/ComingRules.tsx';
import { RuleTable } from '#renderer/features/customs/rules/RuleTable.tsx';
import { territoryName } from '#renderer/features/customs/rules/territory-name.ts';
import { useRuleWords } from '#renderer/features/customs/rules/use-rule-words.ts';
import { orpc } from '#renderer/rpc/client.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { usePreferences } from '#renderer/ui/preferences.ts';
import { problemOf } from '#renderer/ui/problem.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useSessionState } from '#renderer/ui/use-session-state.ts';
import { useToday } from '#renderer/features/customs/rules/use-today.ts';

/** Rules in force for a destination on a day, what changes next, and the general ones below. */
export function RulesPanel(): ReactNode {
  const { t } = useTranslation('customs-rules');
  const { language } = usePreferences();
  const words = useRuleWords();
  const today = useToday();
  const [territory, setTerritory] = useSessionState('customs-rules-territory', 'US');
  const [chosenDay, setChosenDay] = useState('');
  const day = chosenDay === '' ? today : chosenDay;
  const state = useQuery(orpc.customsRules.state.queryOptions());
  const list = useQuery(orpc.customsRules.list.queryOptions({ input: { territory, day } }));
  const rules = list.data?.rules ?? [];
  const inForce = rules.filter((rule) => rule.isInForce);
  const ofLane = inForce.filter((rule) => rule.lane !== '*');
  return (
    <Panel
      title={t('rules.title')}
      extra={
        <>
          <Select
            showSearch={{ optionFilterProp: 'label', filterSort: byCodeTyped }}
            aria-label={t('rules.destination')}
            style={{ minWidth: 260 }}
            value={territory}
            onChange={setTerritory}
            options={(state.data?.destinations ?? []).map((one) => ({
              value: one.territory,
              label: `${one.territory} · ${territoryName(one.territory, language, words(one.titleEn, one.titleZh))}`,
            }))}
          />
          <DayField label={t('rules.day')} value={day} onDay={setChosenDay} />
        </>
      }
    >
      <div className="stack">
        <p className="muted">{t('rules.intro')}</p>
        <ProblemNote problem={list.error ? problemOf(list.error) : null} />
        {list.isLoading && <Skeleton active />}
        {list.data && ofLane.length === 0 && <EmptyState title={t('rules.none')} hint={t('rules.noneHint')} />}
        {ofLane.length > 0 && <RuleTable label={t('rules.ofLane', { territory })} rules={ofLane} />}
        <ComingRules rules={rules} day={day} />
        <details>
          <summary>{t('rules.general', { n: inForce.length - ofLane.length })}</summary>
          <RuleTable label={t('rules.generalLabel')} rules={inForce.filter((rule) => rule.lane === '*')} />
        </details>
      </div>
    </Panel>
  );
}

/** `DE` and Enter is Germany, not the first destination whose code or name begins so. */
function byCodeTyped(
  one: { readonly value: string },
  other: { readonly value: string },
  { searchValue }: { readonly searchValue: string },
): number {
  const typed = searchValue.trim().toUpperCase();
  return Number(other.value === typed) - Number(one.value === typed);
}
