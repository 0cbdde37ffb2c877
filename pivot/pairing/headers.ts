/** Header names of what server and n8n say to each other; all lower case. */
export const PAIRING_HEADERS = {
	/** `call` or `probe`, from the server. */
	kind: 'x-pivot-kind',
	attempt: 'x-pivot-attempt',
	/** Id of the token that signed. */
	token: 'x-pivot-token',
	/** Unix seconds of the signature. */
	timestamp: 'x-pivot-timestamp',
	nonce: 'x-pivot-nonce',
	signature: 'x-pivot-signature',
	/** Milliseconds the workflow has, counted from the moment the request arrives: no two clocks are compared. */
	budget: 'x-pivot-budget-ms',
	/** n8n's execution id, in the answer. */
	execution: 'x-pivot-execution',
	/** In the answer: places of the drawn callflow that no branch filled, as a JSON list of paths. */
	openPlaces: 'x-pivot-open-places',
} as const;
