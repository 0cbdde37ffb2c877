/** Stable codes of what can go wrong between us and the switch's API. */
export const CROSSBAR_ERROR_CODES = [
	'crossbar.unreachable', 'crossbar.unauthorized', 'crossbar.login-refused', 'crossbar.forbidden', 'crossbar.payment',
	'crossbar.not-found', 'crossbar.debug-not-loaded', 'crossbar.webhooks-not-loaded', 'crossbar.validation',
	'crossbar.method', 'crossbar.conflict', 'crossbar.too-many-requests', 'crossbar.database', 'crossbar.fault',
	'crossbar.not-crossbar', 'crossbar.bad-id', 'crossbar.setting', 'crossbar.callflow',
] as const;

export type CrossbarErrorCode = (typeof CROSSBAR_ERROR_CODES)[number];

/** Something the switch's API refused or could not do. Its message is a sentence to the person who must act. */
export class CrossbarError extends Error {
	constructor(
		readonly code: CrossbarErrorCode,
		message: string,
		/** HTTP status, where an answer came. */
		readonly status?: number,
		/** The answer's body, where one came. */
		readonly body?: unknown,
	) {
		super(message);
		this.name = 'CrossbarError';
	}
}
