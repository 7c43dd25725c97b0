import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useConnection } from '#renderer/rpc/use-connection.ts';
import { problemOf } from '#renderer/ui/problem.ts';
import { useProblemText } from '#renderer/ui/use-problem-text.ts';
import './styles/banner.css';

/** Shorter gaps are healed before a person could read about them. */
const PATIENCE_MS = 700;

/** Says that the backend does not answer, that a new one starts or why it cannot, and that it is back. What was typed stays. */
export function BackendBanner(): ReactNode {
  const { t } = useTranslation('shell');
  const { status, backendRestarts, problem } = useConnection();
  const textOf = useProblemText();
  const lost = status === 'reconnecting';
  const [shown, setShown] = useState(false);
  const [seenRestarts, setSeenRestarts] = useState(0);
  useEffect(() => {
    if (!lost) {
      setShown(false);
      return undefined;
    }
    const timer = setTimeout(() => setShown(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [lost]);
  if (shown && problem) {
    const { title, advice } = textOf(problemOf(problem));
    return (
      <div className="banner banner-stop" role="alert">
        <strong>{title}</strong>
        <span>{advice}</span>
        <span>{t('backend.waits')}</span>
      </div>
    );
  }
  if (shown) {
    return (
      <div className="banner banner-stop" role="alert">
        <strong>{t('backend.lost')}</strong>
        <span>{t('backend.lostHint')}</span>
      </div>
    );
  }
  if (backendRestarts > seenRestarts) {
    return (
      <div className="banner banner-go" role="status">
        <strong>{t('backend.back')}</strong>
        <span>{t('backend.backHint')}</span>
        <Button onClick={() => setSeenRestarts(backendRestarts)}>{t('common:understood')}</Button>
      </div>
    );
  }
  return null;
}
