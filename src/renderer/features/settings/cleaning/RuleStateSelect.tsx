import { Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useRuleName } from '#renderer/features/settings/cleaning/use-rule-text.ts';
import { client } from '#renderer/rpc/client.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useRowAct } from '#renderer/ui/use-row-act.ts';
import type { CleaningRule } from '#shared/contract/cleaning.ts';

const SHARES = [5, 10, 25, 50] as const;

/** Switches a rule: off, draft, a share of the orders, or on. A rule that stopped itself shows that until a person chooses. */
export function RuleStateSelect({ rule, label }: { readonly rule: CleaningRule; readonly label: string }): ReactNode {
  const { t } = useTranslation('cleaning');
  const nameOf = useRuleName();
  const change = useRowAct(nameOf(rule), (choice: string) => {
    const [state, percent] = choice.split(' ');
    return client.cleaning.setState({
      id: rule.id,
      state: state === 'on' || state === 'off' || state === 'rolling_out' ? state : 'draft',
      percent: Number(percent ?? 100),
    });
  });
  const value = rule.state === 'rolling_out' ? `rolling_out ${rule.percent}` : rule.state;
  const shares = [...new Set([...SHARES, ...(rule.state === 'rolling_out' ? [rule.percent] : [])])].toSorted(
    (a, b) => a - b,
  );
  return (
    <div className="stack-tight">
      <Select
        aria-label={label}
        value={value}
        loading={change.busy}
        className={`cleaning-state cleaning-state-${rule.state}`}
        popupMatchSelectWidth={false}
        onChange={change.run}
        options={[
          ...(rule.state === 'stopped' ? [{ value: 'stopped', label: t('state.stopped'), disabled: true }] : []),
          { value: 'draft', label: t('state.draft') },
          ...shares.map((n) => ({ value: `rolling_out ${n}`, label: t('state.share', { n }) })),
          { value: 'on', label: t('state.on') },
          { value: 'off', label: t('state.off') },
        ]}
      />
      <ProblemNote problem={change.problem} onClose={change.clear} />
    </div>
  );
}
