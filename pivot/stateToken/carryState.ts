import type { CallflowNode } from '../callflow/callflow';
import { isCallflow } from '../callflow/checkWalk';
import { isJsonObject, type JsonObject, type JsonValue } from '../json';
import { fingerprintsOf, type CallState } from './callState';
import { withToken } from './stateParameter';
import { MAX_TOKEN_LENGTH } from './stateToken';

/**
 * In `data` of `set_variables`: variables that stay on the pivot server and never go to the switch, which ignores keys it does
 * not know. They are taken out before the callflow is sent.
 */
export const SECRET_VARIABLES = 'secret_variables';

/** A `voice_url` is kept below this many characters: what every program on the way takes. */
export const MAX_URL_LENGTH = 2048;

/** What is known of the call whose next callflow this is. */
export interface Carrier {
	/** The variables the switch sent. */
	readonly received: JsonObject;
	/** All variables of the call, the carried ones among them. */
	readonly variables: JsonObject;
	/** What this call carries already, by the values it has now. */
	readonly carried: Pick<CallState, 'variables' | 'secret'>;
	/** The switch brings back variables itself, unless a pivot asks with TwiML names. */
	readonly switchCarries: boolean;
	/** Whether the address leads to whoever can read the token. */
	readonly leadsBack: (voiceUrl: string) => boolean;
	/** A token of at most so many characters; undefined: there is none for this state, and the call goes on without it. */
	readonly token: (state: CallState, longest: number) => string | undefined;
}

/**
 * Lets every `pivot` of a callflow that leads back bring along what the call knows by then: what it carries already, and what
 * each `set_variables` above the pivot sets. Works on callflows drawn and written by hand alike.
 */
export function carryState(callflow: CallflowNode, carrier: Carrier): CallflowNode {
	return carriedNode(callflow, { variables: {}, secret: [] }, carrier);
}

/** The callflow with nothing that was meant for the pivot server only, and nothing brought along. */
export function withoutSecrets(callflow: CallflowNode): CallflowNode {
	return carryState(callflow, {
		received: {}, variables: {}, carried: { variables: {}, secret: [] }, switchCarries: false, leadsBack: () => false, token: () => undefined,
	});
}

/** What was set on the way to a node. */
type OnTheWay = Pick<CallState, 'variables' | 'secret'>;

function carriedNode(node: CallflowNode, before: OnTheWay, carrier: Carrier): CallflowNode {
	const data = node.data ?? {};
	const sets = node.module === 'set_variables' && data['skip_module'] !== true;
	const set = sets ? together(before, { variables: variablesIn(data, 'custom_application_vars'), secret: [] }, secretsIn(data)) : before;
	const told = node.data === undefined ? {} : { data: carriedData(node.module, data, set, carrier) };
	const children = Object.entries(node.children ?? {}).map(([key, child]) => [key, carriedNode(child, set, carrier)] as const);
	return {
		...node,
		...told,
		...(node.children === undefined ? {} : { children: Object.fromEntries(children) }),
	};
}

function carriedData(module: string, data: JsonObject, set: OnTheWay, carrier: Carrier): JsonObject {
	switch (module) {
		case 'set_variables':
			return Object.fromEntries(Object.entries(data).filter(([key]) => key !== SECRET_VARIABLES));
		case 'pivot':
			return pivotData(data, set, carrier);
		case 'callflow':
			return inlineData(data, set, carrier);
		default:
			return data;
	}
}

function pivotData(data: JsonObject, set: OnTheWay, carrier: Carrier): JsonObject {
	const voiceUrl = data['voice_url'];
	if (typeof voiceUrl !== 'string' || !carrier.leadsBack(voiceUrl)) return data;
	const state = stateFor(data, set, carrier);
	if (Object.keys(state.variables).length === 0) return data;
	const longest = Math.min(MAX_TOKEN_LENGTH, MAX_URL_LENGTH - withToken(voiceUrl, '').length);
	const token = carrier.token(state, longest);
	return token === undefined || token.length > longest ? data : { ...data, voice_url: withToken(voiceUrl, token) };
}

function stateFor(data: JsonObject, set: OnTheWay, carrier: Carrier): CallState {
	const twiml = data['req_format'] === 'twiml';
	const already: OnTheWay = twiml ? { variables: carrier.variables, secret: carrier.carried.secret } : carrier.carried;
	const { variables, secret } = together(already, set);
	const kept = carrier.switchCarries && !twiml ? only([...secret, ...Object.keys(carrier.carried.variables)], variables) : variables;
	return { variables: kept, secret, before: fingerprintsOf(kept, carrier.received) };
}

/** A callflow written into a node, which only KAZOO 5 runs (reference "kazoo-callflow-modules"). */
function inlineData(data: JsonObject, set: OnTheWay, carrier: Carrier): JsonObject {
	const { flow } = data;
	if (!isCallflow(flow)) return data;
	return { ...data, flow: JSON.parse(JSON.stringify(carriedNode(flow, set, carrier))) as JsonValue };
}

/** Values set later replace earlier ones; a name once secret stays so until it is set openly. */
function together(...sets: readonly OnTheWay[]): OnTheWay {
	let variables: JsonObject = {};
	let secret: readonly string[] = [];
	for (const next of sets) {
		variables = { ...variables, ...next.variables };
		secret = [...new Set([...secret.filter((name) => !Object.hasOwn(next.variables, name)), ...next.secret])];
	}
	return { variables, secret };
}

/** The switch drops nulls (reference "kazoo-pivot" §8.1). */
function variablesIn(data: JsonObject, key: string): JsonObject {
	const variables = data[key];
	return isJsonObject(variables) ? Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== null)) : {};
}

function secretsIn(data: JsonObject): OnTheWay {
	const variables = variablesIn(data, SECRET_VARIABLES);
	return { variables, secret: Object.keys(variables) };
}

function only(names: readonly string[], variables: JsonObject): JsonObject {
	return Object.fromEntries(Object.entries(variables).filter(([name]) => names.includes(name)));
}
