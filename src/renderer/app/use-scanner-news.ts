import { App } from 'antd';
import { useCallback, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { useLiveEvent } from '#renderer/rpc/use-live-events.ts';
import { useProblemText } from '#renderer/ui/use-problem-text.ts';
import { useStation } from '#renderer/ui/use-station.ts';
import { ScannerNews } from '#shared/contract/scanner-news.ts';
import type { LiveEvent } from '#shared/contract/live-event.ts';

/** Scanners that are for labels, orders or stock: the window that is in view shows what they found, whatever page it is on. */
export function useScannerNews(): void {
  const { t } = useTranslation('shell');
  const { message } = App.useApp();
  const [, navigate] = useLocation();
  const stationId = useStation();
  const problemText = useRef<ReturnType<typeof useProblemText>>(undefined);
  problemText.current = useProblemText();
  const onScan = useCallback(
    (event: LiveEvent) => {
      const news = ScannerNews.safeParse(event.data);
      if (event.id !== stationId || !news.success || document.visibilityState !== 'visible') return;
      const { data } = news;
      if (data.answer === 'order') navigate(`/orders/${data.orderId}`);
      else if (data.answer === 'stock') navigate(`/stock?sku=${encodeURIComponent(data.skuCode)}&at=${Date.now()}`);
      else if (data.answer === 'label') message.success(t('scanner.labelProven', { code: data.code }));
      else message.error(t('common:pair', { name: data.code, text: problemText.current?.(data.problem).title }));
    },
    [stationId, navigate, message, t],
  );
  useLiveEvent('scan', onScan);
}
