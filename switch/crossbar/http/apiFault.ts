import type { JsonObject, JsonValue } from '../../../pivot/json';

/** An error the API answers with (reference "kazoo-pivot" §11.3). */
export class ApiFault extends Error {
	/**
	 * @param status HTTP status; the envelope has it as text in `error`
	 * @param code the envelope's `message`, such as `bad_identifier`
	 * @param data the envelope's `data`
	 */
	constructor(readonly status: number, readonly code: string, readonly data: JsonValue = {}, readonly headers: Readonly<Record<string, string>> = {}) {
		super(code);
		this.name = 'ApiFault';
	}
}

/** Field → rule → what is wrong. */
export type ValidationErrors = Readonly<Record<string, Readonly<Record<string, JsonObject>>>>;

export function validationFault(errors: ValidationErrors): ApiFault {
	return new ApiFault(400, 'validation error', Object.fromEntries(Object.entries(errors).map(([field, rules]) => [field, { ...rules }])));
}

/** Nothing has this id. */
export function badIdentifier(id: string): ApiFault {
	return new ApiFault(404, 'bad_identifier', [id]);
}

/** The token is missing, wrong or over. */
export function invalidCredentials(): ApiFault {
	return new ApiFault(401, 'invalid_credentials', { message: 'invalid credentials' });
}
