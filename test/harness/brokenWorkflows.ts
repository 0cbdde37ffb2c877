import { doNothing, respond, respondWith, say, throwError, wait, type ChainNode } from './chain';

/** Budget of the flows that meet faults, in ms: long enough for a busy machine, short enough for a table. */
export const BUDGET_MS = 2_500;

/** An answer may be late by this much for reasons of the machine, in ms. */
export const ROOM_MS = 400;

/** What goes wrong inside a workflow: the nodes behind its trigger. */
export const BROKEN_WORKFLOWS: Readonly<Record<string, readonly ChainNode[]>> = {
	slow: [say('too late'), wait(4), respond],
	hanging: [wait(3_600), respond],
	'nothing-responded': [say('to nobody'), doNothing],
	throwing: [throwError, respond],
	'invalid-callflow': [respondWith({ module: 'tts', data: {} })],
	'unknown-module': [respondWith({ module: 'say', data: { text: 'hello' } })],
	'flow-wrapper': [respondWith({ flow: { module: 'tts', data: { text: 'hello' } } })],
	'broken-json-in-respond': [{ ...respond, parameters: { answerWith: 'json', callflow: '{"module":' } }],
};
