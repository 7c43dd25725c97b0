import {
  acceptWeight,
  DEFAULT_WEIGHT_GATE,
  feedWeightGate,
  judgeWeight,
  releaseWeight,
  restoreWeightGate,
  saveWeightGate,
} from '#core/weighing/weight-gate.ts';
import type { WeightGateSettings, WeightGateState } from '#core/weighing/weight-gate.ts';
import { zeroDrift } from '#core/weighing/zero-drift.ts';
import { createTransport } from '#main/app/open-transport.ts';
import type { StoredDevice } from '#main/app/device-rows.ts';
import { scaleProtocolOf } from '#main/app/scale-protocol-of.ts';
import { lastBytes } from '#main/devices/scales/listen-to-scale.ts';
import { createScaleReader } from '#main/devices/scales/scale-reader.ts';
import type { ScaleReader } from '#main/devices/scales/scale-reader.ts';
import type { TransportAddress } from '#main/devices/transports/transport.ts';
import type { Timers } from '#main/lib/timers.ts';
import type { AcceptedWeight } from '#main/usecases/packing/station-scale.ts';
import { readSetting } from '#main/usecases/settings/read-setting.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { ScaleConfig } from '#shared/contract/devices.ts';
import type { LiveWeight } from '#shared/contract/packing.ts';
import { AppError } from '#shared/errors/app-error.ts';

interface OpenScale {
  readonly id: string;
  readonly configJson: string;
  readonly gate: WeightGateSettings;
  readonly reader: ScaleReader;
  readonly address: TransportAddress;
  /** The newest bytes as they came, for whoever sets the scale up. */
  recent: Uint8Array;
  state: WeightGateState;
  /** What the plate showed when it was empty last: known while a parcel lies on it. */
  emptyOffsetG: number;
}

export interface ScaleHubOptions {
  readonly context: UseCaseContext;
  readonly timers: Timers;
  readonly onChange: (scaleId: string) => void;
}

/** Keeps one reader and one weight gate per scale. Whether a parcel still lies on the plate survives a restart. */
export class ScaleHub {
  readonly #options: ScaleHubOptions;
  readonly #open = new Map<string, OpenScale>();

  constructor(options: ScaleHubOptions) {
    this.#options = options;
  }

  async sync(devices: readonly StoredDevice[]): Promise<void> {
    const wanted = new Map(
      devices.filter((device) => device.kind === 'scale' && device.enabled).map((device) => [device.id, device]),
    );
    for (const [id, scale] of this.#open) {
      const device = wanted.get(id);
      if (device && JSON.stringify(device.config) === scale.configJson) continue;
      this.#open.delete(id);
      await scale.reader.dispose();
    }
    for (const device of wanted.values())
      if (!this.#open.has(device.id) && device.config.kind === 'scale') this.#openOne(device.id, device.config);
  }

  #openOne(id: string, config: ScaleConfig): void {
    const protocol = scaleProtocolOf(config);
    if (!protocol) return;
    const { context, timers, onChange } = this.#options;
    const stored = context.read
      .prepare<[string], { value: string }>('SELECT value_json AS value FROM device_state WHERE device_id = ?')
      .get(id);
    const reader = createScaleReader({
      protocol,
      connect: () => createTransport(config.address),
      clock: context.clock,
      timers,
      onBytes: (bytes) => {
        const scale = this.#open.get(id);
        if (scale) scale.recent = lastBytes(scale.recent, bytes);
      },
      onFrame: (frame, atMs) => {
        const scale = this.#open.get(id);
        if (!scale) return;
        this.#setState(scale, feedWeightGate(scale.state, frame, atMs, scale.gate));
        if (scale.state.empty) scale.emptyOffsetG = middleOf(scale.state.empty);
        onChange(id);
      },
      onStatus: () => onChange(id),
    });
    this.#open.set(id, {
      id,
      configJson: JSON.stringify(config),
      address: config.address,
      recent: new Uint8Array(0),
      gate: { ...DEFAULT_WEIGHT_GATE, minimumG: config.minimumG, divisionG: config.divisionG },
      reader,
      state: restoreWeightGate(stored?.value ?? null),
      emptyOffsetG: 0,
    });
  }

  /** Only what must outlive a restart is written, and only when it changes. */
  #setState(scale: OpenScale, next: WeightGateState): void {
    const isNew = saveWeightGate(next) !== saveWeightGate(scale.state);
    scale.state = next;
    if (!isNew) return;
    this.#options.context.db.transaction((tx) => {
      tx.prepare<[string, string]>(
        'INSERT INTO device_state (device_id, value_json) VALUES (?, ?) ON CONFLICT (device_id) DO UPDATE SET value_json = excluded.value_json',
      ).run(scale.id, saveWeightGate(next));
    });
  }

  /** What an open scale sent last; null when none is open there. Its port could not be opened a second time. */
  overhear(address: TransportAddress): Uint8Array | null {
    for (const scale of this.#open.values())
      if (isSamePlace(scale.address, address) && scale.reader.snapshot().status !== 'connecting') return scale.recent;
    return null;
  }

  /** The scale's own smallest weight or the shop's, whichever is more. */
  #gateOf({ gate }: OpenScale): WeightGateSettings {
    return { ...gate, minimumG: Math.max(gate.minimumG, readSetting(this.#options.context.read, 'weightMinG')) };
  }

  live(scaleId: string): LiveWeight {
    const scale = this.#open.get(scaleId);
    if (!scale)
      return {
        scaleId: null,
        status: 'none',
        grams: null,
        stable: false,
        ageMs: null,
        problem: { code: 'ERR_DEVICE_OFFLINE', data: { device: 'scale' } },
      };
    const snapshot = scale.reader.snapshot();
    const frame = snapshot.frame;
    const grams = frame?.kind === 'weight' ? frame.grams : null;
    const common = {
      scaleId,
      grams,
      ageMs: snapshot.ageMs,
      status: snapshot.status === 'online' ? ('online' as const) : ('offline' as const),
      ...this.#zeroOffset(scale),
    };
    if (snapshot.problem)
      return { ...common, stable: false, problem: { code: snapshot.problem.code, data: { ...snapshot.problem.data } } };
    const verdict = judgeWeight(scale.state, this.#options.context.clock.nowMs(), this.#gateOf(scale));
    return verdict.ok
      ? { ...common, stable: true, problem: null }
      : {
          ...common,
          stable: frame?.kind === 'weight' && frame.stable === true,
          problem: { code: verdict.code, data: { ...verdict.data } },
        };
  }

  /** @throws AppError ERR_DEVICE_OFFLINE, ERR_SCALE_* */
  accept(scaleId: string): AcceptedWeight {
    const scale = this.#open.get(scaleId);
    if (!scale) throw new AppError('ERR_DEVICE_OFFLINE', { device: 'scale' });
    const problem = scale.reader.snapshot().problem;
    if (problem) throw new AppError(problem.code, problem.data);
    const accepted = acceptWeight(scale.state, this.#options.context.clock.nowMs(), this.#gateOf(scale));
    if (!accepted.verdict.ok) throw new AppError(accepted.verdict.code, accepted.verdict.data);
    this.#setState(scale, accepted.state);
    const { grams, rawText, atMs } = accepted.verdict;
    return { grams, scaleId, rawText, atMs, zeroOffsetG: scale.emptyOffsetG };
  }

  #zeroOffset(scale: OpenScale): Pick<LiveWeight, 'zeroOffsetG'> {
    const nowMs = this.#options.context.clock.nowMs();
    const offsetG = zeroDrift(scale.state.empty, nowMs, scale.gate.divisionG ?? 1);
    return offsetG === null ? {} : { zeroOffsetG: offsetG };
  }

  /** The reading at rest, whatever was weighed before. @throws AppError ERR_DEVICE_OFFLINE, ERR_SCALE_* */
  steady(scaleId: string): { grams: number; rawText: string } {
    const scale = this.#open.get(scaleId);
    if (!scale) throw new AppError('ERR_DEVICE_OFFLINE', { device: 'scale' });
    const problem = scale.reader.snapshot().problem;
    if (problem) throw new AppError(problem.code, problem.data);
    const gate = { ...scale.gate, minimumG: 0, minimumDivisions: 0 };
    const verdict = judgeWeight({ ...scale.state, isBlocked: false }, this.#options.context.clock.nowMs(), gate);
    if (!verdict.ok) throw new AppError(verdict.code, verdict.data);
    return { grams: verdict.grams, rawText: verdict.rawText };
  }

  /** The parcel on the plate may be weighed again. */
  release(scaleId: string): void {
    const scale = this.#open.get(scaleId);
    if (scale) this.#setState(scale, releaseWeight(scale.state));
  }

  async stop(): Promise<void> {
    const scales = [...this.#open.values()];
    this.#open.clear();
    await Promise.all(scales.map((scale) => scale.reader.dispose()));
  }
}

function middleOf(run: { readonly minG: number; readonly maxG: number }): number {
  return Math.round((run.minG + run.maxG) / 2);
}

/** Line settings do not count: a port is held whatever they are. */
function isSamePlace(one: TransportAddress, other: TransportAddress): boolean {
  if (one.kind === 'serial' && other.kind === 'serial') return one.path === other.path;
  return JSON.stringify(one) === JSON.stringify(other);
}
