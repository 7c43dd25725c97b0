import type { AlertProbe } from '#main/usecases/alerts/alert-condition.ts';
import { listRuleRows, readStop } from '#main/usecases/cleaning/rule-rows.ts';

/** Cleaning rules that stopped themselves: orders come in without them until a person decides. */
export const cleaningProbe: AlertProbe = {
  kinds: ['cleaning_stopped'],
  find: ({ db }) =>
    listRuleRows(db)
      .filter(({ state }) => state === 'stopped')
      .map(({ id, name, stopped_json: json }) => {
        const stop = readStop(json);
        return {
          kind: 'cleaning_stopped',
          subject: id,
          subjectName: name,
          facts: {
            atMs: stop?.atMs ?? null,
            errors: stop?.errors ?? null,
            seen: stop?.seen ?? null,
            percent: stop?.stopPercent ?? null,
          },
        };
      }),
};
