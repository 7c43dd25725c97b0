import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRuleWords } from '#renderer/features/customs/rules/use-rule-words.ts';
import { client } from '#renderer/rpc/client.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import type { Tone } from '#renderer/ui/Chip.tsx';
import type { Outputs } from '#renderer/ui/contract-types.ts';
import { ReasonDialog } from '#renderer/ui/ReasonDialog.tsx';
import { TimeText } from '#renderer/ui/TimeText.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { useHasRole } from '#renderer/ui/use-has-role.ts';

type Rule = Outputs['customsRules']['list']['rules'][number];

const TONES: Readonly<Record<Rule['severity'], Tone>> = { block: 'stop', warn: 'warn', info: 'neutral' };
const ORDER: Readonly<Record<Rule['severity'], number>> = { block: 0, warn: 1, info: 2 };

/** Rules with how loud they are, how sure, since when, and where that was read; rules of one source can be confirmed. */
export function RuleTable({ label, rules }: { readonly label: string; readonly rules: readonly Rule[] }): ReactNode {
  const { t } = useTranslation('customs-rules');
  const [asked, setAsked] = useState<Rule | null>(null);
  const confirm = useAct(
    (input: { rule: Rule; note: string }) =>
      client.customsRules.confirm({
        ruleId: input.rule.id,
        digest: input.rule.digest,
        isConfirmed: input.rule.confirmation?.isCurrent !== true,
        note: input.note,
      }),
    { toast: t('confirm.done'), done: () => setAsked(null) },
  );
  const isTakingBack = asked?.confirmation?.isCurrent === true;
  return (
    <>
      <table className="plain-table" aria-label={label}>
        <thead>
          <tr>
            <th>{t('column.severity')}</th>
            <th>{t('column.rule')}</th>
            <th>{t('column.dates')}</th>
            <th>{t('column.source')}</th>
          </tr>
        </thead>
        <tbody>
          {rules
            .toSorted((a, b) => ORDER[a.severity] - ORDER[b.severity])
            .map((rule) => (
              <RuleRow key={rule.id} rule={rule} onAsk={() => setAsked(rule)} />
            ))}
        </tbody>
      </table>
      <ReasonDialog
        open={asked !== null}
        title={t(isTakingBack ? 'confirm.takeBack' : 'confirm.title')}
        intro={<p>{t(isTakingBack ? 'confirm.takeBackIntro' : 'confirm.intro', { source: asked?.sourceRef ?? '' })}</p>}
        okText={t(isTakingBack ? 'confirm.takeBack' : 'confirm.ok')}
        choices={isTakingBack ? [] : [t('confirm.choice.official'), t('confirm.choice.carrier')]}
        busy={confirm.busy}
        problem={confirm.problem}
        onOk={(note) => asked && confirm.run({ rule: asked, note })}
        onCancel={() => {
          confirm.clear();
          setAsked(null);
        }}
      />
    </>
  );
}

function RuleRow({ rule, onAsk }: { readonly rule: Rule; readonly onAsk: () => void }): ReactNode {
  const { t } = useTranslation('customs-rules');
  const words = useRuleWords();
  const doubt = words(rule.doubtEn, rule.doubtZh);
  return (
    <tr>
      <td>
        <Chip tone={TONES[rule.severity]}>{t(`severity.${rule.severity}`)}</Chip>
      </td>
      <td>
        <div>{words(rule.textEn, rule.textZh)}</div>
        {doubt !== '' && <div>{t('doubt', { doubt })}</div>}
        <div className="muted">{words(rule.fixEn, rule.fixZh)}</div>
        <div className="muted mono">{rule.id}</div>
      </td>
      <td className="whole">
        {rule.validFrom === null && rule.validTo === null && <span className="muted">{t('dates.always')}</span>}
        {rule.validFrom !== null && <div>{t('dates.from', { day: rule.validFrom })}</div>}
        {rule.validTo !== null && <div>{t('dates.to', { day: rule.validTo })}</div>}
      </td>
      <td>
        <Confidence rule={rule} onAsk={onAsk} />
      </td>
    </tr>
  );
}

function Confidence({ rule, onAsk }: { readonly rule: Rule; readonly onAsk: () => void }): ReactNode {
  const { t } = useTranslation('customs-rules');
  const isLead = useHasRole('lead');
  const { confirmation } = rule;
  return (
    <div className="stack-tight">
      <div>{t(`confidence.${rule.confidence}`)}</div>
      <div className="muted">{rule.sourceRef}</div>
      <div className="row">
        <span className="muted">{t('checkedOn', { day: rule.checkedOn })}</span>
        {rule.needsRecheck && <Chip tone="warn">{t('recheck')}</Chip>}
      </div>
      {confirmation && (
        <div>
          {t(confirmation.isCurrent ? 'confirm.by' : 'confirm.outdated', { name: confirmation.by })}{' '}
          <TimeText atMs={confirmation.atMs} /> <span className="muted">{confirmation.note}</span>
        </div>
      )}
      {rule.confidence === 'S' && rule.wanted === 'block' && (
        <Button
          disabled={!isLead}
          title={isLead ? undefined : t('common:leadOnly')}
          aria-label={`${t(confirmation?.isCurrent ? 'confirm.takeBack' : 'confirm.ok')} ${rule.id}`}
          onClick={onAsk}
        >
          {t(confirmation?.isCurrent ? 'confirm.takeBack' : 'confirm.ok')}
        </Button>
      )}
    </div>
  );
}
