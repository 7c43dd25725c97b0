import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { orpc } from '#renderer/rpc/client.ts';
import type { HsPathStep } from '#shared/contract/customs-hs.ts';

/** Where a code stands: section, chapter, heading, subheading. */
export function HsPath({ code }: { readonly code: string }): ReactNode {
  const { t } = useTranslation('customs-goods');
  const path = useQuery(orpc.customsGoods.hsPath.queryOptions({ input: { code } }));
  if (!path.data) return null;
  if (path.data.path.length === 0) return <strong className="goods-wrong">{t('hs.unknown', { code })}</strong>;
  return <HsSteps steps={path.data.path} />;
}

/** The steps of a path, the last one in full. */
export function HsSteps({ steps }: { readonly steps: readonly HsPathStep[] }): ReactNode {
  return (
    <ol className="hs-path">
      {steps.map((step) => (
        <li key={step.code} className={`hs-${step.level}`}>
          <span className="mono">{step.code}</span> {step.text}
        </li>
      ))}
    </ol>
  );
}
