import { setTimeout as wait } from 'node:timers/promises';
import type { Bench } from '#main/app/cli/demo/equip-benches.ts';
import type { LabelCollector } from '#main/app/cli/demo/label-collector.ts';
import type { ScanAnswer, ScanWatch } from '#main/app/cli/demo/scan-watch.ts';
import { waitFor } from '#main/app/cli/demo/wait-for.ts';
import type { ScalePlate } from '#main/simulators/devices/scale-plate.ts';
import type { Services } from '#main/app/services.ts';
import type { Act } from '#main/usecases/actor.ts';
import { scanCode } from '#main/usecases/packing/scan-code.ts';
import { viewStation } from '#main/usecases/packing/view-station.ts';
import { weighParcel, weighParcelManually } from '#main/usecases/packing/weigh-parcel.ts';
import { decidePrintJob } from '#main/usecases/printing/decide-print-job.ts';
import type { PackingState } from '#shared/contract/packing.ts';

export interface PackerHands {
  readonly act: Act;
  /** Reads a code; it travels over the scanner's cable where there is one. */
  scan(code: string): Promise<ScanAnswer>;
  /** What the screen shows. */
  view(): PackingState;
  /** Puts the box on an empty scale and takes the weight when the scale agrees. @throws AppError as weighParcel */
  weigh(grams: number): Promise<void>;
  clearPlate(): void;
  /** Waits until the label is out, answering when the screen asks. @returns the waybill, null when the parcel is gone from the table */
  waitForLabel(onQuestion: (what: string) => void): Promise<string | null>;
}

/** An empty plate comes to rest, then the gate wants to see it empty for a while (weight-gate.ts). */
const EMPTY_FOR_MS = 850;
const WEIGHT_MS = 20_000;
/** A printer out of paper waits for somebody. */
const LABEL_MS = 120_000;
/** Without a scanner's cable a person types no faster. */
const TYPING_MS = 5;

export function createPackerHands(parts: {
  readonly services: Services;
  readonly bench: Bench;
  readonly watch: ScanWatch;
  readonly labels: LabelCollector;
}): PackerHands {
  const { services, bench, watch, labels } = parts;
  const { context } = services;
  const { stationId, scanner, plate } = bench;
  const act: Act = {
    actor: { kind: 'operator', id: `demo-${stationId}`, name: `Demo ${stationId}` },
    source: `demo:${stationId}`,
    traceId: context.ids.next(),
  };
  let clearedAt = Number.NEGATIVE_INFINITY;

  const view = (): PackingState => viewStation(context.read, stationId, services.weightPolicy(), services.dayStartMs());

  function clearPlate(): void {
    plate?.clear();
    clearedAt = performance.now();
  }

  async function weigh(grams: number): Promise<void> {
    if (!plate) return weighParcelManually(context, act, stationId, services.weightPolicy(), { grams, override: null });
    try {
      await putOnEmptyPlate(plate, grams);
      weighParcel(context, services.stationScale, act, stationId, services.weightPolicy());
    } catch (error) {
      clearPlate();
      throw error;
    }
  }

  /** Lifts the box and waits again when the scale has not seen its plate empty long enough. */
  async function putOnEmptyPlate(empty: ScalePlate, grams: number): Promise<void> {
    const giveUpAt = performance.now() + WEIGHT_MS;
    for (let lifts = 1; ; lifts += 1) {
      await wait(Math.max(0, clearedAt + EMPTY_FOR_MS * lifts - performance.now()));
      empty.put(grams);
      const left = giveUpAt - performance.now();
      const code = await waitFor(weightAnswer, () => `a weight at ${stationId}: ${weightProblem()}`, left);
      if (code === 'ready') return;
      clearPlate();
    }
  }

  const weightProblem = (): string => services.stationScale.live(stationId).problem?.code ?? 'ready';

  /** The two answers that end the wait; a swinging plate and a late frame do not. */
  function weightAnswer(): string | null {
    const problem = weightProblem();
    return problem === 'ready' || problem === 'ERR_SCALE_NOT_RETURNED_TO_ZERO' ? problem : null;
  }

  async function waitForLabel(onQuestion: (what: string) => void): Promise<string | null> {
    const giveUpAt = performance.now() + LABEL_MS;
    for (;;) {
      const left = giveUpAt - performance.now();
      const state = await waitFor(() => ended(view()), `a label at ${stationId}`, Math.max(1, left));
      if (state.phase !== 'ask' || !state.printJob) return state.trackingNumber;
      onQuestion(`${state.printJob.state}: ${state.printJob.problem?.code ?? 'no code'}`);
      await answer(state.printJob.id, state.printJob.deviceId, state.trackingNumber);
    }
  }

  /** Looks into the printer's tray, and says what lies there. */
  async function answer(jobId: string, deviceId: string, waybill: string | null): Promise<void> {
    const isOut = waybill !== null && (await labels.barcodeOf(waybill)) !== null;
    decidePrintJob(context, act, jobId, isOut ? 'printed' : 'reprint');
    services.printQueue.wake(deviceId);
  }

  return {
    act,
    view,
    weigh,
    clearPlate,
    waitForLabel,
    async scan(code) {
      if (scanner) {
        scanner.scan(code);
        return watch.next(stationId);
      }
      await wait(TYPING_MS);
      return scanCode(context, act, stationId, code);
    },
  };
}

/** Printing is over when nothing moves any more. */
function ended(state: PackingState): PackingState | null {
  return state.phase === 'printing' || state.phase === 'label' ? null : state;
}
