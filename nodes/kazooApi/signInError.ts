/**
 * Signing in to the switch failed, in a sentence. n8n wraps what a credential throws: this one is found again by its name, and
 * has no field that n8n would show instead of the sentence.
 */
export class SignInError extends Error {
	constructor(sentence: string) {
		super(sentence);
		this.name = 'SignInError';
	}
}

/** The error in what n8n made of it, whatever copy of this file it came from. */
export function findSignInError(error: unknown): Error | undefined {
	for (let cause = error; cause instanceof Error; cause = cause.cause) if (cause.name === 'SignInError') return cause;
	return undefined;
}
