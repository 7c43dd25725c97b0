import { createHash } from 'node:crypto';
import { PDFHeader, PDFHexString, PDFName, PDFString } from 'pdf-lib';
import type { PDFDocument } from 'pdf-lib';
import { flateStream } from '#main/documents/pdf/flate-stream.ts';
import { srgbProfile } from '#main/documents/pdf/srgb-profile.ts';

export interface ArchivalFacts {
  readonly title: string;
  readonly producer: string;
  readonly createdAtMs: number;
  /** Tells documents apart; equal documents have equal ones. */
  readonly fingerprint: string;
}

/**
 * What ISO 19005-1 (PDF/A-1), level b, wants beside the pages: metadata that say so, what colours mean, and a name of the file that is
 * its own. The rest of it, embedded fonts and nothing transparent, is how pages are written here anyway; the file must be saved
 * without object streams, which PDF 1.4 does not have.
 */
export function makeArchival(document: PDFDocument, facts: ArchivalFacts): void {
  const { context, catalog } = document;
  context.header = PDFHeader.forVersion(1, 4);
  const id = PDFHexString.of(createHash('sha256').update(facts.fingerprint).digest('hex').slice(0, 32));
  context.trailerInfo.ID = context.obj([id, id]);
  // Never compressed: whoever looks for the mark must be able to read it as it stands.
  const packet = context.stream(Buffer.from(xmpPacket(facts)), { Type: 'Metadata', Subtype: 'XML' });
  catalog.set(PDFName.of('Metadata'), context.register(packet));
  const profile = context.register(flateStream(context, PROFILE, { N: 3 }));
  catalog.set(
    PDFName.of('OutputIntents'),
    context.obj([
      {
        Type: 'OutputIntent',
        S: 'GTS_PDFA1',
        OutputConditionIdentifier: PDFString.of('sRGB'),
        RegistryName: PDFString.of('http://www.color.org'),
        Info: PDFString.of('sRGB IEC61966-2.1'),
        DestOutputProfile: profile,
      },
    ]),
  );
}

const PROFILE = srgbProfile();

/** Says the same as the document's information dictionary, which PDF/A compares. */
function xmpPacket({ title, producer, createdAtMs }: ArchivalFacts): string {
  const at = `${new Date(createdAtMs).toISOString().slice(0, 19)}Z`;
  return `<?xpacket begin="\u{FEFF}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" pdfaid:part="1" pdfaid:conformance="B"/>
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escape(title)}</rdf:li></rdf:Alt></dc:title></rdf:Description>
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:CreateDate="${at}" xmp:ModifyDate="${at}"/>
<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" pdf:Producer="${escape(producer)}"/>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
