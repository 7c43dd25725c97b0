import { DashboardOutlined } from '#renderer/ui/icons.tsx';
import { useQuery } from '@tanstack/react-query';
import { Button, Input, InputNumber, Modal, Popconfirm } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, orpc } from '#renderer/rpc/client.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { problemOf } from '#renderer/ui/problem.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { SkuWeightView } from '#shared/contract/weighing.ts';

/** What weighed parcels taught about the weight of things, from which of them, and how to put it right. */
export function WeightsPanel(): ReactNode {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const [search, setSearch] = useState('');
  const [correcting, setCorrecting] = useState<SkuWeightView | null>(null);
  const [grams, setGrams] = useState<number | null>(null);
  const { data, error } = useQuery(
    orpc.weighing.skuWeights.queryOptions({
      input: { search: search.trim() },
      placeholderData: (before) => before,
    }),
  );
  const forget = useAct((skuId: string) => client.weighing.forgetSkuWeight({ skuId }));
  const correct = useAct((input: { skuId: string; grams: number }) => client.weighing.correctSkuWeight(input), {
    done: () => setCorrecting(null),
  });
  const submit = (): void => {
    if (correcting && grams !== null) correct.run({ skuId: correcting.skuId, grams });
  };
  return (
    <Panel title={t('tab.weights')}>
      <div className="stack">
        <p className="muted">{t('weights.intro')}</p>
        <Input
          allowClear
          aria-label={t('weights.search')}
          placeholder={t('weights.search')}
          value={search}
          maxLength={60}
          onChange={(event) => setSearch(event.target.value)}
          style={{ width: 280 }}
        />
        <ProblemNote problem={error ? problemOf(error) : forget.problem} onClose={forget.clear} />
        {data?.weights.length === 0 && (
          <EmptyState icon={<DashboardOutlined />} title={t('weights.empty')} hint={t('weights.emptyHint')} />
        )}
        <table className="plain-table">
          <tbody>
            {data?.weights.map((weight) => (
              <tr key={weight.skuId}>
                <td>
                  <strong className="mono">{weight.code}</strong>
                  <div className="muted">{weight.title}</div>
                </td>
                <td className="num">
                  <strong>{format.milligrams(weight.learned.weightMg)}</strong>
                  <div className="muted">
                    {t('weights.spread', { spread: format.milligrams(weight.learned.spreadMg) })}
                  </div>
                </td>
                <td>
                  <Chip tone={weight.learned.state === 'learned' ? 'go' : 'warn'}>
                    {t(`weights.state.${weight.learned.state}`)}
                  </Chip>
                  {weight.learned.method === 'joint' && <div className="muted">{t('weights.joint')}</div>}
                  <div className="muted">
                    {t('weights.counts', { n: weight.learned.sampleCount, refused: weight.learned.refusedCount })}
                  </div>
                </td>
                <td className="muted">
                  {weight.weightG === null
                    ? t('weights.noCatalogue')
                    : t('weights.catalogue', { weight: format.weight(weight.weightG) })}
                  <details>
                    <summary>{t('weights.samples')}</summary>
                    {weight.samples.map((sample) => (
                      <div key={sample.orderNumber + sample.atMs}>
                        <span className="mono">{sample.orderNumber}</span>
                        {` ${sample.quantity} × · ${format.weight(sample.grams)}`}
                      </div>
                    ))}
                    {weight.mixtures.map((mixture) => (
                      <div key={mixture.orderNumber + mixture.goods}>
                        <span className="mono">{mixture.orderNumber}</span>
                        {` ${mixture.goods} · ${format.weight(mixture.grams)}`}
                      </div>
                    ))}
                  </details>
                </td>
                <td className="num">
                  <Button
                    onClick={() => {
                      setCorrecting(weight);
                      setGrams(Math.round(weight.learned.weightMg / 1_000));
                    }}
                  >
                    {t('weights.correct')}
                  </Button>{' '}
                  <Popconfirm
                    title={t('weights.forgetSure')}
                    okText={t('weights.forget')}
                    cancelText={t('common:cancel')}
                    onConfirm={() => forget.run(weight.skuId)}
                  >
                    <Button danger>{t('weights.forget')}</Button>
                  </Popconfirm>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Modal
        open={correcting !== null}
        title={t('weights.correctTitle', { code: correcting?.code ?? '' })}
        okText={t('common:save')}
        cancelText={t('common:cancel')}
        confirmLoading={correct.busy}
        okButtonProps={{ disabled: grams === null }}
        onOk={submit}
        onCancel={() => setCorrecting(null)}
      >
        <div className="stack">
          <p>{t('weights.correctIntro')}</p>
          <InputNumber
            autoFocus
            aria-label={t('weights.unit')}
            min={1}
            max={100_000}
            precision={0}
            suffix="g"
            value={grams}
            onChange={setGrams}
            onPressEnter={submit}
          />
          <ProblemNote problem={correct.problem} />
        </div>
      </Modal>
    </Panel>
  );
}
