import type { ChainNode } from './chain';
import { respond, say } from './chain';
import { CALL_COMES_IN, graph } from './graph';
import type { NewWorkflow } from './n8nApi';

const PACKAGE = 'n8n-nodes-kazoo-pivot';

export const RIGHT_PIN = '4711';

const variables = (name: string, parameters: Record<string, unknown>): ChainNode => ({ name, type: `${PACKAGE}.pivotVariables`, parameters });

/** What the workflow learns once the PIN is right, and reads again on the next pivot. */
const LEARNT = [
	{ key: 'customer', kind: 'text', value: 'Zoë & Söhne [1]' },
	{ key: 'balance', kind: 'number', value: '={{ -12.5 }}' },
	{ key: 'vip', kind: 'yesNo', value: '={{ true }}' },
	{ key: 'since', kind: 'date', value: '={{ DateTime.fromISO("2026-05-01T09:30:00+02:00") }}' },
	{ key: 'orders', kind: 'json', value: '={{ [{ id: "77", lines: [] }] }}' },
];

/** What the caller hears at the end when nothing was lost. */
export function remembered(tries: number): string {
	return JSON.stringify({
		tries, customer: 'Zoë & Söhne [1]', balance: -12.5, vip: true, since: '2026-05-01T07:30:00.000Z', orders: [{ id: '77', lines: [] }], tier: 'silver',
	});
}

/**
 * Drawn with Pivot Variables: asks for a PIN, each time into a collection of its own, until it is right; then sets what it learnt
 * and lets the call come back; then says what it reads.
 */
export function pinWorkflow(trigger: Record<string, unknown>): NewWorkflow {
	const tries = 'Number($json.variables.tries ?? 0)';
	const right: ChainNode = {
		name: 'Right?', type: 'n8n-nodes-base.if', typeVersion: 2.2,
		parameters: {
			conditions: {
				options: { caseSensitive: true, typeValidation: 'loose', version: 2 },
				combinator: 'and',
				conditions: [{ id: 'a', leftValue: '={{ $json.digits["pin_" + $json.variables.tries] }}', rightValue: RIGHT_PIN, operator: { type: 'string', operation: 'equals' } }],
			},
			options: {},
		},
	};
	const collect: ChainNode = {
		name: 'Collect', type: `${PACKAGE}.pivotCallflow`,
		parameters: { resource: 'Listen', operation: 'collect_dtmf', collection_name: `={{ "pin_" + (${tries} + 1) }}`, max_digits: 4, timeout: 5000, interdigit_timeout: 2000, terminator: '#' },
	};
	const askAgain = variables('Count and ask again', {
		operation: 'set', continueWith: 'this', variables: { variable: [{ keep: 'call', key: 'tries', kind: 'number', value: `={{ ${tries} + 1 }}` }] },
	});
	const learn = variables('Remember', { operation: 'set', continueWith: 'this', variables: { variable: LEARNT.map((one) => ({ keep: 'call', ...one })) } });
	const reads = [{ key: 'tries', kind: 'number' }, ...LEARNT.map(({ key, kind }) => ({ key, kind })), { key: 'tier', kind: 'text', fallback: 'silver' }];
	return graph(
		'Three chained pivots',
		trigger,
		[
			variables('Known?', { operation: 'isSet', key: 'customer' }),
			variables('Asked?', { operation: 'isSet', key: 'tries' }),
			right,
			{ ...say('Your PIN?'), name: 'Ask' },
			collect,
			askAgain,
			learn,
			variables('Recall', { operation: 'read', into: 'values', reads: { variable: reads.map((one) => ({ fallback: '', ...one })) } }),
			{ ...say('={{ JSON.stringify($json.values) }}'), name: 'Tell' },
			respond,
		],
		[
			[CALL_COMES_IN, 'Known?'],
			[['Known?', 0], 'Recall'], ['Recall', 'Tell'], ['Tell', respond.name],
			[['Known?', 1], 'Asked?'],
			[['Asked?', 0], 'Right?'], [['Right?', 0], 'Remember'], ['Remember', respond.name],
			[['Asked?', 1], 'Ask'], [['Right?', 1], 'Ask'], ['Ask', 'Collect'], ['Collect', 'Count and ask again'], ['Count and ask again', respond.name],
		],
	);
}
