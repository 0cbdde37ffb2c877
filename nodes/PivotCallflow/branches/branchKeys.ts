import type { Branch, ModuleDefinition } from '../../../pivot/callflow/moduleDefinition';
import { isJsonObject, type JsonObject } from '../../../pivot/json';
import { valueAt } from '../form/valueAt';
import { BRANCH, NAME, WHEN } from './branchParameters';
import { askedFor, branches } from './branching';

export type BranchKeys = { readonly ok: true; readonly keys: readonly string[] } | { readonly ok: false; readonly message: string };

/**
 * The children a person drew an output for, in the order of the outputs; empty where none was named.
 *
 * @param parameter what the form holds under "Branches"
 */
export function branchKeys(definition: ModuleDefinition, parameter: unknown): BranchKeys {
	if (!branches(definition)) return { ok: true, keys: [] };
	const keys: string[] = [];
	for (const [position, row] of rows(parameter).entries()) {
		const key = keyOf(definition, row);
		if (!key.ok) return { ok: false, message: `Branch ${position + 1} ${key.message}` };
		const earlier = keys.indexOf(key.key);
		if (earlier >= 0) return { ok: false, message: `Branches ${earlier + 1} and ${position + 1} are both drawn for “${key.key}”, where one goes. Change one of them, or take it out.` };
		keys.push(key.key);
	}
	return { ok: true, keys };
}

function rows(parameter: unknown): readonly JsonObject[] {
	const named = isJsonObject(parameter) ? parameter[BRANCH] : undefined;
	return Array.isArray(named) ? named.filter(isJsonObject) : [];
}

type Key = { readonly ok: true; readonly key: string } | { readonly ok: false; readonly message: string };

function keyOf(definition: ModuleDefinition, row: JsonObject): Key {
	const when = String(row[WHEN] ?? definition.branches[0]?.key);
	const branch = definition.branches.find(({ key }) => key === when);
	if (!branch) return { ok: false, message: `is for “${when}”, which “${definition.title}” never takes. Choose one from the list.` };
	const asked = askedFor(branch);
	if (asked === undefined) return { ok: true, key: when };
	const name = nameOf(branch, valueAt(row[NAME]));
	return name === '' ? { ok: false, message: `needs the ${asked}: it is the one taken when ${branch.when}.` } : { ok: true, key: branch.key.replace(/<.+>/, () => name) };
}

/** As the switch writes it: causes in upper case, and a SIP code without the word before it. */
function nameOf(branch: Branch, given: unknown): string {
	const name = typeof given === 'string' || typeof given === 'number' ? String(given).trim() : '';
	if (branch.key === '<hangup cause>') return name.toUpperCase();
	return branch.key === 'sip:<code>' ? name.replace(/^sip:/i, '') : name;
}
