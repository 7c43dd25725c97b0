import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/ui/use-format.ts';

type Value = string | number | null;

const AXES: Readonly<Record<string, string>> = {
  payment: 'payment',
  fulfilment: 'fulfilment',
  after_sales: 'afterSales',
};

/** What a replay tells of one field of an order, in the window's language. `currency` is the shop's. */
export function useFactText(currency: string): (field: string, value: Value) => string {
  const { t } = useTranslation('orders');
  const format = useFormat();
  return (field, value) => {
    if (value === null || value === '') return '—';
    const axis = AXES[field];
    if (axis) return t(`axis.${axis}.${value}`, { defaultValue: String(value) });
    if (typeof value === 'number') return field === 'paid_at_ms' ? format.full(value) : format.money(value, currency);
    if (field === 'holds') return holdsText(value.split(', '));
    if (field === 'flags_json') return (JSON.parse(value) as string[]).join(', ') || '—';
    if (!field.startsWith('line ')) return value;
    return value.replace(/(?<= · )\w+$/, (state) => t(`axis.afterSales.${state}`, { defaultValue: state }));
  };

  /** An order may be held twice for reasons of one kind: that is said once, with their number. */
  function holdsText(kinds: readonly string[]): string {
    const names = [...new Set(kinds)].map((kind) => {
      const count = kinds.filter((each) => each === kind).length;
      const name = t(`common:hold.${kind}`, { defaultValue: kind });
      return count === 1 ? name : `${name} × ${count}`;
    });
    return names.join(', ');
  }
}
