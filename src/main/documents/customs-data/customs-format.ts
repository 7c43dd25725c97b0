import type { Problem } from '#shared/contract/common.ts';
import type { CustomsDeclaration } from '#shared/model/customs.ts';
import type { BrokerTemplate, Ceb603Profile, CustomsFormatId, CustomsTransport } from '#shared/model/customs-data.ts';

/** One parcel for a file, with the numbers that it bears in such files for ever. */
export interface ExportItem {
  readonly declaration: CustomsDeclaration;
  readonly guid: string;
  /** 企业内部编号 of the list. */
  readonly copNo: string;
}

/** What all parcels of one file share. Equal input gives equal bytes: no clock is read here. */
export interface ExportRun {
  /** Of the message. */
  readonly guid: string;
  readonly atMs: number;
  readonly transport: CustomsTransport;
  readonly broker: BrokerTemplate | null;
  readonly ceb603: Ceb603Profile | null;
}

/** A schema file under resources/customs/schemas. */
export type SchemaName = 'itmatt.schema.json' | 'itmatt.xsd' | 'ceb603.xsd' | 'broker-rows.schema.json';

/** One parcel as it stands in the file, or why it cannot stand there. */
export type PreparedItem<Part> =
  | {
      readonly part: Part;
      /** A whole document with this parcel alone, for the schema; null where the bytes are no text. */
      readonly sample: string | null;
    }
  | { readonly problems: readonly Problem[] };

/** One kind of file: parcels are prepared one by one, so that a bad one is left out alone, and then put together. */
interface FormatDefinition<Part> {
  readonly id: CustomsFormatId;
  readonly schema: SchemaName | null;
  prepare(item: ExportItem, run: ExportRun): PreparedItem<Part>;
  assemble(parts: readonly Part[], run: ExportRun): Promise<Uint8Array>;
}

/** A file that is being put together. */
export interface FileInMaking {
  /** @returns the problems that keep the parcel out, or the document that the schema is to see */
  add(item: ExportItem): { readonly problems: readonly Problem[] } | { readonly sample: string | null };
  /** Takes back what was added last: the schema refused it. */
  dropLast(): void;
  finish(): Promise<Uint8Array>;
}

export interface CustomsFormat extends Omit<FormatDefinition<never>, 'prepare' | 'assemble'> {
  begin(run: ExportRun): FileInMaking;
}

/** The same with its parts kept inside, so that all formats stand in one list. */
export function defineFormat<Part>(definition: FormatDefinition<Part>): CustomsFormat {
  const { id, schema } = definition;
  return {
    id,
    schema,
    begin(run) {
      const parts: Part[] = [];
      return {
        add(item) {
          const prepared = definition.prepare(item, run);
          if ('problems' in prepared) return prepared;
          parts.push(prepared.part);
          return { sample: prepared.sample };
        },
        dropLast: () => void parts.pop(),
        finish: () => definition.assemble(parts, run),
      };
    },
  };
}
