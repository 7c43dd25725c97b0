import { expect, test } from 'vitest';
import { groupByPaper } from '#renderer/features/customs/desk/group-by-paper.ts';

const [code, term, rate] = [{ field: 'lines.hsCodes' }, { field: 'incoterm' }, { field: 'rates.XDR' }];

test('each finding is said in full at its first paper, named at the others, and none is lost', () => {
  expect(groupByPaper(['cn22', 'commercial_invoice', 'battery_mark'], [code, term, rate])).toEqual({
    papers: [
      { paper: 'cn22', own: [code], also: [] },
      { paper: 'commercial_invoice', own: [term], also: [code] },
      { paper: 'battery_mark', own: [], also: [] },
    ],
    rest: [rate],
  });
  expect(groupByPaper([], [code, rate])).toEqual({ papers: [], rest: [code, rate] });
});
