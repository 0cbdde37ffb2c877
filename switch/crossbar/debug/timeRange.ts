import { gregorianSecondsOf, readNumber } from '../../../pivot/time/gregorian';
import { validationFault } from '../http/apiFault';
import type { ApiRequest } from '../http/exchange';

/** 31 days and an hour, in seconds: the widest window, and the one where none is given. */
export const MAX_RANGE_SECONDS = 31 * 86_400 + 3_600;

/** A window of time in gregorian seconds. */
export interface TimeRange {
	readonly from: number;
	readonly to: number;
}

/**
 * The window of `created_from` and `created_to` in gregorian seconds; what is not a whole number above 0 counts as absent.
 * Throws the fault for one that is too wide or ends before it begins.
 */
export function timeRange({ query }: ApiRequest, nowMs: number): TimeRange {
	const given = (name: string) => {
		const seconds = readNumber(query.get(name));
		return seconds !== undefined && Number.isInteger(seconds) && seconds > 0 ? seconds : undefined;
	};
	const to = given('created_to') ?? gregorianSecondsOf(nowMs);
	const from = given('created_from') ?? to - MAX_RANGE_SECONDS;
	if (to < from) throw wrong(`created_to ${to} is prior to created_from ${from}`, from);
	if (to - from > MAX_RANGE_SECONDS) throw wrong(`created_to ${to} is more than ${MAX_RANGE_SECONDS} seconds from created_from ${from}`, to);
	return { from, to };
}

function wrong(message: string, cause: number) {
	return validationFault({ created_from: { date_range: { message, cause } } });
}
