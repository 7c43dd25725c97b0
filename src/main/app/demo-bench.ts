import type { DemoComponents } from '#main/app/demo-components.ts';
import type { DemoPrinters } from '#main/app/demo-printers.ts';
import type { DemoWorld } from '#main/app/demo-world.ts';
import type { EmulatedPrinter, StatusManners } from '#main/simulators/devices/printer/emulated-printer.ts';
import type { PrinterTcp } from '#main/simulators/devices/printer/printer-tcp.ts';
import { STANDING_FAULTS, SUDDEN_FAULTS } from '#shared/contract/demo-bench.ts';
import type { DemoBench, DemoFault } from '#shared/contract/demo-bench.ts';

/** The bench of the demo store: its emulated devices, with everything that can happen to real ones. */
export interface DemoDevices {
  /** In the place of whatever lay there; a scale that drifts shows more. */
  putOnScale(grams: number): void;
  bench(): DemoBench;
  /** Harmless when it is so already. */
  setFault(fault: DemoFault, isOn: boolean): Promise<void>;
}

interface FaultPlay {
  readonly begin: () => void | Promise<void>;
  /** Absent: it happens once and is over. */
  readonly end?: () => void | Promise<void>;
}

/** A label of 150 mm stops here. */
const ENDS_AT_MM = 60;
const DRIFT_G = 12;
/** Where the paper lies after other labels were put in by hand. */
const PAPER_OFF_MM = 8;
const LATE_MS = 300;
const SPLIT_BYTES = 2;
const SPLIT_GAP_MS = 40;
/** Longer than a scanner takes for a whole code. */
const TORN_PAUSE_MS = 900;
const NOISE = [0xff, 0x00, 0x3f];
/** What a component says that cannot read what it got. */
const REFUSAL = 'template not found';
/** A cup of the demo shop. */
const SCANNED = '6901234567892';

/** @param world its scale is null, like its scanner, where the system has no pseudo-terminals */
export function createDemoDevices(
  world: Pick<DemoWorld, 'printer' | 'scale' | 'scanner'>,
  components: Pick<DemoComponents, 'running' | 'view'>,
  others: Pick<DemoPrinters, 'running' | 'ids'>,
): DemoDevices {
  const { scale, scanner } = world;
  /** All printers of the bench have the same fault at once. */
  const cables = (): readonly PrinterTcp[] => [world.printer, ...others.running()];
  const eachPrinter = (act: (printer: EmulatedPrinter) => void): void =>
    cables().forEach(({ printer }) => act(printer));
  const eachCable = async (act: (cable: PrinterTcp) => void | Promise<void>): Promise<void> => {
    await Promise.all(cables().map(act));
  };
  const standing = new Set<DemoFault>();
  let loadG = 0;

  const driftG = (): number => (standing.has('scale_drift') ? DRIFT_G : 0);
  function settlePlate(): void {
    scale?.plate.clear();
    if (loadG + driftG() > 0) scale?.plate.put(loadG + driftG());
  }

  const block = (what: Parameters<EmulatedPrinter['block']>[0]): FaultPlay => ({
    begin: () => eachPrinter((printer) => printer.block(what)),
    end: () => eachPrinter((printer) => printer.unblock(what)),
  });
  const answers = (ill: Partial<StatusManners>, well: Partial<StatusManners>): FaultPlay => ({
    begin: () => eachPrinter((printer) => printer.answerStatus(ill)),
    end: () => eachPrinter((printer) => printer.answerStatus(well)),
  });
  const manners = (how: Parameters<NonNullable<typeof scale>['misbehave']>[0]): FaultPlay | null =>
    scale && {
      begin: () => scale.misbehave(how),
      end() {
        scale.behave();
        // Others that stand go on.
        for (const [fault, play] of Object.entries(plays))
          if (standing.has(fault as DemoFault) && LINE_FAULTS.has(fault)) void play?.begin();
      },
    };

  type Program = ReturnType<DemoComponents['running']>[number];
  async function eachProgram(act: (program: Program) => void | Promise<void>): Promise<void> {
    await Promise.all(components.running().map(act));
  }
  const programs = (
    begin: (program: Program) => void | Promise<void>,
    end?: (program: Program) => void | Promise<void>,
  ): FaultPlay => ({
    begin: () => eachProgram(begin),
    ...(end && { end: () => eachProgram(end) }),
  });

  const plays: Readonly<Record<DemoFault, FaultPlay | null>> = {
    printer_paper_out: {
      begin: () => eachPrinter((printer) => printer.block('paper_out')),
      end: () => eachPrinter((printer) => printer.loadPaper()),
    },
    printer_cover_open: block('cover_open'),
    printer_jam: block('jam'),
    printer_ribbon_out: block('ribbon_out'),
    printer_paused: block('paused'),
    printer_head_hot: block('head_hot'),
    printer_cutter_jam: block('cutter_jam'),
    printer_unplugged: {
      begin: () => eachCable((cable) => cable.unplug()),
      end: () => eachCable((cable) => cable.plugIn()),
    },
    printer_mute: answers({ copies: 0 }, { copies: 1 }),
    printer_garbled: answers({ copies: 2, isTorn: true, delayMs: LATE_MS }, { copies: 1, isTorn: false, delayMs: 0 }),
    printer_buffer_full: {
      begin: () => eachCable((cable) => cable.stopReading()),
      end: () => eachCable((cable) => cable.resumeReading()),
    },
    printer_paper_off: {
      begin: () => eachPrinter((printer) => printer.misplacePaper(PAPER_OFF_MM)),
      end: () => eachPrinter((printer) => printer.misplacePaper(0)),
    },
    printer_paper_ends: {
      begin: () => eachPrinter((printer) => printer.planFault({ block: 'paper_out', atMm: ENDS_AT_MM })),
    },
    printer_power_cut: {
      begin: () =>
        eachCable(async (cable) => {
          await cable.unplug();
          cable.printer.restart();
          await cable.plugIn();
        }),
    },
    scale_unplugged: scale && { begin: () => scale.unplug(), end: () => scale.plugIn() },
    scale_drift: scale && { begin: settlePlate, end: settlePlate },
    scale_mute: manners({ isSilent: true }),
    scale_noise: manners({ noise: NOISE }),
    scale_split: manners({ splitEvery: SPLIT_BYTES, splitGapMs: SPLIT_GAP_MS }),
    scale_parity: manners({ hasParityBit: true }),
    scanner_unplugged: scanner && { begin: () => scanner.unplug(), end: () => scanner.plugIn() },
    scanner_torn: scanner && { begin: () => scanner.scanSplit(SCANNED, 6, TORN_PAUSE_MS) },
    scanner_twice: scanner && { begin: () => scanner.scanTogether([SCANNED, SCANNED]) },
    component_closed: programs(
      (program) => program.quit(),
      (program) => program.start(),
    ),
    component_printer_off: programs(
      ({ printers, disablePrinter }) => printers.forEach(disablePrinter),
      ({ printers, enablePrinter }) => printers.forEach(enablePrinter),
    ),
    component_waits: programs(
      (program) => program.hold(),
      (program) => program.finish(),
    ),
    component_refuses: programs((program) => program.refuseNext(REFUSAL)),
    component_fails: programs((program) => program.failNext()),
    component_silent: programs((program) => program.swallowNextAnswer()),
    component_dies: programs((program) => program.dieOnNext()),
  };

  return {
    putOnScale(grams) {
      loadG = grams;
      settlePlate();
    },
    bench: () => ({
      possible: [...STANDING_FAULTS, ...SUDDEN_FAULTS].filter(
        (fault) => plays[fault] !== null && (!fault.startsWith('component_') || components.running().length > 0),
      ),
      standing: [...standing],
      printers: [...others.ids()],
      components: components.view(),
    }),
    async setFault(fault, isOn) {
      const play = plays[fault];
      if (!play || isOn === standing.has(fault)) return;
      if (isOn && play.end) standing.add(fault);
      if (!isOn) standing.delete(fault);
      await (isOn ? play.begin() : play.end?.());
    },
  };
}

/** They share one cable, which is put right as a whole. */
const LINE_FAULTS: ReadonlySet<string> = new Set(['scale_mute', 'scale_noise', 'scale_split', 'scale_parity']);
