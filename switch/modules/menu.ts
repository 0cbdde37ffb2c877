import { menuDocument, type MenuDocument } from '../account';
import { askCaller, keysOf, recordKeys, type Answer } from '../call/listening';
import type { LiveCall } from '../call/liveCall';
import { branchTo, goTo, type Step } from '../executor/step';
import { hasChild, type Behaviour } from './behaviour';
import { numberIn, textIn } from './data';
import { storedCallflow } from './storedCallflow';
import { spokenMs } from './speech';

const NEXT_KEY_TIMEOUT_MS = 2_000;

/**
 * Plays a stored menu and goes where the keys lead: the child named after them; `timeout` when nothing was pressed the
 * first time; a hunted extension; after the tries `max_retries`, else `_`. All limits come from the menu document.
 */
export const menu: Behaviour = async ({ call, node, data }) => {
	call.answer();
	const id = textIn(data, 'id');
	const document = menuDocument(call.account, id);
	const nextMs = document.interdigitMs ?? numberIn(data, 'interdigit_timeout') ?? NEXT_KEY_TIMEOUT_MS;
	for (let attempt = 1; attempt <= document.retries; attempt += 1) {
		const answer = await askMenu(call, document, greetingOf(id, document), nextMs);
		recordKeys(call, answer, `menu, try ${attempt} of ${document.retries}`);
		if (answer.digits === '' && answer.endedBy === 'silence') {
			if (hasChild(node, 'timeout')) return goTo('timeout', 'nothing was pressed');
			continue;
		}
		if (hasChild(node, answer.digits)) return goTo(answer.digits, `the caller pressed ${answer.digits}`);
		const hunted = hunt(call, document, answer.digits);
		if (hunted !== undefined) return hunted;
		await call.hear('prompt', `${keysOf(answer)} is not a valid choice`, 2_000);
	}
	return goTo('max_retries', `no valid choice in ${document.retries} tries`);
};

function askMenu(call: LiveCall, document: MenuDocument, greeting: string, nextMs: number): Promise<Answer> {
	return askCaller(call, {
		maxDigits: document.maxExtensionLength,
		firstMs: document.timeoutMs,
		nextMs,
		terminators: ['#'],
		prompt: { text: greeting, ms: spokenMs(greeting) },
	});
}

function greetingOf(id: string | undefined, document: MenuDocument): string {
	if (id === undefined) return 'there is no greeting for this menu';
	return document.greeting ?? `greeting of menu ${id}`;
}

function hunt(call: LiveCall, document: MenuDocument, extension: string): Step | undefined {
	if (!document.hunt) return undefined;
	const found = storedCallflow(call, call.account.numbers?.[extension]);
	if (found === undefined) return undefined;
	const resume = call.version !== 'K5' || document.branchExtension;
	return branchTo(found, `extension ${extension} was typed`, resume);
}
