import { askCaller, recordKeys } from '../call/listening';
import { goOn } from '../executor/step';
import type { Behaviour } from './behaviour';
import { numberIn, textIn, textsIn } from './data';

/** ms the switch waits for the next key of `collect_dtmf` where its data do not say. */
const NEXT_KEY_TIMEOUT_MS = 2_000;

/**
 * Collects digits into a named collection (reference "kazoo-pivot" §8.2): digits already in `default` come first, cut at a
 * terminator and at `max_digits`, and `default` is emptied; then the remaining ones are waited for, also when a terminator
 * was typed ahead. `terminators` only counts where no `terminator` stands, which the schema's default does not let happen.
 */
export const collectDtmf: Behaviour = async ({ call, data }) => {
	call.answer();
	const name = textIn(data, 'collection_name') ?? 'default';
	const maxDigits = numberIn(data, 'max_digits') ?? 1;
	const terminator = textIn(data, 'terminator');
	const terminators = terminator === undefined ? textsIn(data, 'terminators') ?? ['#'] : [terminator];

	const ahead = upToTerminator(call.collected('default') ?? '', terminators).slice(0, maxDigits);
	if (call.collected('default') !== undefined) call.store('default', '');
	if (ahead !== '') call.remark(`takes ${ahead}, typed before, from the collection "default"`);

	let digits = ahead;
	if (digits.length < maxDigits) {
		const answer = await askCaller(call, {
			collection: name,
			maxDigits: maxDigits - digits.length,
			firstMs: numberIn(data, 'timeout') ?? 5_000,
			nextMs: numberIn(data, 'interdigit_timeout') ?? NEXT_KEY_TIMEOUT_MS,
			terminators,
		});
		recordKeys(call, answer, answer.endedBy === 'silence' ? 'then silence' : `ended by ${answer.endedBy === 'terminator' ? 'the terminator' : 'enough digits'}`);
		digits += answer.digits;
	}
	call.store(name, digits);
	call.record({ type: 'changed', what: digits === '' ? `collection "${name}" is empty` : `collection "${name}" is ${digits}` });
	return goOn();
};

function upToTerminator(keys: string, terminators: readonly string[]): string {
	const at = Array.from(keys).findIndex((key) => terminators.includes(key));
	return at < 0 ? keys : keys.slice(0, at);
}

/** Empties a collection; on master it changes a copy, so that nothing happens. */
export const flushDtmf: Behaviour = ({ call, data }) => {
	const name = textIn(data, 'collection_name') ?? 'default';
	if (call.circumstances.flushWorks) {
		call.store(name, undefined);
		call.record({ type: 'changed', what: `collection "${name}" is gone` });
	} else {
		call.remark(`flush_dtmf has no lasting effect on ${call.version}: collection "${name}" stays as it is`);
	}
	return goOn();
};

/** Plays digits to the connected party; does not wait. */
export const sendDtmf: Behaviour = ({ call, data }) => {
	call.announce('event', `keys ${textIn(data, 'digits') ?? ''} are played to the other side`);
	return goOn();
};
