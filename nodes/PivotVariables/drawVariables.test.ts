import { describe, expect, it } from 'vitest';
import { spokenApology } from '../../pivot/callflow/apology';
import { checkCallflow } from '../../pivot/callflow/check';
import { addStep, openBranches } from '../../pivot/callflow/draftSteps';
import type { PivotItem } from '../../pivot/pairing/pivotItem';
import { SWITCH_VERSIONS } from '../../pivot/switchVersion';
import { SAMPLE_PIVOT_ITEM } from '../pivotItem/samplePivotItem';
import { drawVariables } from './drawVariables';
import { readValues } from './readValues';

const call: PivotItem = { ...SAMPLE_PIVOT_ITEM, mode: 'paired', voiceUrl: 'https://voice.example.com/pivot/front-desk/key', variables: { step: '1' } };
const row = (key: string, value: unknown, more: object = {}) => ({ key, value, kind: 'text', keep: 'call', ...more });
const form = (rows: readonly object[], more: Readonly<Record<string, unknown>> = {}) => (parameter: string): unknown =>
	({ variables: { variable: rows }, continueWith: 'next', query: '', ...more })[parameter] ?? null;

function drawn(rows: readonly object[], more: Readonly<Record<string, unknown>> = {}, pivot = call): PivotItem {
	const result = drawVariables(pivot, form(rows, more), 'Remember');
	if (!result.ok) throw new Error(result.message);
	return result.pivot;
}

function refusal(rows: readonly object[], more: Readonly<Record<string, unknown>> = {}, pivot = call): string {
	const result = drawVariables(pivot, form(rows, more), 'Remember');
	return result.ok ? '' : result.message;
}

describe('Set and Continue', () => {
	it('sets variables as text, whatever they are', () => {
		const { draft } = drawn([row('n', 7, { kind: 'number' }), row('vip', 'yes', { kind: 'yesNo' }), row('o', { a: [1] }, { kind: 'json' }), row('gone', '')]);
		expect(draft.tree).toEqual({ module: 'set_variables', data: { custom_application_vars: { n: '7', vip: 'true', o: '{"a":[1]}', gone: '' } }, children: {} });
		expect(draft.at).toEqual(['_']);
	});

	it('comes back by POST and JSON, in the flow’s time and half a second, with the flow’s fallback below', () => {
		const { draft } = drawn([row('step', '2')], { continueWith: 'this', query: 'a=b' });
		expect(draft.tree?.children?.['_']).toEqual({
			module: 'pivot',
			data: { voice_url: `${call.voiceUrl}?a=b`, method: 'post', req_body_format: 'json', req_timeout_ms: 4500 },
			children: { _: spokenApology('en-us') },
		});
	});

	it('keeps debug logs on the next pivot where the flow does', () => {
		const data = (debug: boolean) => drawn([], { continueWith: 'this' }, { ...call, debug }).draft.tree?.children?.['_']?.data;
		expect(data(true)).toMatchObject({ debug: true });
		expect(data(false)).not.toHaveProperty('debug');
	});

	it('asks another flow, and waits as long as any flow may take', () => {
		const { draft } = drawn([], { continueWith: 'flow', flow: ' https://voice.example.com/pivot/billing/k2 ' });
		expect(draft.tree?.children?.['_']?.data).toMatchObject({ voice_url: 'https://voice.example.com/pivot/billing/k2', req_timeout_ms: 5000 });
	});

	it.each(SWITCH_VERSIONS)('draws what KAZOO %s runs', (version) => {
		const { draft } = drawn([row('n', 7, { kind: 'number' }), row('pin', '4711', { keep: 'server' })], { continueWith: 'this', export: true });
		expect(checkCallflow(draft.tree, { version })).toEqual({ problems: [], warnings: [] });
	});

	it('stands below the step before, in the branch it is drawn in', () => {
		const [device = call.draft] = openBranches(addStep(call.draft, { module: 'device', data: { id: 'd', timeout: 20 } }, 'Ring'), ['NO_ANSWER']);
		expect(drawn([row('a', '1')], {}, { ...call, draft: device }).draft.tree).toMatchObject({ module: 'device', children: { NO_ANSWER: { module: 'set_variables' } } });
	});

	it('lets a Read after it see what it set', () => {
		expect(drawn([row('step', '2'), row('pin', '1', { keep: 'server' })]).variables).toEqual({ step: '2', pin: '1' });
	});

	it('keeps a secret out of what the switch is given to set', () => {
		const { draft } = drawn([row('pin', '4711', { keep: 'server' })]);
		expect(draft.tree?.data).toEqual({ custom_application_vars: {}, secret_variables: { pin: '4711' } });
	});

	it.each<[string, readonly object[], Readonly<Record<string, unknown>>, string]>([
		['a name that will not survive', [row('Customer-ID', 'x')], {}, 'Write “customer_id”'],
		['a name twice', [row('a', '1'), row('a', '2', { keep: 'server' })], {}, 'stands twice'],
		['a value of another type', [row('n', 'seven', { kind: 'number' })], {}, '“n” cannot be set: its value is not a number'],
		['a value of more than 512 bytes', [row('a', 'ü'.repeat(257))], {}, '514 bytes, more than the 512'],
		['more than 4 KiB together', Array.from({ length: 9 }, (_, index) => row(`a${index}`, 'x'.repeat(500))), {}, 'more than the 4096'],
		['more than 16 KiB on the server', [row('a', 'x'.repeat(17_000), { keep: 'server' })], {}, 'more than the 16384'],
		['an address that is none', [], { continueWith: 'flow', flow: 'voice.example.com' }, 'voice_url'],
		['an address the switch refuses', [], { continueWith: 'flow', flow: 'http://localhost/' }, 'localhost'],
	])('refuses %s, in a sentence', (_what, rows, more, sentence) => {
		expect(refusal(rows, more)).toContain(sentence);
	});

	it('refuses to keep a secret where there is no pivot server', () => {
		expect(refusal([row('pin', '1', { keep: 'server' })], {}, { ...call, mode: 'alone' })).toContain('answered by the trigger alone');
	});

	it('says who stands where it should go', () => {
		const once = drawn([row('a', '1')], { continueWith: 'this' });
		expect(refusal([row('b', '1')], {}, once)).toContain('If Nobody Answers There');
	});
});

describe('Read', () => {
	const read = (key: string, kind: string, fallback = '') => ({ variable: [{ key, kind, fallback }] });

	it('gives values of their types, with defaults, wherever they came from', () => {
		const variables = { n: '7', vip: 'true', o: '{"a":[1]}' };
		const rows = [['n', 'number'], ['vip', 'yesNo'], ['o', 'json'], ['tier', 'text', 'silver'], ['gone', 'date']].map(([key, kind, fallback = '']) => ({ key, kind, fallback }));
		expect(readValues(variables, { variable: rows })).toEqual({ ok: true, values: { n: 7, vip: true, o: { a: [1] }, tier: 'silver' }, problems: [] });
	});

	it('gives all of them as text where none is named', () => {
		expect(readValues({ n: 7, o: { a: 1 } }, {})).toMatchObject({ values: { n: '7', o: '{"a":1}' } });
	});

	it('gives the default and a warning for a value of another type', () => {
		expect(readValues({ n: 'x' }, read('n', 'number', '5'))).toMatchObject({ values: { n: 5 }, problems: [expect.stringContaining('“n” holds “x”')] });
	});

	it('refuses a default of another type', () => {
		expect(readValues({}, read('n', 'number', 'five'))).toEqual({ ok: false, message: 'The default of “n” is not a number.' });
	});
});
