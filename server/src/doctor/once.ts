/** Looks the first time it is asked; everybody gets the same result, or the same error. */
export function once<Result>(look: () => Promise<Result>): () => Promise<Result> {
	let looking: Promise<Result> | undefined;
	return () => (looking ??= look());
}
