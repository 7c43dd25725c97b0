import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BrokerForm } from '#renderer/features/customs/data/BrokerForm.tsx';
import { CompanyForm } from '#renderer/features/customs/data/CompanyForm.tsx';
import { client, orpc } from '#renderer/rpc/client.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import { ConfirmDialog } from '#renderer/ui/ConfirmDialog.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { problemOf } from '#renderer/ui/problem.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { TimeText } from '#renderer/ui/TimeText.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { useHasRole } from '#renderer/ui/use-has-role.ts';
import type { CustomsTemplateView } from '#shared/contract/customs-data.ts';

type Kind = CustomsTemplateView['body']['kind'];

/** Columns of brokers' files and company data of 9610 lists. */
export function SetUpsPart(): ReactNode {
  const { t } = useTranslation('customs-data');
  const isLead = useHasRole('lead');
  const [edited, setEdited] = useState<{ kind: Kind; template: CustomsTemplateView | null } | null>(null);
  const [removed, setRemoved] = useState<CustomsTemplateView | null>(null);
  const templates = useQuery(orpc.customsData.templates.queryOptions());
  const remove = useAct(({ id, version }: CustomsTemplateView) => client.customsData.removeTemplate({ id, version }), {
    done: () => setRemoved(null),
  });
  const rows = templates.data?.templates ?? [];
  const close = (): void => setEdited(null);
  return (
    <Panel
      title={t('setUps.title')}
      extra={
        isLead && (
          <>
            <Button onClick={() => setEdited({ kind: 'ceb603', template: null })}>{t('setUps.addCompany')}</Button>
            <Button type="primary" onClick={() => setEdited({ kind: 'broker', template: null })}>
              {t('setUps.addBroker')}
            </Button>
          </>
        )
      }
      flush={rows.length > 0}
    >
      <ProblemNote problem={templates.error ? problemOf(templates.error) : null} />
      {templates.data && rows.length === 0 && <EmptyState title={t('setUps.empty')} hint={t('setUps.emptyHint')} />}
      {rows.length > 0 && (
        <table className="plain-table">
          <tbody>
            {rows.map((template) => (
              <tr key={template.id}>
                <td>
                  <strong>{template.name}</strong>
                </td>
                <td>
                  <Chip>{t(`setUps.kind.${template.body.kind}`)}</Chip>
                </td>
                <td className="muted">
                  {template.body.kind === 'broker' && t('setUps.columns', { n: template.body.broker.columns.length })}
                </td>
                <td>
                  <TimeText atMs={template.updatedAtMs} />
                </td>
                <td className="num">
                  {isLead && (
                    <span className="row" style={{ justifyContent: 'flex-end', flexWrap: 'nowrap' }}>
                      <Button onClick={() => setEdited({ kind: template.body.kind, template })}>
                        {t('setUps.change')}
                      </Button>
                      <Button danger onClick={() => setRemoved(template)}>
                        {t('setUps.remove')}
                      </Button>
                    </span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {edited?.kind === 'broker' && (
        <BrokerForm template={edited.template} columns={templates.data?.columns ?? []} onClose={close} />
      )}
      {edited?.kind === 'ceb603' && <CompanyForm template={edited.template} onClose={close} />}
      <ConfirmDialog
        open={removed !== null}
        title={t('setUps.removeTitle', { name: removed?.name ?? '' })}
        consequences={[t('setUps.removeKeeps')]}
        okText={t('setUps.remove')}
        busy={remove.busy}
        problem={remove.problem}
        onOk={() => removed && remove.run(removed)}
        onCancel={() => {
          setRemoved(null);
          remove.clear();
        }}
      />
    </Panel>
  );
}
