import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FieldValueInput } from '#renderer/features/customs/desk/FieldValueInput.tsx';
import { GoodsLink } from '#renderer/features/customs/desk/GoodsLink.tsx';
import { RefusedList } from '#renderer/features/customs/desk/RefusedList.tsx';
import { useFieldText } from '#renderer/features/customs/desk/use-field-text.ts';
import { client } from '#renderer/rpc/client.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import type { Outputs } from '#renderer/ui/contract-types.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import type { CaseDetail, CaseFinding } from '#shared/contract/customs-desk.ts';
import { MendPlace } from '#shared/model/customs-case.ts';

const TONE = { block: 'stop', warn: 'warn', info: 'neutral' } as const;

/** What the rules say, by the place where it is mended; facts of the lane are folded away. */
export function CaseFindings({ found }: { readonly found: CaseDetail }): ReactNode {
  const { t } = useTranslation('customs-desk');
  const spoken = found.findings.filter((finding) => finding.severity !== 'info');
  const facts = found.findings.filter((finding) => finding.severity === 'info');
  return (
    <div className="stack">
      {spoken.length === 0 && <p>{t('case.nothing')}</p>}
      {MendPlace.options.map((place) => {
        const here = spoken.filter((finding) => finding.place === place);
        if (here.length === 0) return null;
        return (
          <section key={place} className="stack-tight" aria-label={t(`place.${place}`)}>
            <h3>{t(`place.${place}`)}</h3>
            {here.map((finding) => (
              <Finding key={finding.key} finding={finding} found={found} />
            ))}
          </section>
        );
      })}
      {facts.length > 0 && (
        <details>
          <summary>{t('case.facts', { n: facts.length })}</summary>
          {facts.map((finding) => (
            <Finding key={finding.key} finding={finding} found={found} />
          ))}
        </details>
      )}
    </div>
  );
}

function Finding({ finding, found }: { readonly finding: CaseFinding; readonly found: CaseDetail }): ReactNode {
  const { t, i18n } = useTranslation('customs-desk');
  const text = useFieldText();
  const isEnglish = i18n.language === 'en';
  return (
    <div className={`desk-finding desk-finding-${finding.severity}`}>
      <div className="row">
        <Chip tone={finding.override ? 'accent' : TONE[finding.severity]}>
          {finding.override ? t('state.overridden') : t(`severity.${finding.severity}`)}
        </Chip>
        <strong>{text.field(finding.field)}</strong>
        {finding.skuCode !== '' && <span className="mono">{finding.skuCode}</span>}
      </div>
      <span>{isEnglish ? finding.textEn : finding.textZh}</span>
      <span className="muted">{isEnglish ? finding.fixEn : finding.fixZh}</span>
      {finding.override && (
        <span>{t('override.given', { by: finding.override.by, reason: finding.override.reason })}</span>
      )}
      {found.isOpen && finding.place === 'case' && <FillHere found={found} field={finding.field} />}
      {finding.place === 'goods' && <GoodsLink skuCode={finding.skuCode}>{t('toGoods')}</GoodsLink>}
      <span className="muted desk-source">
        {finding.ruleId}
        {finding.sourceRef !== '' && ` · ${finding.sourceRef}`}
      </span>
    </div>
  );
}

function FillHere({ found, field }: { readonly found: CaseDetail; readonly field: string }): ReactNode {
  const { t } = useTranslation('customs-desk');
  const [value, setValue] = useState('');
  const [refused, setRefused] = useState<Outputs['customsDesk']['fill']['refused']>([]);
  const fill = useAct(
    () => client.customsDesk.fill({ orders: [{ orderId: found.orderId, version: found.version }], field, value }),
    { done: (result) => setRefused(result.refused) },
  );
  const run = (): void => {
    if (value.trim() !== '') fill.run(undefined);
  };
  return (
    <div className="stack-tight">
      <div className="row">
        <FieldValueInput field={field} value={value} onChange={setValue} onEnter={run} />
        <Button type="primary" disabled={value.trim() === ''} loading={fill.busy} onClick={run}>
          {t('fill.one')}
        </Button>
      </div>
      <ProblemNote problem={fill.problem} onClose={fill.clear} />
      <RefusedList refused={refused} onClose={() => setRefused([])} />
    </div>
  );
}
