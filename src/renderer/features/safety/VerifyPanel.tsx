import { CheckCircleFilled, CloseCircleFilled } from '#renderer/ui/icons.tsx';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '#renderer/rpc/client.ts';
import type { Outputs } from '#renderer/ui/contract-types.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { verifyWords } from '#shared/i18n/verify-words.ts';

/** Checks every promise against the stored data and lists what does not hold. */
export function VerifyPanel(): ReactNode {
  const { t, i18n } = useTranslation('safety');
  const textOf = (key: string): string | undefined => (i18n.exists(key) ? t(key) : undefined);
  const format = useFormat();
  const [report, setReport] = useState<Outputs['system']['verify'] | null>(null);
  const verify = useAct(() => client.system.verify(), { done: setReport });
  return (
    <Panel
      title={t('verify.title')}
      extra={
        <Button loading={verify.busy} onClick={() => verify.run(undefined)}>
          {t('verify.run')}
        </Button>
      }
    >
      <div className="stack">
        <p className="muted">{t('verify.intro')}</p>
        <ProblemNote problem={verify.problem} onClose={verify.clear} />
        {report && (
          <div role="status" className="stack">
            <strong style={{ color: report.ok ? 'var(--go)' : 'var(--stop)', fontSize: 17 }}>
              {t(report.ok ? 'verify.ok' : 'verify.bad')}
            </strong>
            {!report.ok && <p>{t('verify.badAdvice')}</p>}
            <table className="plain-table">
              <tbody>
                {report.checks.map((check) => (
                  <tr key={check.name}>
                    <td style={{ width: 34 }}>
                      {check.ok ? (
                        <CheckCircleFilled style={{ color: 'var(--go)' }} />
                      ) : (
                        <CloseCircleFilled style={{ color: 'var(--stop)' }} />
                      )}
                    </td>
                    <td>
                      {t(`verify.check.${check.name}`, { defaultValue: check.name })}
                      {check.problems.length > 0 && (
                        <ul style={{ color: 'var(--stop)' }}>
                          {check.problems.map((problem) => (
                            <li key={JSON.stringify(problem)}>
                              {t(`verify.found.${problem.code}`, verifyWords(problem, textOf))}
                            </li>
                          ))}
                        </ul>
                      )}
                    </td>
                    <td className="num muted">{t('verify.checked', { n: format.count(check.checked) })}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </div>
    </Panel>
  );
}
