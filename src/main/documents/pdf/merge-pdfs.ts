import { PDFDocument } from 'pdf-lib';

export interface PdfMerge {
  readonly files: readonly Uint8Array[];
  readonly title: string;
  /** Stands in the document, so that equal input gives equal bytes. */
  readonly createdAtMs: number;
}

/** One document of the pages of many, as they are. */
export async function mergePdfs({ files, title, createdAtMs }: PdfMerge): Promise<Uint8Array> {
  const merged = await PDFDocument.create({ updateMetadata: false });
  const created = new Date(createdAtMs);
  merged.setTitle(title);
  merged.setProducer('Packbench');
  merged.setCreationDate(created);
  merged.setModificationDate(created);
  for (const file of files) {
    const source = await PDFDocument.load(file, { updateMetadata: false });
    for (const page of await merged.copyPages(source, source.getPageIndices())) merged.addPage(page);
  }
  return merged.save();
}
