import { describe, expect, it, onTestFinished } from 'vitest';
import { paperPages } from '#main/documents/customs/draw-customs-paper.ts';
import { saveTemplate } from '#main/usecases/customs/data/manage-templates.ts';
import { chinaLaneOf, openBoxes } from '#main/usecases/customs/papers/china-lane.ts';
import type { CustomsPaperKind } from '#shared/model/customs.ts';
import type { ChinaLane } from '#shared/model/customs-paper-options.ts';
import { sampleDeclaration } from '#tests/support/customs-declarations.ts';
import { PROFILE } from '#tests/integration/customs/support/export-samples.ts';
import { PAPER_OPTIONS } from '#tests/support/papers/fitting-declaration.ts';
import { openUseCaseBed, SYSTEM_ACT } from '#tests/support/use-case-bed.ts';

const LANE: ChinaLane = {
  customsCode: '2992',
  portCode: '2991',
  agentCode: '3301960XYZ',
  agentName: '杭州代理报关有限公司',
  trafMode: '5',
  wrapType: '2',
  pod: 'DEFRA',
};

function textsOf(kind: CustomsPaperKind, chinaLane: ChinaLane | undefined): string {
  const declaration = sampleDeclaration('DE', {
    supervisionMode: kind === 'export_declaration' ? '0110' : '9610',
    channel: 'express',
  });
  const pages = paperPages({ kind, declaration, options: { ...PAPER_OPTIONS, chinaLane } });
  return pages.map(({ data }) => Object.values(data).join('\n')).join('\n');
}

describe('customs office, port and agent on Chinese papers', () => {
  it.each(['export_list_9610', 'export_declaration'] as const)('stand on a %s where they are known', (kind) => {
    const filled = textsOf(kind, LANE);
    for (const value of ['2992', '2991', '3301960XYZ', '杭州代理报关有限公司', '5 航空运输', 'DEFRA'])
      expect(filled).toContain(value);
    const open = textsOf(kind, undefined);
    for (const value of ['2992', '2991', '3301960XYZ', '航空运输']) expect(open).not.toContain(value);
  });

  it('are told beforehand where they would stay open, for Chinese papers alone', () => {
    expect(openBoxes('export_list_9610', undefined)).toEqual([
      'customsCode',
      'portCode',
      'agentCode',
      'agentName',
      'wrapType',
    ]);
    expect(openBoxes('export_list_9610', { ...LANE, portCode: '' })).toEqual(['portCode']);
    expect(openBoxes('export_declaration', { ...LANE, pod: '' })).toEqual([]);
    expect(openBoxes('cn23', undefined)).toEqual([]);
  });

  it('come from the company data, unless there are several', () => {
    const bed = openUseCaseBed();
    onTestFinished(() => bed.close());
    const save = (name: string): void => {
      const ceb603 = { ...PROFILE, ...LANE };
      saveTemplate(bed.context, { brokerColumns: [] }, SYSTEM_ACT, {
        id: null,
        version: 0,
        name,
        body: { kind: 'ceb603', ceb603 },
      });
    };
    expect(chinaLaneOf(bed.context.read)).toBeUndefined();
    save('Hangzhou');
    expect(chinaLaneOf(bed.context.read)).toEqual(LANE);
    save('Yiwu');
    expect(chinaLaneOf(bed.context.read)).toBeUndefined();
  });
});
