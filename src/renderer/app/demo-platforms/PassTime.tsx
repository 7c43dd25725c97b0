import { Button, Space } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '#renderer/rpc/client.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useAct } from '#renderer/ui/use-act.ts';

const HOUR = 60;
const DAY = 24 * HOUR;
/** Longer than any access of a simulated platform lasts. */
const STEPS = [
  ['hour', HOUR],
  ['halfDay', 12 * HOUR],
  ['week', 7 * DAY],
  ['month', 31 * DAY],
] as const;

/** Lets time pass at all simulated platforms at once. */
export function PassTime({ aheadMs }: { readonly aheadMs: number }): ReactNode {
  const { t } = useTranslation('shell');
  const pass = useAct((minutes: number) => client.system.passDemoTime({ minutes }));
  const hours = Math.round(aheadMs / 3_600_000);
  return (
    <>
      <ProblemNote problem={pass.problem} onClose={pass.clear} />
      <div className="row">
        <span className="grow">
          {t('demoPlatforms.time.title')}
          {hours > 0 && <span className="muted"> · {t('demoPlatforms.time.ahead', { hours })}</span>}
        </span>
        <Space.Compact>
          {STEPS.map(([name, minutes]) => (
            <Button key={name} size="small" disabled={pass.busy} onClick={() => pass.run(minutes)}>
              {t(`demoPlatforms.time.${name}`)}
            </Button>
          ))}
        </Space.Compact>
      </div>
      <p className="muted">{t('demoPlatforms.time.hint')}</p>
    </>
  );
}
