import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { client, orpc } from '#renderer/rpc/client.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import type { Outputs, ShopView } from '#renderer/ui/contract-types.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { problemOf } from '#renderer/ui/problem.ts';
import { TimeText } from '#renderer/ui/TimeText.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { useHasRole } from '#renderer/ui/use-has-role.ts';
import { useProblemText } from '#renderer/ui/use-problem-text.ts';

type Report = NonNullable<Outputs['webhooks']['last']['report']>;
type Finding = Report['findings'][number];

/** Are the webhooks of a shop right: what was found, in words, with a button where it can be repaired from here. */
export function WebhookHealth({ shop }: { readonly shop: ShopView }): ReactNode {
  const { t } = useTranslation('pushes');
  const isAdmin = useHasRole('admin');
  const last = useQuery(orpc.webhooks.last.queryOptions({ input: { id: shop.id } }));
  const tracks = useQuery(orpc.sync.tracks.queryOptions({ input: { id: shop.id } }));
  const check = useAct(() => client.webhooks.check({ id: shop.id }));
  const fix = useAct((key: string) => client.webhooks.fix({ id: shop.id, key }), { toast: t('health.fixed') });
  const report = last.data?.report ?? null;
  return (
    <section className="stack" aria-label={t('health.title')}>
      <div className="row-between">
        <strong role="status">{verdict()}</strong>
        <span className="row">
          {report && (
            <span className="muted">
              {t('health.checked')} <TimeText atMs={report.checkedAtMs} />
            </span>
          )}
          <Button loading={check.busy} disabled={!shop.enabled} onClick={() => check.run(undefined)}>
            {t(report ? 'health.again' : 'health.check')}
          </Button>
        </span>
      </div>
      <ProblemNote problem={last.error ? problemOf(last.error) : check.problem} onClose={check.clear} />
      <ProblemNote problem={fix.problem} onClose={fix.clear} />
      {!report && <p className="muted">{t('health.never')}</p>}
      {report && (
        <ul className="findings">
          {report.findings.filter(isStillTrue).map((finding) => (
            <FindingRow
              key={finding.key}
              finding={finding}
              busy={fix.input === finding.key}
              disabled={!isAdmin || fix.busy}
              onFix={() => fix.run(finding.key)}
            />
          ))}
        </ul>
      )}
      {report && <Subscriptions report={report} />}
    </section>
  );

  /** The check may be a day old; the first push since is told of on the same card. */
  function isStillTrue({ kind }: Finding): boolean {
    return kind !== 'none_arrived' || (tracks.data?.lastPushAtMs ?? null) === null;
  }

  function verdict(): string {
    if (!report) return t('health.title');
    const wrong = report.findings.filter(({ level }) => level !== 'note').length;
    return wrong === 0 ? t('health.good') : t('health.bad', { n: wrong });
  }
}

interface FindingProps {
  readonly finding: Finding;
  readonly busy: boolean;
  readonly disabled: boolean;
  readonly onFix: () => void;
}

function FindingRow({ finding, busy, disabled, onFix }: FindingProps): ReactNode {
  const { t } = useTranslation('pushes');
  const textOf = useProblemText();
  const { kind, level, data, problem } = finding;
  const direction = typeof data['direction'] === 'string' ? t(`health.${data['direction']}`) : '';
  const words = { ...data, direction };
  return (
    <li>
      <Chip tone={level === 'note' ? 'neutral' : level}>{t(`health.level.${level}`)}</Chip>
      <span className="grow stack-tight">
        <strong>{t(`health.finding.${kind}.title`, words)}</strong>
        <span>{t(`health.finding.${kind}.advice`, words)}</span>
        {problem && (
          <span className="muted">
            {textOf(problem).title}
            {typeof problem.data['vendorText'] === 'string' && `: ${problem.data['vendorText']}`}
          </span>
        )}
      </span>
      {finding.canFix && (
        <Button
          type="primary"
          loading={busy}
          disabled={disabled}
          title={disabled && !busy ? t('common:adminOnly') : undefined}
          onClick={onFix}
        >
          {t(`health.fix.${kind}`, { defaultValue: t('health.fix.other') })}
        </Button>
      )}
    </li>
  );
}

function Subscriptions({ report }: { readonly report: Report }): ReactNode {
  const { t } = useTranslation('pushes');
  if (!report.canInspect) return <p className="muted">{t('health.cannotInspect')}</p>;
  if (report.subscriptions.length === 0) return null;
  return (
    <details>
      <summary>{t('health.subscriptions', { n: report.subscriptions.length })}</summary>
      <ul>
        {report.subscriptions.map(({ topic, address, active }) => (
          <li key={`${topic} ${address}`}>
            <code>{topic}</code> → <code className="push-address">{address}</code>
            {!active && <Chip tone="stop">{t('health.off')}</Chip>}
          </li>
        ))}
      </ul>
    </details>
  );
}
