import type { Heard } from '../callEvent';
import type { KeyPress } from '../caller/keypad';
import type { LiveCall } from './liveCall';

/** Every key: what stops a prompt unless its data say otherwise. */
export const ANY_KEY: readonly string[] = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'];

export interface Prompt {
	readonly what: Heard['what'];
	readonly text: string;
	readonly ms: number;
	/** Keys that stop it. */
	readonly terminators: readonly string[];
	/** Plays again until a key stops it. */
	readonly endless?: boolean;
}

/**
 * Plays to the caller while keys are heard: each goes to the collection `default`, the first terminator stops the
 * prompt, and what is typed after it waits for the next who listens (reference "kazoo-pivot" §8.2).
 */
export async function playTo(call: LiveCall, prompt: Prompt): Promise<void> {
	const presses = call.keypad.duringPrompt();
	const lasts = prompt.endless === true ? Infinity : prompt.ms;
	let playedMs = 0;
	let heard = '';
	let cutBy: string | undefined;
	while (cutBy === undefined) {
		const press = presses[0];
		if (press === undefined || playedMs + press.afterMs >= lasts) break;
		presses.shift();
		playedMs += press.afterMs;
		heard += press.key;
		if (prompt.terminators.includes(press.key)) cutBy = press.key;
	}
	call.keypad.typeAhead(presses);
	if (cutBy === undefined && prompt.endless === true) {
		hearKeys(call, heard);
		await call.untilHangUp(prompt.what, `${prompt.text}, again and again`);
	}
	const ms = cutBy === undefined ? lasts : playedMs;
	call.record({
		type: 'heard', what: prompt.what, text: prompt.text, ms: call.clock.remaining(ms), ...(cutBy === undefined ? {} : { cutBy }),
	});
	await call.clock.pass(ms);
	hearKeys(call, heard);
}

function hearKeys(call: LiveCall, keys: string): void {
	if (keys === '') return;
	call.record({ type: 'pressed', keys, heardBy: 'during the prompt, stored in the collection "default"' });
	call.store('default', (call.collected('default') ?? '') + keys);
}

export interface Question {
	/** Collection the answer is meant for, where there is one: the script may have an answer for it. */
	readonly collection?: string;
	readonly maxDigits: number;
	/** ms until the first key. */
	readonly firstMs: number;
	/** ms from one key to the next. */
	readonly nextMs: number;
	readonly terminators: readonly string[];
	/** A prompt the first key stops. */
	readonly prompt?: { readonly text: string; readonly ms: number };
}

export interface Answer {
	/** Without the terminator. */
	readonly digits: string;
	/** How the question ended. */
	readonly endedBy: 'terminator' | 'enough digits' | 'silence';
	readonly terminator?: string;
}

/** Waits for digits. What is typed beyond the answer waits for the next who listens. */
export async function askCaller(call: LiveCall, question: Question): Promise<Answer> {
	const presses = call.keypad.forQuestion(question.collection);
	if (question.prompt !== undefined) {
		const cutBy = presses.find((press) => press.afterMs === 0);
		call.record({
			type: 'heard', what: 'prompt', text: question.prompt.text, ms: cutBy === undefined ? call.clock.remaining(question.prompt.ms) : 0,
			...(cutBy === undefined ? {} : { cutBy: cutBy.key }),
		});
		if (cutBy === undefined) await call.clock.pass(question.prompt.ms);
	}
	const answer = await collectFrom(call, question, presses);
	call.keypad.typeAhead(presses);
	return answer;
}

async function collectFrom(call: LiveCall, question: Question, presses: KeyPress[]): Promise<Answer> {
	let digits = '';
	while (digits.length < question.maxDigits) {
		const patienceMs = digits === '' ? question.firstMs : question.nextMs;
		const press = presses[0];
		if (press === undefined || press.afterMs >= patienceMs) {
			await call.clock.pass(patienceMs);
			if (press !== undefined) presses[0] = { ...press, afterMs: press.afterMs - patienceMs };
			return { digits, endedBy: 'silence' };
		}
		presses.shift();
		await call.clock.pass(press.afterMs);
		if (question.terminators.includes(press.key)) return { digits, endedBy: 'terminator', terminator: press.key };
		digits += press.key;
	}
	return { digits, endedBy: 'enough digits' };
}

/** An answer as a person would say it: `1234#`, or "nothing". */
export function keysOf(answer: Answer): string {
	const keys = digitsAndTerminator(answer);
	return keys === '' ? 'nothing' : keys;
}

function digitsAndTerminator(answer: Answer): string {
	return answer.digits + (answer.terminator ?? '');
}

/** Puts what the caller pressed on record; silence too. */
export function recordKeys(call: LiveCall, answer: Answer, heardBy: string): void {
	call.record({ type: 'pressed', keys: digitsAndTerminator(answer), heardBy });
}
