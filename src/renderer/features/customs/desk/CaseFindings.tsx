import { Segmented } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Finding } from '#renderer/features/customs/desk/Finding.tsx';
import { useCaseFill } from '#renderer/features/customs/desk/use-case-fill.ts';
import { FindingsByPaper } from '#renderer/features/customs/desk/FindingsByPaper.tsx';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useFieldText } from '#renderer/ui/use-customs-field-text.ts';
import type { CaseDetail } from '#shared/contract/customs-desk.ts';
import { MendPlace } from '#shared/model/customs-case.ts';

type Grouping = 'paper' | 'place';

/** What the rules say, by the paper that lacks it or by the place where it is mended; facts of the lane are folded away. */
export function CaseFindings({ found }: { readonly found: CaseDetail }): ReactNode {
  const { t } = useTranslation('customs-desk');
  const text = useFieldText();
  const fill = useCaseFill(found);
  const [grouping, setGrouping] = useState<Grouping>('paper');
  const spoken = found.findings.filter((finding) => finding.severity !== 'info');
  const facts = found.findings.filter((finding) => finding.severity === 'info');
  return (
    <div className="stack">
      {fill.left.map((field) => (
        <ProblemNote
          key={field}
          problem={fill.problem(field) ?? { code: 'ERR_CUSTOMS_CASE_CHANGED', data: { number: found.orderNumber } }}
          onClose={() => {
            fill.type(field, '');
            fill.clear();
          }}
        >
          <span>{t('fill.notStored', { field: text.field(field), value: fill.typed(field) })}</span>
        </ProblemNote>
      ))}
      {spoken.length === 0 && <p>{t('case.nothing')}</p>}
      {spoken.length > 0 && (
        <Segmented
          className="desk-grouping"
          aria-label={t('grouping.title')}
          value={grouping}
          onChange={setGrouping}
          options={[
            { value: 'paper', label: t('grouping.paper') },
            { value: 'place', label: t('grouping.place') },
          ]}
        />
      )}
      {grouping === 'paper' ? (
        <FindingsByPaper found={found} findings={spoken} fill={fill} />
      ) : (
        MendPlace.options.map((place) => {
          const here = spoken.filter((finding) => finding.place === place);
          if (here.length === 0) return null;
          return (
            <section key={place} className="stack-tight" aria-label={t(`place.${place}`)}>
              <h3>{t(`place.${place}`)}</h3>
              {here.map((finding) => (
                <Finding key={finding.key} finding={finding} found={found} fill={fill} />
              ))}
            </section>
          );
        })
      )}
      {facts.length > 0 && (
        <details>
          <summary>{t('case.facts', { n: facts.length })}</summary>
          {facts.map((finding) => (
            <Finding key={finding.key} finding={finding} found={found} fill={fill} />
          ))}
        </details>
      )}
    </div>
  );
}
