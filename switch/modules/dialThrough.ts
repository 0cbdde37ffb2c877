import { askCaller, keysOf, recordKeys } from '../call/listening';
import type { LiveCall } from '../call/liveCall';
import { branchTo, goOn, stop } from '../executor/step';
import type { Behaviour } from './behaviour';
import { numberIn, textIn } from './data';
import { storedCallflow } from './storedCallflow';

/** Asks for a PIN and a number, and routes it. */
export const disa: Behaviour = async ({ call, data }) => {
	call.answer();
	const tries = numberIn(data, 'retries') ?? 3;
	const nextMs = numberIn(data, 'interdigit') ?? 3_000;
	const pin = textIn(data, 'pin');
	if (pin !== undefined && !(await knowsPin(call, pin, tries))) return stop('the PIN was wrong too often');
	for (let attempt = 1; attempt <= tries; attempt += 1) {
		const answer = await askCaller(call, {
			maxDigits: numberIn(data, 'max_digits') ?? 15,
			firstMs: 5_000,
			nextMs,
			terminators: ['#'],
			prompt: { text: data['preconnect_audio'] === 'ringing' ? 'ringing' : 'dial tone', ms: 500 },
		});
		recordKeys(call, answer, `dials, try ${attempt} of ${tries}`);
		const found = storedCallflow(call, call.account.numbers?.[answer.digits]);
		if (found !== undefined) return branchTo(found, `${answer.digits} was dialled`, false);
		await call.hear('prompt', `${keysOf(answer)} cannot be dialled`, 2_000);
	}
	return goOn('no valid number was dialled');
};

async function knowsPin(call: LiveCall, pin: string, tries: number): Promise<boolean> {
	for (let attempt = 1; attempt <= tries; attempt += 1) {
		const answer = await askCaller(call, {
			maxDigits: pin.length, firstMs: 5_000, nextMs: 3_000, terminators: ['#'], prompt: { text: 'please enter your PIN', ms: 2_000 },
		});
		recordKeys(call, answer, `PIN, try ${attempt} of ${tries}`);
		if (answer.digits === pin) return true;
	}
	return false;
}

/** Dials by name: the keys of a name lead to its callflow, `0` and an empty directory to `_`, nobody found ends. */
export const directory: Behaviour = async ({ call, data }) => {
	call.answer();
	const id = textIn(data, 'id') ?? '';
	const listed = call.account.directories?.[id] ?? {};
	if (Object.keys(listed).length === 0) return goOn('nobody is in the directory');
	const answer = await askCaller(call, {
		maxDigits: 20, firstMs: 5_000, nextMs: 3_000, terminators: ['#'], prompt: { text: 'please spell the name', ms: 2_500 },
	});
	recordKeys(call, answer, 'as a name');
	if (answer.digits === '0') return goOn('the caller pressed 0');
	const match = Object.keys(listed).find((keys) => answer.digits !== '' && keys.startsWith(answer.digits));
	const found = storedCallflow(call, match === undefined ? undefined : listed[match]);
	return found === undefined ? stop('nobody of that name is in the directory') : branchTo(found, `the name ${answer.digits} is found`, false);
};
