import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Checks documents against the schema files of a folder: XSD by libxml2, JSON schema by ajv. */
export interface SchemaCheck {
  /** @returns the first thing that the schema refuses; null: the document is valid. @throws Error for a broken schema */
  problemOf(schema: string, document: string): Promise<string | null>;
}

type Check = (document: string) => string | null;

/** Schemas are read and compiled when they are first needed, and kept: so is libxml2, which is large. */
export function createSchemaCheck(folder: string): SchemaCheck {
  const checks = new Map<string, Promise<Check>>();
  return {
    async problemOf(schema, document) {
      let check = checks.get(schema);
      if (!check) {
        check = schema.endsWith('.xsd') ? xmlCheck(join(folder, schema)) : jsonCheck(join(folder, schema));
        checks.set(schema, check);
      }
      return (await check)(document);
    },
  };
}

async function xmlCheck(file: string): Promise<Check> {
  const { XmlDocument, XsdValidator, XmlError } = await import('libxml2-wasm');
  const schema = XmlDocument.fromBuffer(await readFile(file));
  const validator = XsdValidator.fromDoc(schema);
  schema.dispose();
  return (text) => {
    let document;
    try {
      document = XmlDocument.fromString(text);
      validator.validate(document);
      return null;
    } catch (error) {
      if (error instanceof XmlError) return error.message.slice(0, 400);
      throw error;
    } finally {
      document?.dispose();
    }
  };
}

async function jsonCheck(file: string): Promise<Check> {
  const { Ajv2020 } = await import('ajv/dist/2020.js');
  const ajv = new Ajv2020({ strict: true, strictRequired: false });
  const validate = ajv.compile(JSON.parse(await readFile(file, 'utf8')));
  return (text) => {
    if (validate(JSON.parse(text))) return null;
    const [first] = validate.errors ?? [];
    return `${first?.instancePath ?? ''} ${first?.message ?? ''}`.trim();
  };
}
