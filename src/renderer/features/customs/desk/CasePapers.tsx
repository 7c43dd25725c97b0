import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Chip } from '#renderer/ui/Chip.tsx';
import type { CaseDetail } from '#shared/contract/customs-desk.ts';
import { standsOn } from '#shared/model/paper-fields.ts';

/** The papers of an order, each with what keeps it from being right. */
export function CasePapers({ found }: { readonly found: CaseDetail }): ReactNode {
  const { t } = useTranslation('customs-desk');
  if (found.papers.length === 0) return '—';
  return (
    <span className="row desk-papers">
      {found.papers.map((paper) => {
        const blocks = found.findings.filter(
          (finding) => finding.severity === 'block' && finding.override === null && standsOn(paper, finding.field),
        ).length;
        return (
          <Chip key={paper} tone={blocks > 0 ? 'stop' : 'go'}>
            {blocks > 0 ? t('case.paperLacks', { paper: t(`paper.${paper}`), n: blocks }) : t(`paper.${paper}`)}
          </Chip>
        );
      })}
    </span>
  );
}
