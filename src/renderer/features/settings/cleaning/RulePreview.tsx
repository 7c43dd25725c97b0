import { SearchOutlined } from '#renderer/ui/icons.tsx';
import { Button, InputNumber, Segmented } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { FillInFirst } from '#renderer/features/settings/cleaning/FillInFirst.tsx';
import { emptyParts } from '#renderer/features/settings/cleaning/empty-parts.ts';
import { useFieldName } from '#renderer/features/settings/cleaning/use-rule-text.ts';
import { client } from '#renderer/rpc/client.ts';
import { ChangeText } from '#renderer/ui/ChangeText.tsx';
import { Chip } from '#renderer/ui/Chip.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import type { CleaningPreview } from '#shared/contract/cleaning.ts';
import type { CleaningDefinition } from '#shared/model/cleaning.ts';

/** Runs the rule as it stands in the form on stored orders, and changes none of them. */
export function RulePreview({
  ruleId,
  definition,
}: {
  readonly ruleId: string | null;
  readonly definition: CleaningDefinition;
}): ReactNode {
  const { t } = useTranslation('cleaning');
  const [kind, setKind] = useState<'orders' | 'days'>('orders');
  const [count, setCount] = useState(500);
  const [shown, setShown] = useState<CleaningPreview | null>(null);
  const preview = useAct(() => client.cleaning.preview({ id: ruleId, definition, scope: { kind, count } }), {
    done: setShown,
  });
  const empty = emptyParts(definition);
  const choose = (next: 'orders' | 'days'): void => {
    setKind(next);
    setCount(next === 'orders' ? 500 : 7);
  };
  return (
    <div className="stack">
      <p className="muted">{t('preview.intro')}</p>
      <div className="row">
        <Segmented
          value={kind}
          options={(['orders', 'days'] as const).map((value) => ({ value, label: t(`preview.last.${value}`) }))}
          onChange={choose}
        />
        <InputNumber
          aria-label={t(`preview.last.${kind}`)}
          min={1}
          max={kind === 'orders' ? 5_000 : 90}
          precision={0}
          style={{ width: 110 }}
          value={count}
          onChange={(value) => setCount(value ?? 1)}
        />
        <Button
          type="primary"
          disabled={empty.length > 0}
          loading={preview.busy}
          onClick={() => preview.run(undefined)}
        >
          {t('preview.run')}
        </Button>
        <FillInFirst parts={empty} />
      </div>
      <ProblemNote problem={preview.problem} onClose={preview.clear} />
      {shown && <PreviewResult preview={shown} />}
    </div>
  );
}

function PreviewResult({ preview }: { readonly preview: CleaningPreview }): ReactNode {
  const { t } = useTranslation('cleaning');
  const fieldName = useFieldName();
  return (
    <div className="stack">
      <p role="status">
        <strong>{t('preview.counts', { seen: preview.seen, changed: preview.changed, errors: preview.errors })}</strong>
      </p>
      {preview.orders.length === 0 && (
        <EmptyState icon={<SearchOutlined />} title={t('preview.none')} hint={t('preview.noneHint')} />
      )}
      {preview.orders.length > 0 && (
        <table className="plain-table">
          <thead>
            <tr>
              <th>{t('preview.order')}</th>
              <th>{t('preview.field')}</th>
              <th>{t('preview.difference')}</th>
            </tr>
          </thead>
          <tbody>
            {preview.orders.flatMap((order) => [
              ...order.changes.map((change) => (
                <tr key={`${order.orderId} ${change.path}`}>
                  <td>
                    <Link href={`/orders/${order.orderId}`} className="mono">
                      {order.number}
                    </Link>
                  </td>
                  <td>{fieldName(change.path)}</td>
                  <td>
                    <ChangeText change={change} />
                  </td>
                </tr>
              )),
              ...order.problems.map(({ path, problem }) => (
                <tr key={`${order.orderId} ${path} ${problem}`}>
                  <td>
                    <Link href={`/orders/${order.orderId}`} className="mono">
                      {order.number}
                    </Link>
                  </td>
                  <td>{fieldName(path)}</td>
                  <td>
                    <Chip tone="warn">{t(`problem.${problem}`)}</Chip>
                  </td>
                </tr>
              )),
            ])}
          </tbody>
        </table>
      )}
    </div>
  );
}
