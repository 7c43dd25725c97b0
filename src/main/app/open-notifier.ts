import { readCredentials } from '#main/app/credentials.ts';
import { NOTIFIERS } from '#main/app/registries.ts';
import type { SecretSealer } from '#main/db/repos/secrets-repo.ts';
import type { HttpClient } from '#main/lib/http-client.ts';
import { createSmtpClient } from '#main/lib/mail-client.ts';
import type { OpenNotifier } from '#main/usecases/alerts/send-message.ts';
import { readStoredJson } from '#main/usecases/read-stored-json.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { AppError } from '#shared/errors/app-error.ts';

interface Row {
  name: string;
  plugin_id: string;
  config_json: string;
}

/** Brings together row, secrets and plugin of a notifier. Read anew each time: a changed token works at once. */
export function createOpenNotifier(context: UseCaseContext, sealer: SecretSealer, http: HttpClient): OpenNotifier {
  const mail = createSmtpClient();
  return (id) => {
    const row = context.read
      .prepare<[string], Row>('SELECT name, plugin_id, config_json FROM notifiers WHERE id = ?')
      .get(id);
    const plugin = row && NOTIFIERS.find(row.plugin_id);
    if (!row || !plugin) throw new AppError('ERR_NOTIFIER_UNKNOWN', {});
    const config = readStoredJson(plugin.configSchema, row.config_json);
    const stored = JSON.stringify(readCredentials(context.read, sealer, `notifier:${id}`));
    const credentials = readStoredJson(plugin.credentialsSchema, stored);
    const unfit = [config, credentials].find((part) => !part.ok);
    if (!config.ok || !credentials.ok)
      throw new AppError('ERR_NOTIFIER_CONFIG_UNREADABLE', {
        notifier: row.name,
        field: unfit && !unfit.ok ? unfit.field : '',
      });
    return {
      plugin,
      context: (signal) => ({
        config: config.value,
        credentials: credentials.value,
        http,
        mail,
        clock: context.clock,
        signal,
      }),
    };
  };
}
