export const LOG_LEVELS = ['info', 'warn', 'error', 'silent'] as const;

export type LogLevel = (typeof LOG_LEVELS)[number];

/** What a line carries besides its event; numbers masked, secrets never. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** Structured log: one JSON object a line. */
export interface Log {
	info(event: string, fields?: LogFields): void;
	warn(event: string, fields?: LogFields): void;
	error(event: string, fields?: LogFields): void;
}

/**
 * @param level lines below it are not written
 * @param write takes one line, its end included
 */
export function createLog(level: LogLevel, write: (line: string) => void): Log {
	const threshold = LOG_LEVELS.indexOf(level);
	const at = (name: Exclude<LogLevel, 'silent'>) => (event: string, fields: LogFields = {}) => {
		if (LOG_LEVELS.indexOf(name) < threshold) return;
		write(`${JSON.stringify({ time: new Date().toISOString(), level: name, event, ...fields })}\n`);
	};
	return { info: at('info'), warn: at('warn'), error: at('error') };
}

/** What an error says, for a log field: its message, the messages of what caused it unless it tells them itself, no stack. */
export function messageOf(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	const message = error.message || error.name;
	const cause = error.cause === undefined ? '' : messageOf(error.cause);
	return cause === '' || message.includes(cause) ? message : `${message}: ${cause}`;
}
