import { readToken, type Token } from '../../../pivot/pairing/signature';
import { configSchema } from '../config/config';

/** How a command reaches a pivot server. */
export interface ServerAccess {
	readonly server: string;
	/** Undefined: none was given. */
	readonly token: Token | undefined;
}

/** Options of `parseArgs` for {@link readServerAccess}. */
export const SERVER_OPTIONS = { server: { type: 'string' }, token: { type: 'string' } } as const;

/** Their lines in a command's help. */
export const SERVER_HELP = `  --server URL             the pivot server (PIVOT_SERVER_URL, http://127.0.0.1:8090)
  --token TOKEN            its token (PIVOT_TOKEN)
`;

/**
 * Reads flags and environment; a flag wins. Empty variables count as not set; of several tokens the first is used.
 *
 * @throws Error with a sentence where one of them cannot be understood
 */
export function readServerAccess(flags: { readonly server?: string; readonly token?: string }, environment: Readonly<Record<string, string | undefined>>): ServerAccess {
	const address = configSchema.shape.publicUrl.safeParse(flags.server ?? (given(environment['PIVOT_SERVER_URL']) ?? 'http://127.0.0.1:8090'));
	if (!address.success || address.data === undefined) throw new Error('--server (PIVOT_SERVER_URL) holds no http or https URL.');
	const text = flags.token ?? given(environment['PIVOT_TOKEN'])?.split(',')[0];
	const token = text === undefined ? undefined : readToken(text);
	if (text !== undefined && !token) throw new Error('The token in --token or PIVOT_TOKEN does not read as one: copy it again from what the pivot server printed at its first start.');
	return { server: address.data, token };
}

function given(text: string | undefined): string | undefined {
	return text === '' ? undefined : text;
}
