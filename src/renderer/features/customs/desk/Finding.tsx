import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FieldValueInput } from '#renderer/features/customs/desk/FieldValueInput.tsx';
import { GoodsLink } from '#renderer/features/customs/desk/GoodsLink.tsx';
import type { CaseFill } from '#renderer/features/customs/desk/use-case-fill.ts';
import { useFieldText } from '#renderer/ui/use-customs-field-text.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import type { CaseDetail, CaseFinding } from '#shared/contract/customs-desk.ts';

const TONE = { block: 'stop', warn: 'warn', info: 'neutral' } as const;

/** One finding in full: what is wrong, what to do, and the field to fill where that can be done here. */
export function Finding({
  finding,
  found,
  fill,
}: {
  readonly finding: CaseFinding;
  readonly found: CaseDetail;
  readonly fill: CaseFill;
}): ReactNode {
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
      {found.isOpen && finding.place === 'case' && <FillHere fill={fill} field={finding.field} />}
      {finding.place === 'goods' && <GoodsLink skuCode={finding.skuCode}>{t('toGoods')}</GoodsLink>}
      <span className="muted desk-source">
        {finding.ruleId}
        {finding.sourceRef !== '' && ` · ${finding.sourceRef}`}
      </span>
    </div>
  );
}

function FillHere({ fill, field }: { readonly fill: CaseFill; readonly field: string }): ReactNode {
  const { t } = useTranslation('customs-desk');
  const value = fill.typed(field);
  const run = (): void => {
    if (value.trim() !== '') fill.run(field);
  };
  return (
    <div className="stack-tight">
      <div className="row">
        <FieldValueInput field={field} value={value} onChange={(text) => fill.type(field, text)} onEnter={run} />
        <Button type="primary" disabled={value.trim() === ''} loading={fill.isBusy(field)} onClick={run}>
          {t('fill.one')}
        </Button>
      </div>
      <ProblemNote problem={fill.problem(field)} onClose={fill.clear} />
    </div>
  );
}
