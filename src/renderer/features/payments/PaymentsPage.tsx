import { useQuery } from '@tanstack/react-query';
import { Tabs } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { AccountsTab } from '#renderer/features/payments/AccountsTab.tsx';
import { PaymentList } from '#renderer/features/payments/PaymentList.tsx';
import { RepairList } from '#renderer/features/payments/RepairList.tsx';
import { orpc } from '#renderer/rpc/client.ts';
import { PageFrame } from '#renderer/ui/PageFrame.tsx';

const TABS = ['open', 'waiting', 'confirmed', 'repairs', 'accounts'] as const;
type Tab = (typeof TABS)[number];

/** What providers told of payments: to look at, waiting, confirmed; what persons settled; the accounts. */
export function PaymentsPage(): ReactNode {
  const { t } = useTranslation('payments');
  const [location, navigate] = useLocation();
  const counts = useQuery(orpc.payments.counts.queryOptions()).data;
  const shown = TABS.find((tab) => location.split('/')[2] === tab) ?? 'open';
  const of = (...states: readonly string[]): number =>
    states.reduce((sum, state) => sum + (counts?.byState[state] ?? 0), 0);
  const numbers: Readonly<Record<Tab, number>> = {
    open: of('parked'),
    waiting: of('waiting_order', 'asking', 'noticed'),
    confirmed: 0,
    repairs: counts?.repairsPending ?? 0,
    accounts: 0,
  };
  const contents: Readonly<Record<Tab, ReactNode>> = {
    open: <PaymentList states={['parked']} empty="open" />,
    waiting: <PaymentList states={['asking', 'waiting_order', 'noticed']} empty="waiting" />,
    confirmed: <PaymentList states={['confirmed', 'repaired']} empty="confirmed" />,
    repairs: <RepairList />,
    accounts: <AccountsTab />,
  };
  return (
    <PageFrame title={t('title')} intro={t('intro')}>
      <Tabs
        activeKey={shown}
        onChange={(tab) => navigate(`/payments/${tab}`)}
        destroyOnHidden
        items={TABS.map((tab) => ({
          key: tab,
          label: numbers[tab] > 0 ? `${t(`tab.${tab}`)} (${numbers[tab]})` : t(`tab.${tab}`),
          children: contents[tab],
        }))}
      />
    </PageFrame>
  );
}
