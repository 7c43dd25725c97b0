import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { feedbackOf } from '#renderer/features/packing/scan-feedback.ts';
import { playSound } from '#renderer/features/packing/sounds.ts';
import type { SoundName } from '#renderer/features/packing/sounds.ts';
import { client, orpc } from '#renderer/rpc/client.ts';
import { preferences } from '#renderer/ui/preferences.ts';
import { problemOf } from '#renderer/ui/problem.ts';
import { useSetting } from '#renderer/ui/use-setting.ts';
import { useStation } from '#renderer/ui/use-station.ts';
import type { Problem } from '#shared/contract/common.ts';
import type { PackingState, ScanVerdict } from '#shared/contract/packing.ts';
import type { StationId } from '#shared/model/ids.ts';
import { parseCommandBarcode } from '#shared/scanning/command-barcode.ts';
import type { Command } from '#shared/scanning/command-barcode.ts';

/** One scan as the screen remembers it. */
export interface ScanEntry {
  readonly id: number;
  readonly code: string;
  readonly again: string;
  readonly verdict: ScanVerdict['verdict'];
  readonly problem: Problem | null;
  readonly skuCode: string | null;
  readonly atMs: number;
}

export type ScanSource = 'wedge' | 'serial' | 'typed';

/** The functions stay the same from scan to scan, so that what does not change is not drawn again. */
export interface StationSession {
  readonly stationId: StationId;
  readonly state: PackingState | undefined;
  readonly loadProblem: Problem | null;
  readonly log: readonly ScanEntry[];
  readonly problem: Problem | null;
  /** An act is under way. Scans are not acts: their verdict is there before anybody could read that it is awaited. */
  readonly busy: boolean;
  scan(code: string, source: ScanSource): void;
  /** Counts a scan that was asked about. */
  countAsked(entry: ScanEntry): void;
  /** Runs an act whose answer is the new state; its problem shows in the instruction. */
  act(work: (stationId: StationId) => Promise<PackingState>): Promise<boolean>;
  /** Takes the verdict of an act that opened an order by hand. */
  take(verdict: ScanVerdict): void;
  /** Sounds and shows the verdict of a scan that the backend took in itself, and reads the state anew. */
  hear(verdict: Omit<ScanVerdict, 'state'>): void;
  clearProblem(): void;
  reload(): void;
}

const LOG_LENGTH = 5;

/**
 * The station: its state, the queue of scans in their order, what the last act said.
 * @param onCommand runs what a command barcode of the printed sheet orders.
 */
export function useStationSession(onCommand: (command: Command) => void): StationSession {
  const stationId = useStation();
  const loud = useRef(true);
  loud.current = useSetting('scanSound');
  const queries = useQueryClient();
  const query = useQuery(orpc.packing.state.queryOptions({ input: { stationId } }));
  const [log, setLog] = useState<readonly ScanEntry[]>([]);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  /** Scans run one after the other: the second scan of a burst must meet the state that the first one left. */
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  const nextId = useRef(1);
  const latestCommand = useRef(onCommand);
  latestCommand.current = onCommand;

  const setState = useCallback(
    (state: PackingState) => queries.setQueryData(orpc.packing.state.queryKey({ input: { stationId } }), state),
    [queries, stationId],
  );
  const show = useCallback(
    ({ verdict, problem: why, code, again, skuCode }: Omit<ScanVerdict, 'state'>) => {
      if (loud.current) playIfWanted(feedbackOf(verdict).sound);
      setProblem(why);
      const entry = { id: nextId.current++, code, again, verdict, problem: why, skuCode, atMs: Date.now() };
      setLog((before) => [entry, ...before].slice(0, LOG_LENGTH));
      if (verdict === 'signed_in') void queries.invalidateQueries();
      const command = verdict === 'command' ? parseCommandBarcode(code) : null;
      if (command?.kind === 'command') latestCommand.current(command.command);
    },
    [queries],
  );
  const take = useCallback(
    (verdict: ScanVerdict) => {
      setState(verdict.state);
      show(verdict);
    },
    [setState, show],
  );
  const hear = useCallback(
    (verdict: Omit<ScanVerdict, 'state'>) => {
      show(verdict);
      void queries.invalidateQueries({ queryKey: orpc.packing.state.queryKey({ input: { stationId } }) });
    },
    [show, queries, stationId],
  );
  const enqueue = useCallback(<T>(work: () => Promise<T>): Promise<T | null> => {
    const turn = queue.current.then(async () => {
      try {
        return await work();
      } catch (error) {
        if (loud.current) playIfWanted('refused');
        setProblem(problemOf(error));
        return null;
      }
    });
    // Whatever became of this one, the next has its turn.
    queue.current = turn.catch(() => undefined);
    return turn;
  }, []);

  const scan = useCallback(
    // Straight to the backend: nothing is drawn before the verdict is there.
    (code: string, source: ScanSource) =>
      void enqueue(async () => take(await client.packing.scan({ stationId, code, source }))),
    [enqueue, take, stationId],
  );
  const countAsked = useCallback(
    ({ again, verdict }: ScanEntry) =>
      void enqueue(async () =>
        take(
          await client.packing.scan({
            stationId,
            code: again,
            source: 'typed',
            // Whether it was read twice is asked first.
            isSecondUnit: true,
            isExpiredMeant: verdict === 'expired',
          }),
        ),
      ),
    [enqueue, take, stationId],
  );
  const act = useCallback(
    async (work: (stationId: StationId) => Promise<PackingState>) => {
      const done = await enqueue(async () => {
        setProblem(null);
        setBusy(true);
        try {
          setState(await work(stationId));
        } finally {
          setBusy(false);
        }
        return true;
      });
      return done ?? false;
    },
    [enqueue, setState, stationId],
  );
  const clearProblem = useCallback(() => setProblem(null), []);
  const { data: state, error, refetch } = query;
  const reload = useCallback(() => void refetch(), [refetch]);
  const loadProblem = error && !state ? problemOf(error) : null;

  return {
    stationId,
    state,
    loadProblem,
    log,
    problem,
    busy,
    take,
    hear,
    scan,
    countAsked,
    act,
    clearProblem,
    reload,
  };
}

/** With the frame that shows the verdict, not before it: making a sound takes as long as drawing. A hidden window draws no frame. */
function playIfWanted(sound: SoundName): void {
  if (!preferences.get().sound) return;
  if (document.hidden) playSound(sound);
  else requestAnimationFrame(() => setTimeout(() => playSound(sound)));
}
