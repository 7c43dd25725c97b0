import type { ReadDb } from '#main/db/handles.ts';
import type { DeclarationSource } from '#main/usecases/customs/declaration-source.ts';
import type { PaperPress } from '#main/usecases/customs/papers/paper-press.ts';
import type { PaperOptions } from '#shared/model/customs-paper-options.ts';
import type { CustomsDeclaration, CustomsPaperKind } from '#shared/model/customs.ts';

export interface NeededPaper {
  readonly kind: CustomsPaperKind;
  readonly reasonEn: string;
  readonly reasonZh: string;
}

export interface PapersServices {
  readonly press: PaperPress;
  readonly declarations: DeclarationSource;
  /** As the settings have them now. */
  options(db: ReadDb): PaperOptions;
  keepYears(db: ReadDb): number;
  /** Of the rules in force, to be kept with each paper. */
  ruleVersion(db: ReadDb): string;
  requiredPapers(db: ReadDb, declaration: CustomsDeclaration): readonly NeededPaper[];
}
