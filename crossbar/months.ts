/** A stretch of time inside one calendar month (UTC), Unix ms, both ends included. */
export interface Window {
	readonly from: number;
	readonly to: number;
	/** `YYYYMM`, as in a debug id. */
	readonly month: string;
}

/**
 * Cuts a time into months. The switch keeps a database for each month (UTC) and refuses to read more than 31 days at once
 * (reference "kazoo-pivot" §10.2). Newest first.
 */
export function monthsOf(from: number, to: number): Window[] {
	const windows: Window[] = [];
	let end = to;
	while (end >= from) {
		const date = new Date(end);
		const start = Math.max(from, Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1));
		windows.push({ from: start, to: end, month: monthOf(end) });
		end = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1) - 1;
	}
	return windows;
}

function monthOf(at: number): string {
	const date = new Date(at);
	return `${date.getUTCFullYear()}${String(date.getUTCMonth() + 1).padStart(2, '0')}`;
}
