import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useBenchAct, useDemoBench } from '#renderer/features/packing/use-demo-bench.ts';
import { client } from '#renderer/rpc/client.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { DEMO_PRINTERS } from '#shared/contract/demo-bench.ts';
import type { DemoPrinterId } from '#shared/contract/demo-bench.ts';

/** Emulated printers of the other languages, to be plugged in and taken away. */
export function DemoPrinters(): ReactNode {
  const { t } = useTranslation('packing');
  const bench = useDemoBench();
  const set = useBenchAct((input: { id: DemoPrinterId; isOn: boolean }) => client.system.setDemoPrinter(input));
  return (
    <div className="stack">
      <p className="muted">{t('demo.printers.hint')}</p>
      <ProblemNote problem={set.problem} onClose={set.clear} />
      <div className="row" style={{ flexWrap: 'wrap' }} role="group" aria-label={t('demo.printers.title')}>
        {DEMO_PRINTERS.map((id) => {
          const isOn = bench?.printers.includes(id) ?? false;
          return (
            <Button
              key={id}
              size="small"
              type={isOn ? 'primary' : 'default'}
              aria-pressed={isOn}
              disabled={set.busy}
              onClick={() => set.run({ id, isOn: !isOn })}
            >
              {t(`demo.printers.name.${id}`)}
            </Button>
          );
        })}
      </div>
    </div>
  );
}
