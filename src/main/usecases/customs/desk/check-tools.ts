import type { WorldOfDay } from '#main/usecases/customs/rules/customs-world.ts';
import type { CustomsDeclaration, CustomsFinding, CustomsPaperKind } from '#shared/model/customs.ts';

/** What judges declarations: rules and rates as they stand now, read once for a batch. */
export interface CheckTools {
  readonly world: WorldOfDay;
  /** Names the state of rules and rates that judged. */
  readonly ruleVersion: string;
  check(declaration: CustomsDeclaration): readonly CustomsFinding[];
  papers(declaration: CustomsDeclaration): readonly CustomsPaperKind[];
}
