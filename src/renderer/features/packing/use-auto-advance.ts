import { useEffect, useRef } from 'react';
import type { StationSession } from '#renderer/features/packing/use-station-session.ts';
import { client } from '#renderer/rpc/client.ts';
import { useSetting } from '#renderer/ui/use-setting.ts';
import type { LiveWeight } from '#shared/contract/packing.ts';

/**
 * Takes the weight as soon as the scale's reading may be taken, and buys the waybill and prints the label as soon as the weight is
 * good: the packer only moves the box. What was refused is not tried again until something on the scale has changed.
 */
export function useAutoAdvance(session: StationSession, weight: LiveWeight | undefined): void {
  const autoPrint = useSetting('autoPrintLabel');
  const { state, act, busy } = session;
  /** `shipment:grams:packaging` of the last weighing and the shipment of the last finish: each is tried once by itself. */
  const tried = useRef({ weighing: '', finish: '' });
  const packaging = state?.weightBasis?.packaging?.code ?? '';
  const shipmentId = state?.shipmentId ?? null;
  const mayWeigh =
    state?.phase === 'weigh' &&
    state.weightG === null &&
    weight !== undefined &&
    weight.status === 'online' &&
    weight.stable &&
    weight.problem === null &&
    (weight.grams ?? 0) > 0;
  const mayFinish = state?.phase === 'weigh' && state.weightG !== null && !session.problem && autoPrint;
  useEffect(() => {
    if (shipmentId === null || busy) return;
    const weighing = `${shipmentId}:${weight?.grams ?? ''}:${packaging}`;
    if (mayWeigh && tried.current.weighing !== weighing) {
      tried.current.weighing = weighing;
      void act((stationId) => client.packing.weigh({ stationId }));
    } else if (mayFinish && tried.current.finish !== `${shipmentId}:${state?.weightG ?? ''}`) {
      tried.current.finish = `${shipmentId}:${state?.weightG ?? ''}`;
      void act((stationId) => client.packing.finish({ stationId }));
    }
  }, [shipmentId, busy, mayWeigh, mayFinish, weight?.grams, packaging, state?.weightG, act]);
}
