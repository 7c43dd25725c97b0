import type { CustomsDeclaration, CustomsLine } from '#shared/model/customs.ts';

/** Cells and batteries in one package. */
export interface BatteryCount {
  readonly cells: number;
  readonly batteries: number;
}

/** Per package, of the lines that are chosen; without packages everything lies in one. */
export function batteryCounts(
  declaration: CustomsDeclaration,
  isChosen: (line: CustomsLine) => boolean,
): readonly BatteryCount[] {
  const { lines, packages } = declaration;
  const contents =
    packages.length === 0
      ? [lines.map((line, index) => ({ line: index, quantity: line.quantity }))]
      : packages.map((one) => one.contents);
  return contents.map((content) => {
    let cells = 0;
    let batteries = 0;
    for (const { line: index, quantity } of content) {
      const line = lines[index];
      if (line === undefined || line.battery.kind === 'none' || !isChosen(line)) continue;
      const { cellCount, batteryCount } = line.battery;
      cells += quantity * cellCount;
      // Nobody said how many: one in each.
      batteries += quantity * (cellCount + batteryCount === 0 ? 1 : batteryCount);
    }
    return { cells, batteries };
  });
}
