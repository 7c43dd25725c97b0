import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useBenchAct, useDemoBench } from '#renderer/features/packing/use-demo-bench.ts';
import { client } from '#renderer/rpc/client.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { SUDDEN_FAULTS } from '#shared/contract/demo-bench.ts';
import type { DemoFault } from '#shared/contract/demo-bench.ts';

const DEVICES = ['printer', 'scale', 'scanner', 'component'] as const;

/** Everything that can happen to real devices, for whoever wants to see what Packbench makes of it. */
export function DemoFaults(): ReactNode {
  const { t } = useTranslation('packing');
  const bench = useDemoBench();
  const set = useBenchAct((input: { fault: DemoFault; isOn: boolean }) => client.system.setDemoFault(input));
  return (
    <div className="stack">
      <p className="muted">{t('demo.faults.hint')}</p>
      <ProblemNote problem={set.problem} onClose={set.clear} />
      {DEVICES.map((device) => {
        const faults = (bench?.possible ?? []).filter((fault) => fault.startsWith(`${device}_`));
        if (faults.length === 0) return null;
        return (
          <div key={device} role="group" aria-label={t(`demo.faults.${device}`)}>
            <strong>{t(`demo.faults.${device}`)}</strong>
            <div className="row" style={{ flexWrap: 'wrap', marginTop: 4 }}>
              {faults.map((fault) => {
                const isSudden = SUDDEN_FAULTS.some((known) => known === fault);
                const isOn = bench?.standing.includes(fault) ?? false;
                return (
                  <Button
                    key={fault}
                    size="small"
                    danger={isOn}
                    type={isOn ? 'primary' : 'default'}
                    {...(!isSudden && { 'aria-pressed': isOn })}
                    disabled={set.busy}
                    onClick={() => set.run({ fault, isOn: !isOn })}
                  >
                    {t(`demo.fault.${fault}`)}
                  </Button>
                );
              })}
            </div>
          </div>
        );
      })}
    </div>
  );
}
