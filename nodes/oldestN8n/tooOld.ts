/** The oldest n8n this package loads in: the first to bring a zod with `zod/v4` in it. */
export const OLDEST_N8N = '1.100';

/**
 * @param found what was found instead, such as `zod 3.24.1`
 * @returns an error that is one sentence for whoever runs n8n; n8n shows it where it installs or loads packages
 */
export function tooOld(found: string): Error {
	return new Error(
		`n8n-nodes-kazoo-pivot needs n8n ${OLDEST_N8N} or newer, and this n8n is older (it brings ${found}). ` +
			'Update n8n, then install the package again.',
	);
}
