import type { CustomsFormat } from '#main/documents/customs-data/customs-format.ts';
import type { DeclarationSource } from '#main/usecases/customs/declaration-source.ts';
import type { SchemaCheck } from '#main/lib/schema-check.ts';
import type { CustomsDeclaration, CustomsFinding } from '#shared/model/customs.ts';

/** A column that a broker's file can have, with its usual headings. */
export interface BrokerColumnInfo {
  readonly id: string;
  readonly en: string;
  readonly zh: string;
}

export interface CustomsDataServices {
  readonly declarations: DeclarationSource;
  /** Their libraries are large, and most starts never need them. */
  loadFormats(): Promise<readonly CustomsFormat[]>;
  readonly brokerColumns: readonly BrokerColumnInfo[];
  readonly schemas: SchemaCheck;
  /** Today's rules of the destination over a declaration; null while no rules are installed. */
  readonly checkDeclaration: ((declaration: CustomsDeclaration) => readonly CustomsFinding[]) | null;
  /** Whether the rules let a parcel of mode 9710 or 9810 leave by list; else it needs a full declaration. */
  readonly goesByList: (declaration: CustomsDeclaration) => boolean;
  /** IANA name of the warehouse's zone. */
  zone(): string;
}
