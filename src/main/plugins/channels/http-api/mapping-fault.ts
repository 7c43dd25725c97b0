import { mappingThread } from '#main/lib/mapping-thread.ts';

/** What is wrong with the text of a mapping itself, in JSONata's words; null: it can be evaluated. */
export async function mappingFault(mapping: string): Promise<string | null> {
  const [outcome] = await mappingThread().evaluate(mapping, [{}]);
  // Over nothing it may well fail: an order will bring what it asks for.
  return outcome?.ok === false && outcome.fault.reason === 'syntax' ? outcome.fault.detail : null;
}
