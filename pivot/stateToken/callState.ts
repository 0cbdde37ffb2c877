import { createHash } from 'crypto';
import type { JsonObject, JsonValue } from '../json';
import { ownField, setField } from '../request/fieldTree';
import { textOf } from '../variables/readVariable';

/**
 * What a call carries from one pivot to the next beside what the switch itself brings back: variables by name. KAZOO 4.3 never
 * brings back what `set_variables` set (reference "kazoo-pivot" §8.1).
 */
export interface CallState {
	readonly variables: JsonObject;
	/** Names of variables that never go to the switch. */
	readonly secret: readonly string[];
	/** Fingerprints of the variables of these names as the switch had sent them when this state was made. */
	readonly before: Readonly<Record<string, string>>;
}

/** Nothing carried. */
export const EMPTY_STATE: CallState = { variables: {}, secret: [], before: {} };

/** Enough of a value to see that it is another one now. */
export function fingerprint(value: JsonValue): string {
	return createHash('sha256').update(textOf(value)).digest('base64url').slice(0, 8);
}

/**
 * The variables of a call: those the switch sent, and those carried beside it.
 *
 * Where both have one, the switch's counts if it is another than when the state was made: then this switch brings variables back,
 * and its value is the newer. If it is still the same, this switch does not, and the carried one is the newer.
 */
export function mergeState(received: JsonObject, state: CallState): JsonObject {
	const merged: JsonObject = { ...received };
	for (const [name, value] of Object.entries(state.variables)) {
		const came = ownField(received, name);
		const stale = came === undefined || state.before[name] === fingerprint(came);
		if (stale) setField(merged, name, value);
	}
	return merged;
}

/** What is known of a call's variables. */
export interface KnownVariables {
	/** As the switch sent them. */
	readonly received: JsonObject;
	/** All of them. */
	readonly variables: JsonObject;
	/** Those carried beside the switch, by the values they have now. */
	readonly carried: Pick<CallState, 'variables' | 'secret'>;
}

/** The variables the switch sent and the state the call carries, put together as {@link mergeState} says. */
export function knownVariables(received: JsonObject, state: CallState): KnownVariables {
	const variables = mergeState(received, state);
	const carried = Object.keys(state.variables).map((name): [string, JsonValue] => [name, variables[name] ?? '']);
	return { received, variables, carried: { variables: Object.fromEntries(carried), secret: state.secret } };
}

/** The fingerprints a state of these variables needs. */
export function fingerprintsOf(variables: JsonObject, received: JsonObject): Record<string, string> {
	const before: Record<string, string> = {};
	for (const name of Object.keys(variables)) {
		const came = ownField(received, name);
		if (came !== undefined) setField(before, name, fingerprint(came));
	}
	return before;
}
