import { useQuery } from '@tanstack/react-query';
import { Input, Modal } from 'antd';
import type { InputRef } from 'antd';
import type { KeyboardEvent, ReactNode } from 'react';
import { useDeferredValue, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { orpc } from '#renderer/rpc/client.ts';
import type { OrderSummary } from '#renderer/ui/contract-types.ts';
import { OrderStatusChip } from '#renderer/ui/OrderStatusChip.tsx';
import { useTypeAhead } from '#renderer/ui/use-type-ahead.ts';
import './styles/search.css';

interface Hit {
  readonly kind: string;
  readonly order: OrderSummary;
}

/** Any number, typed or scanned, whole or in part: order, sub-order, payment, waybill, return, phone. Words search titles, SKU codes and notes. */
export function GlobalSearch({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation('shell');
  const [, navigate] = useLocation();
  const [typed, setTyped] = useState('');
  const [cursor, setCursor] = useState(0);
  const needle = useDeferredValue(typed.trim());
  const field = useRef<InputRef>(null);
  useLayoutEffect(() => {
    if (open) setTyped('');
  }, [open]);
  useTypeAhead(open, {
    field: () => field.current?.input,
    wants: () => true,
    take: (character) => setTyped((before) => before + character),
  });
  const byNumber = useQuery(
    orpc.orders.find.queryOptions({ input: { number: needle, match: 'part' }, enabled: open && needle !== '' }),
  );
  const byText = useQuery(
    orpc.orders.list.queryOptions({
      input: { text: needle, limit: 12 },
      enabled: open && needle !== '',
    }),
  );
  const hits = joinHits(byNumber.data?.matches ?? [], byText.data?.items ?? []);
  const go = (hit: Hit | undefined): void => {
    if (!hit) return;
    onClose();
    navigate(`/orders/${hit.order.id}`);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown') setCursor(Math.min(cursor + 1, hits.length - 1));
    else if (event.key === 'ArrowUp') setCursor(Math.max(cursor - 1, 0));
    else if (event.key === 'Enter') go(hits[cursor] ?? hits[0]);
    else return;
    event.preventDefault();
  };
  const searching = byNumber.isFetching || byText.isFetching;
  return (
    <Modal
      open={open}
      onCancel={onClose}
      footer={null}
      closable={false}
      width={760}
      destroyOnHidden
      className="search-dialog"
      title={null}
    >
      <Input
        ref={field}
        size="large"
        autoFocus
        role="combobox"
        maxLength={100}
        aria-expanded={hits.length > 0}
        aria-controls="search-hits"
        aria-label={t('search.open')}
        placeholder={t('search.placeholder')}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setCursor(0);
        }}
        onKeyDown={onKeyDown}
      />
      <ul id="search-hits" role="listbox" aria-label={t('search.results')} className="search-hits">
        {hits.map((hit, index) => (
          <li
            key={`${hit.kind}${hit.order.id}`}
            role="option"
            aria-selected={index === cursor}
            onClick={() => go(hit)}
            onMouseEnter={() => setCursor(index)}
          >
            <span className="mono search-number">{hit.order.displayNumber}</span>
            <span className="muted">{t(`search.kind.${hit.kind}`, { defaultValue: hit.kind })}</span>
            <span className="grow ellipsis">{`${hit.order.shopName} · ${hit.order.recipientMasked} · ${hit.order.destination}`}</span>
            <OrderStatusChip order={hit.order} />
          </li>
        ))}
      </ul>
      {hits.length === 0 && (
        <div className="search-note" role="status">
          {needle === '' && <p className="muted">{t('search.hint')}</p>}
          {needle !== '' && searching && <p className="muted">{t('search.busy')}</p>}
          {needle !== '' && !searching && (
            <>
              <strong>{t('search.none', { text: needle })}</strong>
              <p className="muted">{t('search.noneHint')}</p>
            </>
          )}
        </div>
      )}
    </Modal>
  );
}

function joinHits(matches: readonly Hit[], orders: readonly OrderSummary[]): Hit[] {
  const known = new Set(matches.map((match) => match.order.id));
  return [...matches, ...orders.filter((order) => !known.has(order.id)).map((order) => ({ kind: 'text', order }))];
}
