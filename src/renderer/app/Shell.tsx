import { Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { Suspense, useState } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { Crash } from '#renderer/app/Crash.tsx';
import { GlobalSearch } from '#renderer/app/GlobalSearch.tsx';
import { KEYED_ROUTES, LineagePage, OrderPage, ROUTES } from '#renderer/app/routes.tsx';
import { ShortcutHelp } from '#renderer/app/ShortcutHelp.tsx';
import { Sidebar } from '#renderer/app/Sidebar.tsx';
import { StatusBar } from '#renderer/app/StatusBar.tsx';
import { LightPathBanner } from '#renderer/app/LightPathBanner.tsx';
import { ReadOnlyBanner } from '#renderer/app/ReadOnlyBanner.tsx';
import { useScannerNews } from '#renderer/app/use-scanner-news.ts';
import { useFullScreen } from '#renderer/ui/full-screen.ts';
import { useHotkeys } from '#renderer/ui/use-hotkeys.ts';
import type { SystemStatus } from '#shared/contract/system.ts';
import './styles/shell.css';

/** Sidebar, page, status bar; in full screen only the page. */
export function Shell({ status }: { readonly status: SystemStatus }): ReactNode {
  const [location, navigate] = useLocation();
  const [dialog, setDialog] = useState<'none' | 'search' | 'help'>('none');
  const fullScreen = useFullScreen();
  useScannerNews();
  const openSearch = (): void => setDialog('search');
  useHotkeys({
    'ctrl+k': openSearch,
    '/': openSearch,
    '?': () => setDialog('help'),
    'alt+a': () => navigate('/alerts'),
    ...Object.fromEntries(
      ROUTES.slice(0, KEYED_ROUTES).map((route, index) => [`alt+${(index + 1) % 10}`, () => navigate(route.path)]),
    ),
  });
  const close = (): void => setDialog('none');
  return (
    <div className={fullScreen ? 'shell shell-full' : 'shell'}>
      {!fullScreen && <Sidebar onSearch={openSearch} onHelp={() => setDialog('help')} />}
      <div className="shell-main">
        <ReadOnlyBanner status={status} />
        <LightPathBanner status={status} />
        <main className="shell-page" id="page">
          <Crash key={location}>
            <Suspense fallback={<Skeleton active style={{ padding: 24 }} paragraph={{ rows: 8 }} />}>
              <Switch>
                <Route path="/orders/:id/messages">{(params) => <LineagePage key={params.id} {...params} />}</Route>
                <Route path="/orders/:id">{(params) => <OrderPage key={params.id} {...params} />}</Route>
                {ROUTES.map((route) => (
                  <Route key={route.path} path={route.pattern ?? route.path} component={route.page} />
                ))}
                <Route>
                  <Redirect to="/orders" replace />
                </Route>
              </Switch>
            </Suspense>
          </Crash>
        </main>
        {!fullScreen && <StatusBar status={status} />}
      </div>
      <GlobalSearch open={dialog === 'search'} onClose={close} />
      <ShortcutHelp open={dialog === 'help'} onClose={close} />
    </div>
  );
}
