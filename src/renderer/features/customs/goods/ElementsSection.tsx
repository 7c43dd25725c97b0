import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import type { GoodsForm } from '#renderer/features/customs/goods/goods-form.ts';
import { client, orpc } from '#renderer/rpc/client.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import { CloseOutlined, PlusOutlined } from '#renderer/ui/icons.tsx';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import type { GoodsElement } from '#shared/model/customs-goods.ts';

/** The two that stand first in every list; their values are codes. */
const FIXED: Readonly<Record<string, readonly string[]>> = {
  品牌类型: ['0', '1', '2', '3', '4'],
  出口享惠情况: ['0', '1', '2', '3'],
};

/** 申报要素: the elements that the Chinese code wants, checked and joined as they will stand on the declaration. */
export function ElementsSection({ form }: { readonly form: GoodsForm }): ReactNode {
  const { t } = useTranslation('customs-goods');
  const { goods, value, set } = form;
  const code = value.hsCodes.find(({ scheme }) => scheme === 'cn10')?.code ?? '';
  const input = useDeferredValue({ code, elements: value.elements });
  const check = useQuery(orpc.customsGoods.checkElements.queryOptions({ input, placeholderData: keepPreviousData }));
  const learn = useAct(() => client.customsGoods.learnElementList({ skuId: goods.skuId }), {
    toast: (list) => t('elements.learned', { code: list.code }),
  });
  const list = check.data?.list;
  const put = (index: number, patch: Partial<GoodsElement>): void =>
    set({ elements: value.elements.map((element, at) => (at === index ? { ...element, ...patch } : element)) });
  const fill = (names: readonly string[]): void => {
    const wanted = [...Object.keys(FIXED), ...names];
    const kept = value.elements.filter(({ name, value: text }) => text !== '' && !wanted.includes(name));
    const known = (name: string): string =>
      value.elements.find((element) => element.name === name)?.value ?? startValue(name, form);
    set({ elements: [...wanted.map((name) => ({ name, value: known(name) })), ...kept] });
  };
  return (
    <section className="stack-tight" aria-label={t('elements.title')}>
      <h3>{t('elements.title')}</h3>
      {list && (
        <div className="row">
          <span className="muted grow">
            {list.source === 'typical'
              ? t('elements.typical', { code: code || '—' })
              : t('elements.from', { code: list.code, by: list.updatedBy })}
          </span>
          <Button onClick={() => fill(list.names)}>{t('elements.fill')}</Button>
          <Button loading={learn.busy} onClick={() => learn.run(undefined)}>
            {t('elements.learn')}
          </Button>
        </div>
      )}
      <ProblemNote problem={learn.problem} onClose={learn.clear} />
      {value.elements.map((element, index) => {
        const wrong = check.data?.problems.find(({ name }) => name === element.name);
        const codes = FIXED[element.name];
        return (
          <div key={index} className="row goods-element">
            {codes ? (
              <strong className="goods-element-name">{element.name}</strong>
            ) : (
              <Input
                className="goods-element-name"
                aria-label={t('elements.name')}
                maxLength={60}
                value={element.name}
                onChange={(event) => put(index, { name: event.target.value })}
              />
            )}
            {codes ? (
              <Select
                className="grow"
                aria-label={element.name}
                value={element.value}
                onChange={(text) => put(index, { value: text })}
                options={codes.map((known) => ({
                  value: known,
                  label: `${known} ${t(`elementCode.${element.name}.${known}`)}`,
                }))}
              />
            ) : (
              <Input
                className="grow"
                style={{ width: 'auto' }}
                aria-label={element.name}
                maxLength={200}
                status={wrong ? 'warning' : ''}
                value={element.value}
                onChange={(event) => put(index, { value: event.target.value })}
              />
            )}
            <Button
              type="text"
              icon={<CloseOutlined />}
              aria-label={`${t('common:remove')} ${element.name}`}
              onClick={() => set({ elements: value.elements.filter((_, at) => at !== index) })}
            />
          </div>
        );
      })}
      <div className="row">
        <Button
          icon={<PlusOutlined />}
          disabled={value.elements.length >= 40}
          onClick={() => set({ elements: [...value.elements, { name: '', value: '' }] })}
        >
          {t('elements.add')}
        </Button>
        {value.elements.length > 0 &&
          check.data?.problems.map(({ kind, name }) => (
            <Chip key={`${kind} ${name}`} tone="warn">
              {t(`elements.problem.${kind}`, { name })}
            </Chip>
          ))}
      </div>
      {value.elements.length > 0 && (
        <code className="goods-joined" aria-label={t('elements.joined')}>
          {check.data?.joined}
        </code>
      )}
    </section>
  );
}

/** What the goods say already; 0 is the usual benefit of an export and is shown to be changed. */
function startValue(name: string, { value }: GoodsForm): string {
  const known: Readonly<Record<string, string>> = {
    品牌类型: value.brandKind,
    出口享惠情况: '0',
    品牌: value.brand,
    型号: value.model,
    GTIN: value.gtin,
  };
  return known[name] ?? '';
}
