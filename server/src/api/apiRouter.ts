import { raw, Router, type Request, type Response } from 'express';
import * as z from 'zod/v4';
import { FLOW_NAME, ownerSchema, registrationSchema, testRegistrationSchema } from '../../../pivot/pairing/messages';
import type { Token } from '../../../pivot/pairing/signature';
import type { AttemptLog } from '../attempts/attemptLog';
import type { Flow } from '../flows/flow';
import type { FlowRegister } from '../flows/flowRegister';
import type { Registrar } from '../flows/registration';
import type { TestRegister } from '../flows/testRegister';
import type { Store } from '../store/store';
import type { TokenRegister } from '../tokens/tokenRegister';
import { SERVER_VERSION } from '../version';
import { authenticate } from './authenticate';
import type { Nonces } from './nonces';
import { readJson } from './readJson';
import { Refusal } from './refusal';

export interface ApiParts {
	readonly tokens: Pick<TokenRegister, 'accepted'>;
	readonly nonces: Nonces;
	readonly registrar: Registrar;
	readonly flows: Pick<FlowRegister, 'get' | 'list'>;
	readonly tests: Pick<TestRegister, 'get'>;
	readonly attempts: Pick<AttemptLog, 'flush'>;
	readonly store: Pick<Store, 'attempts' | 'attempt'>;
	readonly publicUrl: () => string;
}

/** Bytes a request to the API may have: a registration holds a whole callflow. */
const BODY_LIMIT = 512 * 1024;

interface Asked {
	readonly request: Request;
	readonly body: Buffer;
	readonly token: Token;
	/** `:flow`, checked to be a name. */
	readonly flow: string;
}

const parkSchema = z.object({ owner: ownerSchema.optional() });

const attemptQuerySchema = z.object({
	limit: z.coerce.number().int().min(1).max(500).default(50),
	flow: z.string().optional(),
	call: z.string().optional(),
});

/** The API under `/api`: what nodes, commands and people do to flows, and what happened to calls. */
export function createApiRouter({ tokens, nonces, registrar, flows, tests, attempts, store, publicUrl }: ApiParts): Router {
	const router = Router({ caseSensitive: true, strict: true });
	router.use(raw({ type: () => true, limit: BODY_LIMIT, inflate: false }));

	/** Lets in who signed, answers with what the act returns. */
	const signed = (act: (asked: Asked) => unknown) => async (request: Request, response: Response) => {
		const given: unknown = request.body;
		const body = Buffer.isBuffer(given) ? given : Buffer.alloc(0);
		const token = authenticate(request, body, tokens, nonces);
		response.json(await act({ request, body, token, flow: flowName(request) }));
	};

	const describe = (flow: Flow) => {
		const { owner, webhookUrl, switchVersion, language, onFailure, accountIds, createdAt, changedAt } = flow;
		const listening = tests.get(flow.name) !== undefined;
		return { ...registrar.describe(flow), owner, webhookUrl, switchVersion, language, onFailure, accountIds, createdAt, changedAt, listening };
	};

	const found = <Value>(value: Value | undefined, code: string, what: string): Value => {
		if (value === undefined) throw new Refusal(404, code, `There is no ${what} on this pivot server.`);
		return value;
	};

	router.get('/ping', signed(() => ({ server: 'kazoo-pivot', version: SERVER_VERSION, publicUrl: publicUrl() })));

	router.get('/flows', signed(() => ({ flows: flows.list().map(describe) })));
	router.get('/flows/:flow', signed(({ flow }) => describe(found(flows.get(flow), 'flow.unknown', `flow “${flow}”`))));
	router.put('/flows/:flow', signed(({ flow, body, token }) => registrar.register(flow, readJson(body, registrationSchema), token)));
	router.delete('/flows/:flow', signed(async ({ flow }) => {
		await registrar.remove(flow);
		return { removed: flow };
	}));
	router.post('/flows/:flow/park', signed(({ flow, body }) => registrar.park(flow, body.length > 0 ? readJson(body, parkSchema).owner : undefined)));
	router.post('/flows/:flow/key', signed(({ flow }) => registrar.changeKey(flow)));
	router.put('/flows/:flow/test', signed(({ flow, body, token }) => registrar.listen(flow, readJson(body, testRegistrationSchema), token)));
	router.delete('/flows/:flow/test', signed(({ flow }) => registrar.stopListening(flow)));

	router.get('/attempts', signed(async ({ request }) => {
		const { limit, flow, call } = attemptQuery(request);
		await attempts.flush();
		return { attempts: await store.attempts({ limit, flow, callId: call }) };
	}));
	router.get('/attempts/:id', signed(async ({ request }) => {
		const id = String(request.params['id']);
		await attempts.flush();
		return found(await store.attempt(id), 'attempt.unknown', 'attempt with this id');
	}));

	return router;
}

function flowName(request: Request): string {
	const name = request.params['flow'];
	if (name === undefined) return '';
	if (typeof name !== 'string' || !FLOW_NAME.test(name)) {
		throw new Refusal(400, 'flow.name', 'A flow is named with lower-case letters, digits and hyphens, such as front-desk.');
	}
	return name;
}

function attemptQuery(request: Request) {
	const parsed = attemptQuerySchema.safeParse(Object.fromEntries(new URL(request.originalUrl, 'http://server').searchParams));
	if (!parsed.success) throw new Refusal(400, 'query.invalid', 'limit is a number from 1 to 500; flow and call are texts.');
	return parsed.data;
}
