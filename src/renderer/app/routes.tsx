import {
  AuditOutlined,
  BarcodeOutlined,
  BellOutlined,
  ContainerOutlined,
  FieldTimeOutlined,
  GlobalOutlined,
  ImportOutlined,
  InboxOutlined,
  LayoutOutlined,
  PrinterOutlined,
  SafetyCertificateOutlined,
  SettingOutlined,
  ShopOutlined,
  TagsOutlined,
  WalletOutlined,
} from '#renderer/ui/icons.tsx';
import type { ComponentType, ReactNode } from 'react';
import { lazy } from 'react';

export interface AppRoute {
  /** Key of the name in shell.json under `nav`. */
  readonly name: string;
  readonly path: string;
  /** Where the page has addresses of its own below its path. */
  readonly pattern?: string;
  readonly icon: ReactNode;
  readonly page: ComponentType;
}

/** So many digits there are to go to a page by. */
export const KEYED_ROUTES = 10;

/** Every page of the sidebar, each a chunk of its own. The position of the first ten is also their key: Alt+1 to Alt+0. */
export const ROUTES: readonly AppRoute[] = [
  {
    name: 'orders',
    path: '/orders',
    icon: <ContainerOutlined />,
    page: lazy(() => import('#renderer/features/orders/OrdersPage.tsx').then((m) => ({ default: m.OrdersPage }))),
  },
  {
    name: 'packing',
    path: '/packing',
    icon: <BarcodeOutlined />,
    page: lazy(() => import('#renderer/features/packing/PackingPage.tsx').then((m) => ({ default: m.PackingPage }))),
  },
  {
    name: 'devices',
    path: '/devices',
    icon: <PrinterOutlined />,
    page: lazy(() => import('#renderer/features/devices/DevicesPage.tsx').then((m) => ({ default: m.DevicesPage }))),
  },
  {
    name: 'stock',
    path: '/stock',
    icon: <InboxOutlined />,
    page: lazy(() => import('#renderer/features/stock/StockPage.tsx').then((m) => ({ default: m.StockPage }))),
  },
  {
    name: 'imports',
    path: '/imports',
    icon: <ImportOutlined />,
    page: lazy(() => import('#renderer/features/imports/ImportsPage.tsx').then((m) => ({ default: m.ImportsPage }))),
  },
  {
    name: 'jobs',
    path: '/jobs',
    icon: <FieldTimeOutlined />,
    page: lazy(() => import('#renderer/features/jobs/JobsPage.tsx').then((m) => ({ default: m.JobsPage }))),
  },
  {
    name: 'printing',
    path: '/printing',
    icon: <TagsOutlined />,
    page: lazy(() => import('#renderer/features/printing/PrintingPage.tsx').then((m) => ({ default: m.PrintingPage }))),
  },
  {
    name: 'shops',
    path: '/shops',
    icon: <ShopOutlined />,
    page: lazy(() => import('#renderer/features/shops/ShopsPage.tsx').then((m) => ({ default: m.ShopsPage }))),
  },
  {
    name: 'safety',
    path: '/safety',
    icon: <SafetyCertificateOutlined />,
    page: lazy(() => import('#renderer/features/safety/SafetyPage.tsx').then((m) => ({ default: m.SafetyPage }))),
  },
  {
    name: 'settings',
    path: '/settings',
    icon: <SettingOutlined />,
    page: lazy(() => import('#renderer/features/settings/SettingsPage.tsx').then((m) => ({ default: m.SettingsPage }))),
  },
  {
    name: 'audit',
    path: '/audit',
    icon: <AuditOutlined />,
    page: lazy(() => import('#renderer/features/audit/AuditPage.tsx').then((m) => ({ default: m.AuditPage }))),
  },
  {
    name: 'templates',
    path: '/templates',
    icon: <LayoutOutlined />,
    page: lazy(() =>
      import('#renderer/features/templates/TemplatesPage.tsx').then((m) => ({ default: m.TemplatesPage })),
    ),
  },
  {
    name: 'customs',
    path: '/customs',
    pattern: '/customs/*?',
    icon: <GlobalOutlined />,
    page: lazy(() => import('#renderer/features/customs/CustomsPage.tsx').then((m) => ({ default: m.CustomsPage }))),
  },
  {
    name: 'alerts',
    path: '/alerts',
    icon: <BellOutlined />,
    page: lazy(() => import('#renderer/features/alerts/AlertsPage.tsx').then((m) => ({ default: m.AlertsPage }))),
  },
  {
    name: 'payments',
    path: '/payments',
    pattern: '/payments/*?',
    icon: <WalletOutlined />,
    page: lazy(() => import('#renderer/features/payments/PaymentsPage.tsx').then((m) => ({ default: m.PaymentsPage }))),
  },
];

export const LineagePage = lazy(() =>
  import('#renderer/features/lineage/LineagePage.tsx').then((m) => ({ default: m.LineagePage })),
);

export const OrderPage = lazy(() =>
  import('#renderer/features/orders/OrderPage.tsx').then((m) => ({ default: m.OrderPage })),
);
