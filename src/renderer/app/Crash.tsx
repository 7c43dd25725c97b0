import { Button } from 'antd';
import type { ErrorInfo, ReactNode } from 'react';
import { Component } from 'react';
import { withTranslation } from 'react-i18next';
import type { WithTranslation } from 'react-i18next';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';

interface Props extends WithTranslation {
  readonly children: ReactNode;
}

class CrashBoundary extends Component<Props, { readonly failure: Error | null }> {
  override state: { readonly failure: Error | null } = { failure: null };

  static getDerivedStateFromError(failure: Error): { readonly failure: Error } {
    return { failure };
  }

  override componentDidCatch(failure: Error, info: ErrorInfo): void {
    console.error(failure, info.componentStack);
  }

  override render(): ReactNode {
    const { t, children } = this.props;
    const { failure } = this.state;
    if (!failure) return children;
    return (
      <EmptyState
        title={t('shell:crash.title')}
        hint={
          <>
            {t('shell:crash.hint')}
            <br />
            <span className="mono">{failure.message}</span>
          </>
        }
        action={
          <>
            <Button type="primary" size="large" onClick={() => this.setState({ failure: null })}>
              {t('tryAgain')}
            </Button>
            <Button size="large" onClick={() => window.location.reload()}>
              {t('shell:crash.reload')}
            </Button>
          </>
        }
      />
    );
  }
}

/** A screen that failed to draw says so; the backend and the rest of the window go on. */
export const Crash = withTranslation()(CrashBoundary);
