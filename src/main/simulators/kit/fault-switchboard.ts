import type { FaultKind, StandingFault } from '#shared/contract/demo-shops.ts';
import type { SeededRandom } from './seeded-random.ts';
import type { SimulatorClock } from './simulator-clock.ts';

export interface FaultRule {
  readonly kind: FaultKind;
  /** Vendor method, service code or GraphQL root field; left out = any request. */
  readonly operation?: string;
  /** How often it fires; default 1, `Infinity` for always. Ignored by standing faults. */
  readonly times?: number;
  /** Schedule: this many matching requests pass first. */
  readonly skip?: number;
  /** Schedule: after `skip`, only each nth matching request. */
  readonly every?: number;
  /** Schedule: chance per matching request, drawn from the simulator's seed. */
  readonly probability?: number;
  /** Schedule: from / until this moment of the simulator's clock. */
  readonly fromMs?: number;
  readonly untilMs?: number;
  /** `before` (default): the request has no effect. `after`: it took effect, only the answer suffers. */
  readonly phase?: 'before' | 'after';
  /** `http-429`, `throttle`: seconds until the caller may come back. */
  readonly retryAfterS?: number;
  /** `slow`: wait; `hang`: close without an answer after this long (default: never); `push-delay`: kept back so long. */
  readonly delayMs?: number;
  /** `truncated-body`: share of the body that is really sent; default 0.5. */
  readonly keepShare?: number;
  /** `clock-skew`: added to the simulator's clock. */
  readonly skewMs?: number;
  /** `error-body`, `throttle`: the vendor's own code, sub-code and text instead of the default ones. */
  readonly code?: string;
  readonly subCode?: string;
  readonly message?: string;
  /** `changed-fields`: the member that bears another name; none when left out. */
  readonly field?: string;
  /** `drift`: orders that change after each page; default 1. */
  readonly rows?: number;
}

export interface FaultHandle {
  readonly rule: FaultRule;
  fired(): number;
  off(): void;
}

export interface FaultFiring {
  readonly kind: FaultKind;
  readonly operation: string;
  readonly atMs: number;
}

export interface FaultSwitchboard {
  switchOn(rule: FaultRule): FaultHandle;
  /** Removes the rules of one kind, or all. */
  switchOff(kind?: FaultKind): void;
  firings(): readonly FaultFiring[];
  firedCount(kind?: FaultKind): number;
  /** For the server: a rule that hits this request now; counts as fired. */
  draw(kind: FaultKind, operation: string): FaultRule | undefined;
  /** For the server: a standing rule in force; not counted. */
  standing(kind: StandingFault): FaultRule | undefined;
}

interface ArmedRule {
  readonly rule: FaultRule;
  seen: number;
  fired: number;
}

/** Holds the switches of one simulator. `clock` must be the unskewed clock. */
export function createFaultSwitchboard(clock: SimulatorClock, random: SeededRandom): FaultSwitchboard {
  let armed: ArmedRule[] = [];
  const firings: FaultFiring[] = [];

  const inForce = (rule: FaultRule): boolean => {
    const nowMs = clock.nowMs();
    return nowMs >= (rule.fromMs ?? -Infinity) && nowMs < (rule.untilMs ?? Infinity);
  };

  function hits(entry: ArmedRule): boolean {
    const { rule } = entry;
    if (entry.fired >= (rule.times ?? 1)) return false;
    entry.seen += 1;
    const turn = entry.seen - (rule.skip ?? 0);
    if (turn < 1 || (turn - 1) % (rule.every ?? 1) !== 0) return false;
    return rule.probability === undefined || random.chance(rule.probability);
  }

  return {
    switchOn(rule) {
      const entry: ArmedRule = { rule, seen: 0, fired: 0 };
      armed.push(entry);
      return { rule, fired: () => entry.fired, off: () => void (armed = armed.filter((other) => other !== entry)) };
    },
    switchOff(kind) {
      armed = kind === undefined ? [] : armed.filter((entry) => entry.rule.kind !== kind);
    },
    firings: () => firings,
    firedCount: (kind) => firings.filter((firing) => kind === undefined || firing.kind === kind).length,
    draw(kind, operation) {
      for (const entry of armed) {
        const { rule } = entry;
        if (rule.kind !== kind || (rule.operation ?? operation) !== operation || !inForce(rule)) continue;
        if (!hits(entry)) continue;
        entry.fired += 1;
        firings.push({ kind, operation, atMs: clock.nowMs() });
        return rule;
      }
      return undefined;
    },
    standing: (kind) => armed.find((entry) => entry.rule.kind === kind && inForce(entry.rule))?.rule,
  };
}
