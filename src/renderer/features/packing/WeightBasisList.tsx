import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { PackingState } from '#shared/contract/packing.ts';

/** What the expected weight is made of, for whoever doubts it: each thing with its source, and the packaging. */
export function WeightBasisList({ basis }: { readonly basis: NonNullable<PackingState['weightBasis']> }): ReactNode {
  const { t } = useTranslation('packing');
  const format = useFormat();
  return (
    <details className="weight-basis">
      <summary>{t('basis.title')}</summary>
      <table className="plain-table">
        <tbody>
          {basis.lines.map((line) => (
            <tr key={`${line.skuCode} ${line.quantity}`}>
              <td className="mono">{`${line.quantity} × ${line.skuCode}`}</td>
              <td className="num">{line.unitMg === null ? '—' : format.milligrams(line.unitMg)}</td>
              <td className="muted">{sourceOf(line)}</td>
            </tr>
          ))}
          <tr>
            <td>{basis.packaging?.name ?? t('basis.packaging')}</td>
            <td className="num">{format.milligrams(basis.packagingG * 1_000)}</td>
            <td className="muted">{packagingSource()}</td>
          </tr>
        </tbody>
      </table>
    </details>
  );

  function sourceOf({ unitMg, sampleCount, spreadMg }: (typeof basis)['lines'][number]): string {
    if (unitMg === null) return t('basis.unknown');
    return sampleCount === null
      ? t('basis.catalogue')
      : t('basis.learned', { n: sampleCount, spread: format.milligrams(spreadMg ?? 0) });
  }

  function packagingSource(): string {
    if (!basis.packaging || basis.packaging.tareSource === 'unknown') return t('basis.setting');
    return basis.packaging.tareSource === 'learned' ? t('basis.learnedTare') : t('basis.entered');
  }
}
