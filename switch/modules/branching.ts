import { isJsonObject, type JsonObject, type JsonValue } from '../../pivot/json';
import { storedDocument } from '../account';
import type { LiveCall } from '../call/liveCall';
import { branchTo, goOn, goTo, stop, type Step } from '../executor/step';
import { hasChild, type Behaviour } from './behaviour';
import { flagIn, objectIn, textIn, textsIn } from './data';
import { storedCallflow } from './storedCallflow';

/** Branches on a stored value. A list is a path; 4.3 and master walk it from its end. */
export const branchVariable: Behaviour = ({ call, data }) => {
	const scope = textIn(data, 'scope') ?? 'custom_channel_vars';
	const path = variablePath(call, data);
	const value = valueAt(variablesOf(call, scope, textIn(data, 'id')), path);
	const name = path.join('.');
	if (value === undefined || typeof value === 'object') return goOn(`${name} of ${scope} is not set`);
	return goTo(String(value), `${name} of ${scope} is ${String(value)}`);
};

function variablePath(call: LiveCall, data: JsonObject): string[] {
	const listed = textsIn(data, 'variable');
	if (listed !== undefined) return call.version === 'K5' ? listed : listed.reverse();
	const name = textIn(data, 'variable') ?? '';
	return call.version === 'K5' ? name.split('.') : [name];
}

function variablesOf(call: LiveCall, scope: string, documentId: string | undefined): JsonObject {
	if (scope === 'custom_channel_vars') return call.channelVars;
	if (scope === 'doc') return documentId === undefined ? {} : storedDocument(call.account, documentId);
	if (scope === 'merged') {
		return { ...storedDocument(call.account, 'account'), ...storedDocument(call.account, 'user'), ...storedDocument(call.account, 'device') };
	}
	return storedDocument(call.account, scope);
}

function valueAt(root: JsonObject, path: readonly string[]): JsonValue | undefined {
	let value: JsonValue | undefined = root;
	for (const key of path) {
		if (!isJsonObject(value)) return undefined;
		value = value[key];
	}
	return value ?? undefined;
}

/** Branches on the part of the number a pattern captured, or looks for a callflow with it. */
export const branchBnumber: Behaviour = ({ call, node, data }) => {
	const captured = call.circumstances.capture;
	if (captured === undefined) return goOn('the number was not reached by a pattern');
	if (hasChild(node, captured) || !flagIn(data, 'hunt')) return goTo(captured, `${captured} was captured`);
	const allowed = matches(textIn(data, 'hunt_allow'), captured, true) && !matches(textIn(data, 'hunt_deny'), captured, false);
	const found = allowed ? storedCallflow(call, call.account.numbers?.[captured]) : undefined;
	return found === undefined ? goOn(`no callflow has the number ${captured}`) : branchTo(found, `hunted for ${captured}`);
};

/** Whether a regular expression of the switch fits; one that cannot be read fits nothing. */
function matches(expression: string | undefined, text: string, without: boolean): boolean {
	if (expression === undefined) return without;
	try {
		return new RegExp(expression).test(text);
	} catch {
		return false;
	}
}

/** Branches on the caller's number, and may give the caller another identity. */
export const checkCid: Behaviour = ({ call, data }) => {
	const number = call.state.callerIdNumber;
	const matched = matches(textIn(data, 'regex') ?? '.*', number, true);
	if (!matched) return goTo(flagIn(data, 'use_absolute_mode') ? [] : 'nomatch', `${number} does not match`);
	takeIdentity(call, data);
	return goTo(flagIn(data, 'use_absolute_mode') ? number : 'match', `${number} matches`);
};

function takeIdentity(call: LiveCall, data: JsonObject): void {
	const external = objectIn(objectIn(data, 'caller_id'), 'external');
	const name = textIn(external, 'name');
	const number = textIn(external, 'number');
	const userId = textIn(data, 'user_id');
	if (name === undefined || number === undefined || userId === undefined) return;
	call.change({ callerIdName: name, callerIdNumber: number, userIds: [userId] }, `the caller is now ${name} ${number}`);
}

/** Branches on whether the caller is in a list. */
export const cidListMatch: Behaviour = ({ call, data }) => {
	const list = call.account.lists?.[textIn(data, 'id') ?? ''] ?? {};
	const number = call.state.callerIdNumber;
	return Object.hasOwn(list, number) ? goTo('match', `${number} is in the list`) : goTo('nomatch', `${number} is not in the list`);
};

/** Branches on the first time rule that applies now; rules come from `rules`, `rule_set` and the children themselves. */
export const temporalRoute: Behaviour = ({ call, node, data }) => {
	const action = textIn(data, 'action');
	if (action !== undefined) {
		call.announce('event', `time rules: ${action}`);
		return goOn();
	}
	const applies = (id: string): boolean => call.account.temporalRules?.[id] === true;
	const set = textIn(data, 'rule_set');
	if (set !== undefined && applies(set)) return goTo([set, 'rule_set'], `rule set ${set} applies`);
	const rules = [...(textsIn(data, 'rules') ?? []), ...Object.keys(node.children)];
	const rule = rules.find(applies);
	return rule === undefined ? goOn('no time rule applies') : goTo(rule, `time rule ${rule} applies`);
};

/** Branches on a spam score: the highest child not above it. */
export const nomorobo: Behaviour = ({ call, node }): Step => {
	const score = call.account.spamScore ?? 0;
	if (score !== 'unreachable') {
		const child = highestThreshold(Object.keys(node.children), score);
		return goTo(child ?? [], `the spam score is ${score}`);
	}
	if (hasChild(node, '_')) return goOn('the spam score is unknown');
	return hasChild(node, '0') ? goTo('0', 'the spam score is unknown') : stop('the spam score is unknown');
};

/** Branches on the average wait of a queue in seconds: the highest threshold reached. */
export const acdcWaitTime: Behaviour = ({ call, node, data }) => {
	const waitSeconds = call.account.queues?.[textIn(data, 'id') ?? '']?.averageWaitSeconds ?? 0;
	const child = highestThreshold(Object.keys(node.children), waitSeconds);
	return goTo(child ?? [], `the average wait is ${waitSeconds} s`);
};

function highestThreshold(names: readonly string[], value: number): string | undefined {
	return names.filter((name) => /^\d+$/.test(name) && Number(name) <= value).sort((one, other) => Number(other) - Number(one))[0];
}
