import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Drawer, Input, Skeleton, Tabs } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BatterySection } from '#renderer/features/customs/goods/BatterySection.tsx';
import { BrandSection } from '#renderer/features/customs/goods/BrandSection.tsx';
import { CertificatesSection } from '#renderer/features/customs/goods/CertificatesSection.tsx';
import { CodesSection } from '#renderer/features/customs/goods/CodesSection.tsx';
import { DescriptionSection } from '#renderer/features/customs/goods/DescriptionSection.tsx';
import { ElementsSection } from '#renderer/features/customs/goods/ElementsSection.tsx';
import { HistorySection } from '#renderer/features/customs/goods/HistorySection.tsx';
import { OriginSection } from '#renderer/features/customs/goods/OriginSection.tsx';
import { PendingChanges } from '#renderer/features/customs/goods/PendingChanges.tsx';
import { PicturesSection } from '#renderer/features/customs/goods/PicturesSection.tsx';
import { Readiness } from '#renderer/features/customs/goods/Readiness.tsx';
import { withDraft } from '#renderer/features/customs/goods/goods-form.ts';
import type { GoodsForm } from '#renderer/features/customs/goods/goods-form.ts';
import { client, orpc } from '#renderer/rpc/client.ts';
import type { Outputs } from '#renderer/ui/contract-types.ts';
import { problemOf } from '#renderer/ui/problem.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { useHotkeys } from '#renderer/ui/use-hotkeys.ts';
import type { GoodsPatch } from '#shared/model/customs-goods.ts';
import type { SkuId } from '#shared/model/ids.ts';

export type GoodsView = Outputs['customsGoods']['get'];

/** One SKU: what is missing, every field, who changed it. Ctrl+S saves, Esc closes. */
export function GoodsDrawer({ skuId, onClose }: { readonly skuId: SkuId; readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation('customs-goods');
  const queries = useQueryClient();
  const view = useQuery(orpc.customsGoods.get.queryOptions({ input: { skuId } }));
  const [base, setBase] = useState<GoodsView['goods'] | null>(null);
  const [draft, setDraft] = useState<GoodsPatch>({});
  const [reason, setReason] = useState('');
  const [isLeaving, setLeaving] = useState(false);
  const stored = view.data?.goods;
  // Whoever types keeps what they began from: a save of somebody else in between is told, not mixed in.
  const goods = base ?? stored;
  const changed = goods ? changedFields(goods, draft) : [];
  const isDirty = changed.length > 0;
  const isHalfTyped = (draft.hsCodes ?? []).some(({ code }) => code.length < 6);
  const reset = (): void => {
    setDraft({});
    setBase(null);
    setReason('');
  };
  const save = useAct(
    (patch: GoodsPatch) => client.customsGoods.save({ skuId, version: goods?.version ?? 0, patch, reason }),
    { toast: ({ state }) => t(`saved.${state}`), done: reset },
  );
  const submit = (): void => {
    if (isDirty && !isHalfTyped && !save.busy)
      save.run(Object.fromEntries(changed.map((field) => [field, draft[field]])));
  };
  const close = (): void => {
    if (isDirty && !isLeaving) setLeaving(true);
    else onClose();
  };
  useHotkeys({ 'ctrl+s': submit });
  const form: GoodsForm | null = goods
    ? {
        goods,
        value: withDraft(goods, draft),
        set(patch) {
          setBase(goods);
          setLeaving(false);
          setDraft({ ...draft, ...patch });
        },
      }
    : null;
  return (
    <Drawer
      open
      size={880}
      onClose={close}
      title={
        <span>
          <span className="mono">{goods?.skuCode}</span> {goods?.title}
        </span>
      }
      footer={
        <div className="row goods-foot">
          <span className="grow goods-foot-text">
            {isLeaving ? (
              <strong className="goods-leaving">{t('leaving')}</strong>
            ) : isDirty ? (
              t('changedFields', { names: changed.map((field) => t(`field.${field}`)).join(', ') })
            ) : (
              <span className="muted">{t('nothingChanged')}</span>
            )}
          </span>
          {isDirty && (
            <Input
              aria-label={t('reason')}
              placeholder={t('reason')}
              maxLength={200}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
              onPressEnter={submit}
              style={{ width: 200 }}
            />
          )}
          {isDirty && (
            <Button onClick={isLeaving ? onClose : reset}>{t(isLeaving ? 'discardAndClose' : 'discard')}</Button>
          )}
          <Button type="primary" size="large" disabled={!isDirty || isHalfTyped} loading={save.busy} onClick={submit}>
            {t('common:save')}
          </Button>
        </div>
      }
    >
      <div className="stack">
        <ProblemNote problem={view.error ? problemOf(view.error) : null} onRetry={() => void view.refetch()} />
        <ProblemNote problem={save.problem} onClose={save.clear}>
          {save.problem?.code === 'ERR_CUSTOMS_GOODS_STALE' && (
            <span>
              <Button
                onClick={() => {
                  reset();
                  save.clear();
                  void queries.invalidateQueries();
                }}
              >
                {t('loadCurrent')}
              </Button>
            </span>
          )}
        </ProblemNote>
        {!form && <Skeleton active />}
        {form && view.data && (
          <>
            <Readiness readiness={view.data.readiness} isDirty={isDirty} />
            <PendingChanges changes={view.data.pending} />
            <Tabs
              items={[
                {
                  key: 'what',
                  label: t('section.what'),
                  children: (
                    <div className="stack">
                      <DescriptionSection form={form} hints={view.data.hints} />
                      <OriginSection form={form} hints={view.data.hints} />
                    </div>
                  ),
                },
                {
                  key: 'codes',
                  label: t('section.codes'),
                  children: <CodesSection form={form} hint={view.data.hints.hsCode} />,
                },
                {
                  key: 'brand',
                  label: t('section.brand'),
                  children: (
                    <div className="stack">
                      <BrandSection form={form} />
                      <ElementsSection form={form} />
                    </div>
                  ),
                },
                { key: 'battery', label: t('section.battery'), children: <BatterySection form={form} /> },
                {
                  key: 'certificates',
                  label: `${t('section.certificates')} ${form.value.certificates.length || ''}`,
                  children: <CertificatesSection form={form} />,
                },
                {
                  key: 'pictures',
                  label: `${t('section.pictures')} ${view.data.pictures.length || ''}`,
                  children: <PicturesSection skuId={skuId} pictures={view.data.pictures} />,
                },
                { key: 'history', label: t('section.history'), children: <HistorySection skuId={skuId} /> },
              ]}
            />
          </>
        )}
      </div>
    </Drawer>
  );
}

function changedFields(goods: GoodsView['goods'], draft: GoodsPatch): (keyof GoodsPatch)[] {
  return (Object.keys(draft) as (keyof GoodsPatch)[]).filter(
    (field) => JSON.stringify(draft[field]) !== JSON.stringify(goods[field]),
  );
}
