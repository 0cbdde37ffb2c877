import type * as z from 'zod/v4';
import { Refusal } from './refusal';

/** Reads a JSON body of a known shape. @throws Refusal 400 or 422 naming what is wrong and where */
export function readJson<Schema extends z.ZodType>(body: Buffer, schema: Schema): z.output<Schema> {
	let json: unknown;
	try {
		json = JSON.parse(body.toString('utf8'));
	} catch {
		throw new Refusal(400, 'body.not-json', 'The body of the request is not JSON.');
	}
	const parsed = schema.safeParse(json);
	if (parsed.success) return parsed.data;
	const [issue] = parsed.error.issues;
	const where = issue === undefined || issue.path.length === 0 ? 'The body' : issue.path.join('.');
	throw new Refusal(422, 'body.invalid', `${where}: ${issue?.message ?? 'is not as it should be'}.`);
}
