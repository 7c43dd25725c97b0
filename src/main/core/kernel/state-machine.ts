/** One row of a transition table. */
export interface Transition<State extends string, Event extends string, Context> {
  readonly from: State | readonly State[];
  readonly on: Event;
  readonly to: State;
  /** Returns the code of the reason why not, or null when the step may be taken. Never a bare false: nothing is refused silently. */
  readonly guard?: (context: Context) => string | null;
}

export interface StateMachineTable<State extends string, Event extends string, Context> {
  readonly name: string;
  readonly states: readonly State[];
  readonly initial: State;
  readonly transitions: readonly Transition<State, Event, Context>[];
}

export type NextState<State extends string> =
  | { readonly ok: true; readonly state: State }
  /** `no_transition`: the table has no such step; anything else is a guard's code. */
  | { readonly ok: false; readonly code: string };

export interface StateMachine<State extends string, Event extends string, Context> {
  readonly name: string;
  readonly initial: State;
  readonly states: readonly State[];
  /** Faults of the table that do not stop it: states that no event leads to. */
  readonly warnings: readonly string[];
  /** Rows for one event are tried in table order; the first whose guard agrees wins, else the first guard's code comes back. */
  next(state: State, event: Event, context: Context): NextState<State>;
  /** Events that have a row in this state; their guards may still refuse. */
  eventsIn(state: State): readonly Event[];
}

/**
 * Builds a machine from a table of data and checks the table once, at start.
 * @throws TypeError when the initial state is missing, a row names an unknown state, or two unguarded rows answer the same event.
 */
export function createStateMachine<State extends string, Event extends string, Context = void>(
  table: StateMachineTable<State, Event, Context>,
): StateMachine<State, Event, Context> {
  const rows = table.transitions.flatMap((row) => [row.from].flat().map((from) => ({ ...row, from })));
  assertTable(table, rows);
  const byState = Map.groupBy(rows, (row) => row.from);

  function next(state: State, event: Event, context: Context): NextState<State> {
    let refusal: string | null = null;
    for (const row of byState.get(state) ?? []) {
      if (row.on !== event) continue;
      const code = row.guard?.(context) ?? null;
      if (code === null) return { ok: true, state: row.to };
      refusal ??= code;
    }
    return { ok: false, code: refusal ?? 'no_transition' };
  }

  return {
    name: table.name,
    initial: table.initial,
    states: table.states,
    warnings: unreachableStates(table, rows).map((state) => `${table.name}: no event leads to ${state}`),
    next,
    eventsIn: (state) => [...new Set((byState.get(state) ?? []).map((row) => row.on))],
  };
}

interface FlatRow<State extends string, Event extends string, Context> extends Transition<State, Event, Context> {
  readonly from: State;
}

function assertTable<State extends string, Event extends string, Context>(
  table: StateMachineTable<State, Event, Context>,
  rows: readonly FlatRow<State, Event, Context>[],
): void {
  const known = new Set(table.states);
  if (!known.has(table.initial))
    throw new TypeError(`${table.name}: initial state ${table.initial} is not among the states`);
  const unguarded = new Set<string>();
  for (const row of rows) {
    if (!known.has(row.from)) throw new TypeError(`${table.name}: ${row.on} starts in unknown state ${row.from}`);
    if (!known.has(row.to)) throw new TypeError(`${table.name}: ${row.on} leads to unknown state ${row.to}`);
    const key = `${row.from} on ${row.on}`;
    if (unguarded.has(key)) throw new TypeError(`${table.name}: ${key} has a row that can never be reached`);
    if (!row.guard) unguarded.add(key);
  }
}

function unreachableStates<State extends string, Event extends string, Context>(
  table: StateMachineTable<State, Event, Context>,
  rows: readonly FlatRow<State, Event, Context>[],
): readonly State[] {
  const reached = new Set<State>([table.initial]);
  for (const state of reached) for (const row of rows) if (row.from === state) reached.add(row.to);
  return table.states.filter((state) => !reached.has(state));
}
