/** Why a call is not answered, in a sentence to the person who drew the workflow. */
export interface Refusal {
	readonly ok: false;
	readonly message: string;
}

export function refusal(message: string): Refusal {
	return { ok: false, message };
}
