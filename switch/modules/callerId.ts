import { askCaller, recordKeys } from '../call/listening';
import type { LiveCall } from '../call/liveCall';
import { branchTo, goOn, stop, type Step } from '../executor/step';
import type { Behaviour } from './behaviour';
import { numberIn, objectIn, textIn, textsIn } from './data';
import { storedCallflow } from './storedCallflow';

/** Keeps a caller id aside for outbound legs; the pivot still sees the original. */
export const setCid: Behaviour = ({ call, data }) => {
	const shown = [textIn(data, 'caller_id_name'), textIn(data, 'caller_id_number')].filter((part) => part !== undefined).join(' ');
	call.record({ type: 'changed', what: shown === '' ? 'outbound caller id is the usual one again' : `outbound caller id is ${shown}` });
	return goOn();
};

/** Keeps a prefix aside for ringing and voicemail; the pivot still sees the original. */
export const prependCid: Behaviour = ({ call, data }) => {
	const prefix = [textIn(data, 'caller_id_name_prefix'), textIn(data, 'caller_id_number_prefix')].filter((part) => part !== undefined).join(' ');
	const reset = data['action'] === 'reset';
	call.record({ type: 'changed', what: reset ? 'caller id has no prefix again' : `caller id is shown with ${prefix === '' ? 'no prefix' : prefix}` });
	return goOn();
};

/** Chooses a caller id, which later pivots see; `list` and `lists` leave for the destination's callflow. */
export const dynamicCid: Behaviour = async ({ call, data }) => {
	const action = textIn(data, 'action') ?? 'manual';
	if (action === 'static') {
		const chosen = objectIn(data, 'caller_id');
		return useCallerId(call, textIn(chosen, 'number'), textIn(chosen, 'name'));
	}
	if ((action === 'list' || action === 'lists') && call.circumstances.capture !== undefined) return fromList(call, textIn(data, 'id'), call.circumstances.capture);
	const fewest = numberIn(data, 'min_digits') ?? 10;
	const answer = await askCaller(call, {
		maxDigits: numberIn(data, 'max_digits') ?? 10,
		firstMs: 5_000,
		nextMs: numberIn(data, 'interdigit_timeout') ?? 2_000,
		terminators: ['#'],
		prompt: { text: textIn(data, 'media_id') ?? 'please enter the caller id', ms: 3_000 },
	});
	recordKeys(call, answer, 'as caller id');
	if (answer.digits.length < fewest || !allowed(textIn(data, 'whitelist_regex'), answer.digits)) return stop(`${answer.digits === '' ? 'nothing' : answer.digits} is no valid caller id`);
	return useCallerId(call, answer.digits, undefined);
};

function allowed(expression: string | undefined, digits: string): boolean {
	try {
		return expression === undefined || new RegExp(expression).test(digits);
	} catch {
		return false;
	}
}

function useCallerId(call: LiveCall, number: string | undefined, name: string | undefined): Step {
	if (number === undefined) return goOn('no caller id is given');
	call.change({ callerIdNumber: number, ...(name === undefined ? {} : { callerIdName: name }) }, `caller id is now ${[name, number].filter((part) => part !== undefined).join(' ')}`);
	return goOn();
}

/** The captured number is a key of the list followed by the destination. */
function fromList(call: LiveCall, listId: string | undefined, captured: string): Step {
	const entry = Object.entries(call.account.lists?.[listId ?? ''] ?? {}).find(([key]) => captured.startsWith(key));
	const destination = entry === undefined ? undefined : storedCallflow(call, call.account.numbers?.[captured.slice(entry[0].length)]);
	if (entry === undefined || destination === undefined) return stop(`${captured} leads nowhere`);
	call.change({ callerIdNumber: entry[1] }, `caller id is now ${entry[1]}`);
	return branchTo(destination, `${captured.slice(entry[0].length)} is called with that caller id`, false);
}

/** Finds a name for the caller in lists; later nodes of 4.3 and master do not see it. */
export const lookupCidName: Behaviour = ({ call, data }) => {
	const number = call.state.callerIdNumber;
	const name = (textsIn(data, 'lists') ?? []).map((id) => call.account.lists?.[id]?.[number]).find((found) => found !== undefined);
	if (name === undefined) return goOn(`no list has a name for ${number}`);
	call.remark(`the lists call ${number} ${name}; later nodes do not see that name`);
	return goOn();
};

/** Hides the caller id; behind a feature code it also routes the number dialled. */
export const privacy: Behaviour = ({ call, data }) => {
	call.record({ type: 'changed', what: `caller id is hidden (${textIn(data, 'mode') ?? 'full'})` });
	const dialled = call.circumstances.capture;
	if (dialled === undefined) return goOn();
	const found = storedCallflow(call, call.account.numbers?.[dialled]);
	return found === undefined ? stop(`no callflow has the number ${dialled}`) : branchTo(found, `${dialled} is called without caller id`);
};

export const setAlertInfo: Behaviour = ({ call, data }) => {
	call.record({ type: 'changed', what: `ring tone of later legs is ${textIn(data, 'alert_info') ?? ''}` });
	return goOn();
};
