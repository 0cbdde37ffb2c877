/** What a variable holds. On the wire it is text, whatever it holds. */
export const VARIABLE_KINDS = ['text', 'number', 'yesNo', 'date', 'json'] as const;

export type VariableKind = (typeof VARIABLE_KINDS)[number];

/** A kind in words, as the rest of "is not …". */
export const KIND_IN_WORDS: Readonly<Record<VariableKind, string>> = {
	text: 'a text',
	number: 'a number',
	yesNo: 'yes or no',
	date: 'a date: write 2026-05-01, or a time with its offset such as 2026-05-01T09:30:00Z',
	json: 'JSON',
};

/** A decimal number as people, JSON and the switch's form dialect write it. */
export function asNumber(text: string): number | undefined {
	const number = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text.trim()) ? Number(text) : NaN;
	return Number.isFinite(number) ? number + 0 : undefined;
}

const YES: readonly string[] = ['true', 'yes', 'y', 'on', '1'];
const NO: readonly string[] = ['false', 'no', 'n', 'off', '0'];

export function asYesNo(text: string): boolean | undefined {
	const word = text.trim().toLowerCase();
	return YES.includes(word) ? true : NO.includes(word) ? false : undefined;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})$/;

/**
 * A day stays a day; a moment becomes UTC. A time without an offset is none: nobody could say which moment it is.
 */
export function asDate(text: string): string | undefined {
	const trimmed = text.trim();
	if (!DAY.test(trimmed) && !MOMENT.test(trimmed)) return undefined;
	const date = new Date(trimmed);
	if (Number.isNaN(date.getTime())) return undefined;
	const iso = date.toISOString();
	if (!DAY.test(trimmed)) return iso;
	return iso.startsWith(trimmed) ? trimmed : undefined;
}
