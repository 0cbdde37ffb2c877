import * as z from 'zod/v4';
import { virtualAccountSchema, type VirtualAccount } from '../../account';
import { documentKinds } from '../documents/documentKinds';

/** A document as the API shows it; with an `id`, or one is made. A user may have a `password`. */
export type SeedDocument = Readonly<Record<string, z.core.util.JSONType>>;

/** An account of the virtual switch before it is stored. */
export interface AccountSeed {
	/** 32 hex digits. Default: made from the realm, so that it is the same at every start. */
	readonly id?: string | undefined;
	readonly name: string;
	readonly realm: string;
	/** Default: made from the realm. 64 characters. */
	readonly apiKey?: string | undefined;
	/** Default `en-us`. */
	readonly language?: string | undefined;
	/** Default `UTC`. */
	readonly timezone?: string | undefined;
	readonly isReseller?: boolean | undefined;
	/** By the word of the URL: `users`, `callflows`, … Stored as they are, unchecked. */
	readonly documents?: Readonly<Record<string, readonly SeedDocument[] | undefined>> | undefined;
	/** What happens in calls beyond what the documents say: who answers, which rules match. */
	readonly behaviour?: VirtualAccount | undefined;
	/** Sub-accounts. */
	readonly accounts?: readonly AccountSeed[] | undefined;
}

const resources = documentKinds().map((kind) => kind.resource);
const document = z.record(z.string(), z.json());

/** A file that describes an account and those below it. */
export const accountSeedSchema: z.ZodType<AccountSeed> = z.strictObject({
	id: z.string().regex(/^[0-9a-f]{32}$/, 'an account id is 32 hex digits in lower case').optional(),
	name: z.string().min(1),
	realm: z.string().min(4),
	apiKey: z.string().length(64).optional(),
	language: z.string().optional(),
	timezone: z.string().optional(),
	isReseller: z.boolean().optional(),
	documents: z.partialRecord(z.enum(resources), z.array(document)).optional(),
	behaviour: virtualAccountSchema.optional(),
	accounts: z.array(z.lazy(() => accountSeedSchema)).optional(),
});
