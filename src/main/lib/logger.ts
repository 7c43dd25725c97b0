import { pino } from 'pino';
import { openLogFiles } from '#main/lib/log-files.ts';
import type { LogFilesOptions } from '#main/lib/log-files.ts';
import { redact, redactText } from '#main/lib/redact.ts';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** Structured log. Messages are constant texts; values go into `data` and are redacted by name and by what they look like. */
export interface Logger {
  debug(data: object, message: string): void;
  info(data: object, message: string): void;
  warn(data: object, message: string): void;
  error(data: object, message: string): void;
  /** Lines of the child carry these fields too, e.g. `{traceId}`. */
  child(fields: Readonly<Record<string, string | number>>): Logger;
  /** Takes effect at once, also for children made earlier. */
  setLevel(level: LogLevel): void;
}

export interface LoggerOptions extends LogFilesOptions {
  readonly level?: LogLevel;
  /** Also given each finished line, e.g. to show it on the console. */
  readonly onLine?: (line: string) => void;
}

/** JSON lines in daily files under `dir` (log-files.ts), times in UTC. */
export function createLogger(options: LoggerOptions): Logger {
  const files = openLogFiles(options);
  const sink = {
    write(line: string) {
      files.write(line);
      options.onLine?.(line);
    },
  };
  const root = pino(
    {
      level: 'debug',
      base: null,
      timestamp: () => `,"at":"${new Date(options.nowMs()).toISOString()}"`,
      messageKey: 'message',
      formatters: { level: (label) => ({ level: label }) },
    },
    sink,
  );
  const threshold = { level: options.level ?? 'info' };
  return wrap(root, threshold, {});
}

const RANK: Readonly<Record<LogLevel, number>> = { debug: 0, info: 1, warn: 2, error: 3 };

/** Pino's own redaction knows paths only; ours also looks at the values, so it runs before pino sees them. */
function wrap(
  root: pino.Logger,
  threshold: { level: LogLevel },
  fields: Readonly<Record<string, string | number>>,
): Logger {
  const write = (level: LogLevel) => (data: object, message: string) => {
    if (RANK[level] < RANK[threshold.level]) return;
    const shown = redact(data instanceof Error ? { error: data } : data);
    root[level]({ ...fields, ...(typeof shown === 'object' ? shown : {}) }, redactText(message));
  };
  return {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    child: (more) => wrap(root, threshold, { ...fields, ...more }),
    setLevel: (level) => {
      threshold.level = level;
    },
  };
}
