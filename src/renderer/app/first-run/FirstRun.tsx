import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { DevicesStep } from '#renderer/app/first-run/DevicesStep.tsx';
import { PersonStep } from '#renderer/app/first-run/PersonStep.tsx';
import { ShopStep } from '#renderer/app/first-run/ShopStep.tsx';
import { useFinishFirstRun } from '#renderer/app/first-run/use-finish-first-run.ts';
import { WelcomeStep } from '#renderer/app/first-run/WelcomeStep.tsx';
import { RecoveryKeySheet } from '#renderer/ui/RecoveryKeySheet.tsx';
import '../styles/first-run.css';

type Step = 'welcome' | 'person' | 'key' | 'shop' | 'devices';
const OWN_STEPS: readonly Step[] = ['welcome', 'person', 'key', 'shop', 'devices'];

/** From nothing to a station that works: demo in one touch, or person, key, shop, printer and scale, each of which may wait. */
export function FirstRun({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation('first-run');
  const [, navigate] = useLocation();
  const [step, setStep] = useState<Step>('welcome');
  const [demo, setDemo] = useState(false);
  const finish = useFinishFirstRun(() => setStep('key'));
  const leave = (path: string): void => {
    navigate(path);
    onClose();
  };
  return (
    <main className="center-screen">
      <div className="center-card first-run stack">
        <div className="row">
          <img src="./icon.svg" alt="" width="40" height="40" />
          <h1>{t(`${step}.title`)}</h1>
        </div>
        {!demo && step !== 'welcome' && (
          <ol className="first-run-steps" aria-label={t('steps')}>
            {OWN_STEPS.slice(1).map((known) => (
              <li
                key={known}
                aria-current={known === step ? 'step' : undefined}
                className={OWN_STEPS.indexOf(known) < OWN_STEPS.indexOf(step) ? 'step-done' : ''}
              >
                {t(`${known}.short`)}
              </li>
            ))}
          </ol>
        )}
        {body()}
      </div>
    </main>
  );

  function body(): ReactNode {
    if (step === 'welcome') {
      return (
        <WelcomeStep
          finish={finish}
          onOwn={() => setStep('person')}
          onDemo={(person) => {
            setDemo(true);
            finish.run({ ...person, demo: true });
          }}
        />
      );
    }
    if (step === 'person') return <PersonStep finish={finish} onBack={() => setStep('welcome')} />;
    if (step === 'key')
      return (
        <RecoveryKeySheet
          recoveryKey={finish.recoveryKey}
          onConfirmed={() => (demo ? leave('/packing') : setStep('shop'))}
        />
      );
    if (step === 'shop') return <ShopStep onNext={() => setStep('devices')} />;
    return <DevicesStep onNext={() => leave('/orders')} />;
  }
}
