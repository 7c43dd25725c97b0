import { CheckCircleFilled, CloseCircleFilled, ExclamationCircleFilled } from '#renderer/ui/icons.tsx';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { client, orpc } from '#renderer/rpc/client.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { problemOf } from '#renderer/ui/problem.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { MachineFinding } from '#shared/contract/machine-check.ts';

/** Whether everything that the product needs loads and works on this PC, in words. */
export function MachinePanel(): ReactNode {
  const { t } = useTranslation('safety');
  const format = useFormat();
  const last = useQuery(orpc.system.machineCheck.queryOptions());
  const look = useAct(() => client.system.checkMachine());
  const check = last.data?.check;
  return (
    <Panel
      title={t('machine.title')}
      extra={
        <Button loading={look.busy} onClick={() => look.run(undefined)}>
          {t('machine.run')}
        </Button>
      }
    >
      <div className="stack">
        <p className="muted">{t('machine.intro')}</p>
        <ProblemNote problem={look.problem ?? (last.error ? problemOf(last.error) : null)} onClose={look.clear} />
        {check === null && <p>{t('machine.never')}</p>}
        {check && (
          <div role="status" className="stack">
            <Verdict findings={check.findings} />
            <p className="muted">{t('machine.checked', { at: format.full(check.atMs), version: check.appVersion })}</p>
            <table className="plain-table">
              <tbody>
                {check.findings.map((finding) => (
                  <FindingRow key={finding.name} finding={finding} />
                ))}
              </tbody>
            </table>
          </div>
        )}
      </div>
    </Panel>
  );
}

function Verdict({ findings }: { readonly findings: readonly MachineFinding[] }): ReactNode {
  const { t } = useTranslation('safety');
  const isFit = findings.every(({ state }) => state !== 'failed');
  return (
    <strong style={{ color: isFit ? 'var(--go)' : 'var(--stop)', fontSize: 17 }}>
      {t(isFit ? 'machine.ok' : 'machine.bad')}
    </strong>
  );
}

function FindingRow({ finding: { name, state, data } }: { readonly finding: MachineFinding }): ReactNode {
  const { t, i18n } = useTranslation(['doctor', 'errors']);
  const detail = String(data['detail'] ?? '');
  // Why, in words where there are any; what the system itself said stays as it is.
  const place = [`doctor:detail.${detail}`, `errors:${detail}.title`].find((key) => detail !== '' && i18n.exists(key));
  const words = { ...data, detail: place === undefined ? detail : t(place, data) };
  return (
    <tr>
      <td style={{ width: 34 }}>
        {state === 'ok' && <CheckCircleFilled style={{ color: 'var(--go)' }} />}
        {state === 'failed' && <CloseCircleFilled style={{ color: 'var(--stop)' }} />}
        {(state === 'warning' || state === 'skipped') && <ExclamationCircleFilled />}
      </td>
      <td>
        {t(`${name}.${state}`, { ...words, defaultValue: name })}
        {(state === 'failed' || state === 'warning') && (
          <p className="muted">{t(`${name}.advice`, { ...words, defaultValue: '' })}</p>
        )}
      </td>
    </tr>
  );
}
