import type { AlertCondition, AlertProbe, LiveStates, ProbeContext } from '#main/usecases/alerts/alert-condition.ts';
import { applyConditions } from '#main/usecases/alerts/apply-conditions.ts';
import { standingAlerts } from '#main/usecases/alerts/alert-rows.ts';
import type { AlertWords } from '#main/usecases/alerts/describe-alert.ts';
import { escalateAlerts } from '#main/usecases/alerts/escalate-alerts.ts';
import { formMessages } from '#main/usecases/alerts/form-messages.ts';
import { accessProbe } from '#main/usecases/alerts/probes/access-probe.ts';
import { callProbe } from '#main/usecases/alerts/probes/call-probe.ts';
import { channelProbe } from '#main/usecases/alerts/probes/channel-probe.ts';
import { cleaningProbe } from '#main/usecases/alerts/probes/cleaning-probe.ts';
import { pullProbe } from '#main/usecases/alerts/probes/pull-probe.ts';
import { stationProbe } from '#main/usecases/alerts/probes/station-probe.ts';
import { workProbe } from '#main/usecases/alerts/probes/work-probe.ts';
import { readSetting } from '#main/usecases/settings/read-setting.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { ruleInForce } from '#shared/model/alerts.ts';
import type { AlertKind } from '#shared/model/alerts.ts';

const PROBES: readonly AlertProbe[] = [
  pullProbe,
  accessProbe,
  channelProbe,
  callProbe,
  workProbe,
  cleaningProbe,
  stationProbe,
];

export interface AlertServices {
  readonly live: LiveStates;
  readonly words: AlertWords;
  readonly lasts: ProbeContext['lasts'];
}

/** One look at everything: what is wrong becomes alerts, what is over closes them, what is to be told is queued. */
export function checkAlerts(context: UseCaseContext, services: AlertServices): void {
  const rules = readSetting(context.read, 'alertRules');
  const rule = (kind: AlertKind) => ruleInForce(kind, rules);
  const standing = new Set(standingAlerts(context.read).map(({ kind, subject }) => `${kind} ${subject}`));
  const probeContext: ProbeContext = {
    db: context.read,
    nowMs: context.clock.nowMs(),
    live: services.live,
    rule,
    lasts: services.lasts,
    stands: (kind, subject) => standing.has(`${kind} ${subject}`),
  };
  const conditions: AlertCondition[] = [];
  const unknownKinds = new Set<AlertKind>();
  for (const probe of PROBES) {
    try {
      conditions.push(...probe.find(probeContext));
    } catch (error) {
      for (const kind of probe.kinds) unknownKinds.add(kind);
      context.log.error({ error, kinds: probe.kinds }, 'a condition of alerts could not be looked at');
    }
  }
  applyConditions(context, rule, { conditions, unknownKinds });
  escalateAlerts(context);
  formMessages(context, services.words);
}
