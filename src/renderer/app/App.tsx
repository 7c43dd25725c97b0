import { QueryClientProvider } from '@tanstack/react-query';
import { App as AntdApp, ConfigProvider } from 'antd';
import en from 'antd/locale/en_US';
import zh from 'antd/locale/zh_CN';
import type { ReactNode } from 'react';
import { Suspense, useEffect, useState } from 'react';
import { Router } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import { Crash } from '#renderer/app/Crash.tsx';
import { Gate } from '#renderer/app/Gate.tsx';
import { antdTheme } from '#renderer/app/theme.ts';
import { switchLanguage } from '#renderer/i18n/start-i18n.ts';
import { createQueryClient } from '#renderer/rpc/create-query-client.ts';
import { usePreferences } from '#renderer/ui/preferences.ts';
import { useDark } from '#renderer/ui/use-dark.ts';
import { useFocusBack } from '#renderer/ui/use-focus-back.ts';

/** The window: language, theme, data, then whichever screen the state of the workstation asks for. */
export function App(): ReactNode {
  const [queries] = useState(createQueryClient);
  const { language } = usePreferences();
  const dark = useDark();
  useFocusBack();
  useEffect(() => {
    void switchLanguage(language);
  }, [language]);
  useEffect(() => {
    document.documentElement.dataset['theme'] = dark ? 'dark' : 'light';
  }, [dark]);
  return (
    <ConfigProvider locale={language === 'zh-CN' ? zh : en} theme={antdTheme(dark)} button={{ autoInsertSpace: false }}>
      <AntdApp className="app-root" message={{ maxCount: 2, top: 60 }}>
        <QueryClientProvider client={queries}>
          <Router hook={useHashLocation}>
            <Crash>
              <Suspense fallback={null}>
                <Gate />
              </Suspense>
            </Crash>
          </Router>
        </QueryClientProvider>
      </AntdApp>
    </ConfigProvider>
  );
}
