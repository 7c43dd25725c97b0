import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Input, Modal } from 'antd';
import type { InputRef } from 'antd';
import type { KeyboardEvent, ReactNode } from 'react';
import { useDeferredValue, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { HsSteps } from '#renderer/features/customs/goods/HsPath.tsx';
import { orpc } from '#renderer/rpc/client.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { SearchOutlined } from '#renderer/ui/icons.tsx';
import { problemOf } from '#renderer/ui/problem.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import type { HsHit } from '#shared/contract/customs-hs.ts';

interface Props {
  readonly initial: string;
  readonly onTake: (code: string) => void;
  readonly onClose: () => void;
}

/** Search over the Harmonized System. Arrows move, Enter takes the marked subheading, Esc leaves without one. */
export function HsSearchDialog({ initial, onTake, onClose }: Props): ReactNode {
  const { t } = useTranslation('customs-goods');
  const [text, setText] = useState(initial.slice(0, 120));
  const [cursor, setCursor] = useState(0);
  const input = useRef<InputRef>(null);
  const list = useRef<HTMLUListElement>(null);
  const needle = useDeferredValue(text.trim());
  const found = useQuery({
    ...orpc.customsGoods.searchHs.queryOptions({
      input: { text: needle, limit: 30 },
      placeholderData: keepPreviousData,
    }),
    enabled: needle !== '',
  });
  const hits = needle === '' ? [] : (found.data?.hits ?? []);
  const marked = Math.min(cursor, hits.length - 1);
  // The list follows the keys, never the mouse: what moves under a resting pointer would mark another line.
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [marked, needle]);
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const hit = hits[marked];
    if (step !== 0) setCursor(Math.max(0, Math.min(hits.length - 1, marked + step)));
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing && hit) take(hit);
    else return;
    event.preventDefault();
  };
  /** A heading is no code to declare: it narrows the search. */
  const take = (hit: HsHit): void => {
    if (hit.isSubheading) onTake(hit.code);
    else setText(hit.code);
  };
  return (
    <Modal
      open
      width={860}
      title={t('hs.title')}
      footer={null}
      onCancel={onClose}
      afterOpenChange={(isOpen) => isOpen && input.current?.focus({ cursor: 'all' })}
      destroyOnHidden
    >
      <div className="stack" onKeyDown={onKeyDown}>
        <Input
          ref={input}
          size="large"
          allowClear
          prefix={<SearchOutlined />}
          aria-label={t('hs.search')}
          placeholder={t('hs.search')}
          maxLength={120}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setCursor(0);
          }}
        />
        <ProblemNote problem={found.error ? problemOf(found.error) : null} onRetry={() => void found.refetch()} />
        {hits.length === 0 && !found.isFetching && (
          <EmptyState
            icon={<SearchOutlined />}
            title={t(needle === '' ? 'hs.type' : 'hs.nothing')}
            hint={t(needle === '' ? 'hs.typeHint' : 'hs.nothingHint')}
          />
        )}
        <ul ref={list} className="hs-hits" role="listbox" aria-label={t('hs.hits')}>
          {hits.map((hit, index) => (
            <li
              key={hit.code}
              role="option"
              aria-selected={index === marked}
              className={index === marked ? 'hs-hit hs-marked' : 'hs-hit'}
              onClick={() => setCursor(index)}
            >
              <div className="row hs-line">
                <strong className="mono hs-code">{hit.code}</strong>
                <span className="grow">{hit.text}</span>
                <Button type={hit.isSubheading ? 'primary' : 'default'} onClick={() => take(hit)}>
                  {t(hit.isSubheading ? 'hs.take' : 'hs.lookInside')}
                </Button>
              </div>
              <Reasons hit={hit} />
              {index === marked && <HsSteps steps={hit.path} />}
            </li>
          ))}
        </ul>
        <small className="muted">{t('hs.foot', { edition: found.data?.edition ?? 'HS 2022' })}</small>
      </div>
    </Modal>
  );
}

function Reasons({ hit }: { readonly hit: HsHit }): ReactNode {
  const { t } = useTranslation('customs-goods');
  return (
    <div className="row goods-chips">
      {hit.reasons.slice(0, 4).map((reason) => (
        <Chip
          key={`${reason.typed} ${reason.found} ${reason.how}`}
          tone={reason.how === 'similar' || reason.how === 'similar_term' ? 'warn' : 'neutral'}
        >
          {t(`hs.how.${reason.how}`, { typed: reason.typed, found: reason.found })}
          {reason.part !== 'vocabulary' && ` · ${t(`hs.part.${reason.part}`)}`}
        </Chip>
      ))}
    </div>
  );
}
