import type { DemoCustomers } from '#main/app/cli/demo/demo-customers.ts';
import type { DemoTroubles } from '#main/app/cli/demo/demo-troubles.ts';

interface SceneTitle {
  /** Of its words, `demo.scenes.<id>`. */
  readonly id: string;
  /** As the summary calls it. */
  readonly name: string;
}

/** One thing that happens when a share of the parcels is done. */
interface Scene extends SceneTitle {
  readonly atShare: number;
  readonly play: () => unknown;
}

export interface DemoScript {
  /** Plays what is due when so many parcels are done. */
  onParcelDone(done: number): void;
  /** Plays the next scene although its time has not come: nothing is left to pack. @returns false when the script is over */
  playNext(): boolean;
}

export interface ScriptParts {
  readonly customers: DemoCustomers;
  readonly troubles: DemoTroubles;
  /** Parcels that are expected in all. */
  readonly expected: number;
  /** Orders that come while the first ones are packed, bunch by bunch. */
  readonly bunches: readonly number[];
  /** Orders that nobody packs at the moment. */
  readonly waitingOrders: () => readonly string[];
  readonly onScene: (scene: SceneTitle, result: unknown) => void;
  readonly onFailure: (scene: SceneTitle, error: unknown) => void;
}

/** Share of the waiting orders that are called off before anybody opens them. */
const CALLED_OFF = 0.04;

/** The story of the demo run: every scene is played, however few parcels there are. */
export function createDemoScript(parts: ScriptParts): DemoScript {
  const { customers, troubles } = parts;
  const arrivals = parts.bunches.map((count, index): Scene => ({
    atShare: 0.1 + index * 0.15,
    id: 'newOrders',
    name: 'new orders',
    play() {
      customers.order(count);
      return count;
    },
  }));
  const scenes: Scene[] = [
    { atShare: 0.05, id: 'emptyShelves', name: 'shelves run empty', play: troubles.emptyShelves },
    { atShare: 0.12, id: 'calledOff', name: 'orders called off before packing', play: callOffSome },
    { atShare: 0.2, id: 'noPaper', name: 'printer runs out of paper', play: troubles.runOutOfPaper },
    { atShare: 0.28, id: 'carrierAnswerLost', name: "the carrier's answer is lost", play: troubles.loseCarrierAnswer },
    { atShare: 0.36, id: 'pushesRepeated', name: 'webhooks twice, late and forged', play: customers.repeatPushes },
    { atShare: 0.44, id: 'printerCutOff', name: 'printer connection reset in mid-label', play: troubles.cutPrinterOff },
    { atShare: 0.5, id: 'paidAndReleased', name: 'payments and releases', play: customers.payAndRelease },
    {
      atShare: 0.55,
      id: 'channelAnswersLost',
      name: "the channels' answers are lost",
      play: troubles.loseChannelAnswer,
    },
    { atShare: 0.6, id: 'refundsTakenBack', name: 'refund requests taken back', play: customers.thinkAgain },
    { atShare: 0.7, id: 'restocked', name: 'delivery to the shelves', play: troubles.restock },
    ...arrivals,
  ].toSorted((a, b) => a.atShare - b.atShare);

  function callOffSome(): number {
    const waiting = parts.waitingOrders();
    const chosen = waiting.slice(-Math.max(1, Math.floor(waiting.length * CALLED_OFF)));
    for (const number of chosen) customers.callOff(number);
    return chosen.length;
  }

  function play(scene: Scene): void {
    const result = scene.play();
    parts.onScene(scene, result instanceof Promise ? null : result);
    if (result instanceof Promise) result.catch((error: unknown) => parts.onFailure(scene, error));
  }

  return {
    onParcelDone(done) {
      while (scenes[0] && scenes[0].atShare * parts.expected <= done) play(scenes.shift() as Scene);
    },
    playNext() {
      const next = scenes.shift();
      if (next) play(next);
      return next !== undefined;
    },
  };
}
