import { readFileSync } from 'node:fs';

/** The last lines of a log file, or a sentence saying that there is none. */
export function logTail(file: string, lines = 30): string {
	try {
		return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
	} catch {
		return `(nothing was written to ${file})`;
	}
}
