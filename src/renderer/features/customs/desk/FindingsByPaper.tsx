import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Finding } from '#renderer/features/customs/desk/Finding.tsx';
import { groupByPaper } from '#renderer/features/customs/desk/group-by-paper.ts';
import type { CaseFill } from '#renderer/features/customs/desk/use-case-fill.ts';
import { useFieldText } from '#renderer/ui/use-customs-field-text.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import type { CaseDetail, CaseFinding } from '#shared/contract/customs-desk.ts';

interface Props {
  readonly found: CaseDetail;
  readonly findings: readonly CaseFinding[];
  readonly fill: CaseFill;
}

/** What each paper of the parcel lacks; what stands on several is said in full once. */
export function FindingsByPaper({ found, findings, fill }: Props): ReactNode {
  const { t } = useTranslation('customs-desk');
  if (findings.length === 0) return null;
  const { papers, rest } = groupByPaper(found.papers, findings);
  return (
    <>
      {papers.map(({ paper, own, also }) => (
        <section key={paper} className="stack-tight" aria-label={t(`paper.${paper}`)}>
          <div className="row">
            <h3>{t(`paper.${paper}`)}</h3>
            <PaperState findings={[...own, ...also]} />
          </div>
          {own.map((finding) => (
            <Finding key={finding.key} finding={finding} found={found} fill={fill} />
          ))}
          {also.length > 0 && <Also findings={also} />}
        </section>
      ))}
      {rest.length > 0 && (
        <section className="stack-tight" aria-label={t('grouping.rest')}>
          <h3>{t('grouping.rest')}</h3>
          {rest.map((finding) => (
            <Finding key={finding.key} finding={finding} found={found} fill={fill} />
          ))}
        </section>
      )}
    </>
  );
}

function PaperState({ findings }: { readonly findings: readonly CaseFinding[] }): ReactNode {
  const { t } = useTranslation('customs-desk');
  const blocks = findings.filter(({ severity, override }) => severity === 'block' && override === null).length;
  if (blocks > 0) return <Chip tone="stop">{t('grouping.blocks', { n: blocks })}</Chip>;
  if (findings.length > 0) return <Chip tone="warn">{t('grouping.warns', { n: findings.length })}</Chip>;
  return <Chip tone="go">{t('grouping.complete')}</Chip>;
}

function Also({ findings }: { readonly findings: readonly CaseFinding[] }): ReactNode {
  const { t } = useTranslation('customs-desk');
  const text = useFieldText();
  const names = findings.map(({ field, skuCode }) =>
    [text.field(field), skuCode].filter((part) => part !== '').join(' '),
  );
  return <span className="muted">{t('grouping.also', { fields: [...new Set(names)].join(t('grouping.comma')) })}</span>;
}
