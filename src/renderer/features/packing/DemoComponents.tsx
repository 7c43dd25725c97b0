import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useBenchAct, useDemoBench } from '#renderer/features/packing/use-demo-bench.ts';
import { client } from '#renderer/rpc/client.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { DEMO_COMPONENTS } from '#shared/contract/demo-bench.ts';
import type { DemoComponentId } from '#shared/contract/demo-bench.ts';

/** The print programs of the platforms: run one, print a sealed waybill on it, see what came out. */
export function DemoComponents(): ReactNode {
  const { t } = useTranslation('packing');
  const bench = useDemoBench();
  const set = useBenchAct((input: { id: DemoComponentId; isOn: boolean }) => client.system.setDemoComponent(input));
  const print = useBenchAct((id: DemoComponentId) => client.system.printDemoWaybill({ id }));
  const running = bench?.components ?? [];
  return (
    <div className="stack">
      <p className="muted">{t('demo.components.hint')}</p>
      <ProblemNote problem={set.problem} onClose={set.clear} />
      <ProblemNote problem={print.problem} onClose={print.clear} />
      <div className="row" style={{ flexWrap: 'wrap' }} role="group" aria-label={t('demo.components.title')}>
        {DEMO_COMPONENTS.map((id) => {
          const isOn = running.some((component) => component.id === id);
          return (
            <Button
              key={id}
              size="small"
              type={isOn ? 'primary' : 'default'}
              aria-pressed={isOn}
              disabled={set.busy}
              onClick={() => set.run({ id, isOn: !isOn })}
            >
              {t(`demo.components.name.${id}`)}
            </Button>
          );
        })}
      </div>
      {running.map(({ id, printed }) => {
        const name = t(`demo.components.name.${id}`);
        return (
          <div key={id} className="stack-tight" role="group" aria-label={t('demo.components.out', { name })}>
            <Button size="small" loading={print.busy} onClick={() => print.run(id)}>
              {t('demo.components.print', { name })}
            </Button>
            <span className="muted">{t('demo.components.out', { name })}</span>
            {printed.length === 0 && <span className="muted">{t('demo.components.none')}</span>}
            {printed.map(({ task }, index) => (
              <span key={`${index} ${task}`} className="mono ellipsis" title={task}>
                {task}
              </span>
            ))}
          </div>
        );
      })}
    </div>
  );
}
