import { ExperimentOutlined } from '#renderer/ui/icons.tsx';
import { useQuery } from '@tanstack/react-query';
import { Button, Drawer, InputNumber } from 'antd';
import type { ReactNode } from 'react';
import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DemoComponents } from '#renderer/features/packing/DemoComponents.tsx';
import { DemoPrinters } from '#renderer/features/packing/DemoPrinters.tsx';
import { DemoFaults } from '#renderer/features/packing/DemoFaults.tsx';
import { useDemoBench } from '#renderer/features/packing/use-demo-bench.ts';
import type { StationSession } from '#renderer/features/packing/use-station-session.ts';
import { client, orpc } from '#renderer/rpc/client.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useStation } from '#renderer/ui/use-station.ts';
import type { PackingState } from '#shared/contract/packing.ts';

type Scan = StationSession['scan'];

/** Plays the hands of a packer in the demo store: things to scan, things to weigh, the labels that came out. */
export const DemoDrawer = memo(function DemoDrawer({ scan }: { readonly scan: Scan }): ReactNode {
  const { t } = useTranslation('packing');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon={<ExperimentOutlined />} aria-expanded={open} onClick={() => setOpen(!open)}>
        {t('demo.open')}
      </Button>
      <Drawer
        open={open}
        onClose={() => setOpen(false)}
        title={t('demo.title')}
        size={380}
        mask={false}
        rootClassName="demo-drawer"
      >
        {open && <DemoHands scan={scan} />}
      </Drawer>
    </>
  );
});

function DemoHands({ scan }: { readonly scan: Scan }): ReactNode {
  const { t } = useTranslation('packing');
  const format = useFormat();
  const [grams, setGrams] = useState<number | null>(null);
  const stationId = useStation();
  const { data: state } = useQuery(orpc.packing.state.queryOptions({ input: { stationId } }));
  const waiting = useQuery(orpc.orders.list.queryOptions({ input: { status: 'ready_to_pack', limit: 3 } }));
  const bench = useDemoBench();
  const labels = useQuery(orpc.system.demoLabels.queryOptions());
  const put = useAct((weight: number) => client.system.demoScale({ grams: weight }));
  const more = useAct(() => client.system.addDemoOrders({ count: 10 }), { toast: t('demo.added') });
  // What comes late would push everything below it away from under the hand.
  if (!state || !bench || waiting.isPending) return null;
  const codes = codesFor(state, waiting.data?.items.map((order) => order.displayNumber) ?? []);
  return (
    <div className="stack">
      <ProblemNote problem={put.problem ?? more.problem} />
      <h3>{t('demo.scanner')}</h3>
      <div className="demo-codes">
        {codes.map(({ code, words }) => (
          <button key={code} type="button" className="choice" onClick={() => scan(code, 'wedge')}>
            <span className="mono">{code}</span> <span className="muted ellipsis">{words}</span>
          </button>
        ))}
        <button type="button" className="choice" onClick={() => scan('4000000000006', 'wedge')}>
          <span className="mono">4000000000006</span> <span className="muted">{t('demo.foreign')}</span>
        </button>
      </div>
      <h3>{t('demo.scale')}</h3>
      <div className="row">
        <Button disabled={state.expectedG === null} loading={put.busy} onClick={() => put.run(state.expectedG ?? 0)}>
          {t('demo.putBox', { weight: format.weight(state.expectedG ?? 0) })}
        </Button>
        <Button onClick={() => put.run(0)}>{t('demo.takeOff')}</Button>
        <InputNumber
          aria-label={t('manual.label')}
          min={0}
          max={30_000}
          value={grams}
          onChange={setGrams}
          suffix="g"
          onPressEnter={() => put.run(grams ?? 0)}
          style={{ width: 110 }}
        />
        <Button onClick={() => put.run(grams ?? 0)}>{t('demo.put')}</Button>
      </div>
      <h3>{t('demo.printers.title')}</h3>
      <DemoPrinters />
      <h3>{t('demo.components.title')}</h3>
      <DemoComponents />
      <h3>{t('demo.faults.title')}</h3>
      <DemoFaults />
      <h3>{t('demo.shop')}</h3>
      <Button loading={more.busy} onClick={() => more.run(undefined)}>
        {t('demo.moreOrders')}
      </Button>
      <h3>{t('demo.printer')}</h3>
      {labels.data?.labels.length === 0 && <p className="muted">{t('demo.noLabels')}</p>}
      {[...(labels.data?.labels ?? [])].reverse().map((label) => (
        <figure key={label.number} className="demo-label">
          <img src={`data:image/png;base64,${label.pngBase64}`} alt={t('demo.labelAlt', { n: label.number })} />
          <figcaption className="mono">{label.barcodes.join(' ')}</figcaption>
        </figure>
      ))}
    </div>
  );
}

/** What a packer could hold under the scanner in this phase. */
function codesFor(state: PackingState, waiting: readonly string[]): { code: string; words: string }[] {
  if (state.phase === 'items' || state.phase === 'weigh') {
    return state.lines.map((line) => ({ code: line.barcodes[0] ?? line.skuCode, words: line.title }));
  }
  const label = state.trackingNumber && state.phase !== 'idle' ? [{ code: state.trackingNumber, words: '' }] : [];
  return [...label, ...waiting.map((code) => ({ code, words: '' }))];
}
