import { Tabs } from 'antd';
import type { ComponentType, ReactNode } from 'react';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { PageFrame } from '#renderer/ui/PageFrame.tsx';

/** Parts of the customs page, each a chunk of its own with an address of its own: `/customs/goods`. */
const TABS: readonly { readonly name: string; readonly tab: ComponentType }[] = [
  {
    name: 'desk',
    tab: lazy(() => import('#renderer/features/customs/desk/DeskTab.tsx').then((m) => ({ default: m.DeskTab }))),
  },
  {
    name: 'goods',
    tab: lazy(() => import('#renderer/features/customs/goods/GoodsTab.tsx').then((m) => ({ default: m.GoodsTab }))),
  },
  {
    name: 'papers',
    tab: lazy(() => import('#renderer/features/customs/papers/PapersTab.tsx').then((m) => ({ default: m.PapersTab }))),
  },
  {
    name: 'data',
    tab: lazy(() => import('#renderer/features/customs/data/DataTab.tsx').then((m) => ({ default: m.DataTab }))),
  },
  {
    name: 'rules',
    tab: lazy(() => import('#renderer/features/customs/rules/RulesTab.tsx').then((m) => ({ default: m.RulesTab }))),
  },
  {
    name: 'board',
    tab: lazy(() => import('#renderer/features/customs/board/BoardTab.tsx').then((m) => ({ default: m.BoardTab }))),
  },
];

/** Papers for parcels that cross a border: what is missing, the goods, the documents, the rules, and what customs made of it. */
export function CustomsPage(): ReactNode {
  const { t } = useTranslation('customs');
  const [location, navigate] = useLocation();
  const shown = TABS.find(({ name }) => location.split('/')[2] === name)?.name ?? 'desk';
  return (
    <PageFrame title={t('title')} intro={t('intro')}>
      <Tabs
        activeKey={shown}
        onChange={(name) => navigate(`/customs/${name}`)}
        destroyOnHidden
        items={TABS.map(({ name, tab: Tab }) => ({
          key: name,
          label: t(`tabs.${name}`),
          children: (
            <Suspense fallback={null}>
              <Tab />
            </Suspense>
          ),
        }))}
      />
    </PageFrame>
  );
}
