import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SwitchTarget } from '../switchVersion';
import { checkCallflow } from './check';
import { WARNING_CODES } from './problem';
import { QUICK_NODES_AT_ONCE, warningsOf } from './warnings';

const HANGUP = { module: 'hangup', data: {} };
const PIVOT = { voice_url: 'https://pbx.example/next', method: 'post' };

function warningsFor(json: unknown, version: SwitchTarget = 'any'): string[] {
	return warningsOf(json, version).map(({ path, code }) => `${path}: ${code}`);
}

describe('what the switch runs and the caller may suffer from', () => {
	it.each<[string, unknown, string[]]>([
		['a pivot without a failback', { module: 'pivot', data: PIVOT }, [': callflow.no-failback']],
		['a pivot whose only child has another name', { module: 'pivot', data: PIVOT, children: { failed: HANGUP } },
			[': callflow.no-failback', 'children.failed: callflow.no-effect']],
		['a cdr_url', { module: 'pivot', data: { ...PIVOT, cdr_url: 'https://pbx.example/cdr' }, children: { _: HANGUP } }, ['data.cdr_url: callflow.cdr-url']],
		['req_timeout', { module: 'pivot', data: { ...PIVOT, req_timeout: '5' }, children: { _: HANGUP } }, ['data.req_timeout: callflow.req-timeout']],
		['steps after a hang-up', { ...HANGUP, children: { _: HANGUP } }, ['children: callflow.after-terminal']],
		['steps after a conference', { module: 'conference', data: {}, children: { _: HANGUP } }, ['children: callflow.after-terminal']],
		['terminators', { module: 'collect_dtmf', data: { terminators: ['*'] } }, ['data.terminators: callflow.masked-terminators']],
		['resources without a cause', { module: 'resources', data: {} }, [': callflow.no-cause-child']],
		['resources with “_” only', { module: 'offnet', data: {}, children: { _: HANGUP } }, ['children._: callflow.no-effect', ': callflow.no-cause-child']],
		['resources with a cause and “_”', { module: 'resources', data: {}, children: { NO_ANSWER: HANGUP, _: HANGUP } }, ['children._: callflow.no-effect']],
		['a variable in another spelling', { module: 'set_variables', data: { custom_application_vars: { 'Customer-ID': 'x', ok_1: 'y' } } },
			['data.custom_application_vars.Customer-ID: callflow.variable-key']],
		['a variable set to null', { module: 'set_variables', data: { custom_application_vars: { gone: null } } }, ['data.custom_application_vars.gone: callflow.no-effect']],
		['a special variable nobody knows', { module: 'set_variable', data: { variable: 'mine', value: 'x' } }, ['data.variable: callflow.no-effect']],
		['an address in angle brackets', { module: 'play', data: { id: ' <https://media.example/hi.mp3> ' } }, ['data.id: callflow.bracketed-url']],
		['a device that rings for ever', { module: 'device', data: { id: 'x' } }, ['data.timeout: callflow.no-ring-limit']],
		['the same, written out', { module: 'device', data: { id: 'x', timeout: 0 } }, ['data.timeout: callflow.no-ring-limit']],
		['a child the module never takes', { module: 'tts', data: { text: 'x' }, children: { 1: HANGUP } }, ['children.1: callflow.no-effect']],
	])('%s', (_what, flow, warnings) => {
		expect(warningsFor(flow)).toEqual(warnings);
	});

	it.each<[string, unknown]>([
		['a pivot with all it needs', { module: 'pivot', data: PIVOT, children: { _: HANGUP } }],
		['a menu with keys', { module: 'menu', data: {}, children: { 1: HANGUP, timeout: HANGUP, _: HANGUP } }],
		['a user with causes', { module: 'user', data: { id: 'x' }, children: { NO_ANSWER: HANGUP, 'sip:486': HANGUP, _: HANGUP } }],
		['resources with a cause', { module: 'resources', data: {}, children: { USER_BUSY: HANGUP } }],
		['a known special variable', { module: 'set_variable', data: { variable: 'call_priority', value: '1' } }],
		['text that only mentions an address', { module: 'tts', data: { text: 'see <https://a.example> there' } }],
		['an address', { module: 'play', data: { id: 'https://media.example/hi.mp3' } }],
		['a device with a limit', { module: 'device', data: { id: 'x', timeout: 20 } }],
		['nothing to look at', 'hi'],
	])('not %s', (_what, flow) => {
		expect(warningsFor(flow)).toEqual([]);
	});

	it('every warning says what to do and what the caller suffers', () => {
		const { warnings } = checkCallflow({ module: 'pivot', data: { ...PIVOT, req_timeout: 1 }, children: {} });
		expect(warnings).toHaveLength(2);
		for (const { message, consequence } of warnings) {
			expect(message.length).toBeGreaterThan(20);
			expect(consequence.length).toBeGreaterThan(20);
		}
	});
});

describe('a pivot by GET when brackets would stand in its URL', () => {
	const get = { module: 'pivot', data: { voice_url: 'https://pbx.example/next' }, children: { _: HANGUP } };
	const variables = { custom_application_vars: { step: '2' } };
	const digits = { module: 'collect_dtmf', data: {}, children: { _: get } };

	it('is warned of after variables and after digits, on newer switches', () => {
		const flow = { module: 'set_variables', data: variables, children: { _: { module: 'tts', data: { text: 'x' }, children: { _: get } } } };
		expect(warningsFor(flow, 'master')).toEqual(['children._.children._.data.method: callflow.get-with-variables']);
		expect(warningsFor(flow, '4.3')).toEqual([]);
		expect(warningsFor(digits, 'K5')).toEqual(['children._.data.method: callflow.get-with-variables']);
	});

	it('is fine where nothing was set, by POST, and in another branch', () => {
		expect(warningsFor({ module: 'set_variables', data: { custom_application_vars: {} }, children: { _: get } })).toEqual([]);
		expect(warningsFor({ ...digits, children: { _: { ...get, data: { ...get.data, method: 'POST' } } } })).toEqual([]);
		const menu = { module: 'menu', data: {}, children: { 1: { module: 'set_variables', data: variables }, 2: get } };
		expect(warningsFor(menu)).toEqual([]);
	});
});

describe('the node rate', () => {
	function chain(modules: readonly string[]): unknown {
		return modules.reduceRight<unknown>((below, module) => {
			const data = module === 'tts' ? { text: 'x' } : {};
			return below === undefined ? { module, data } : { module, data, children: { _: below } };
		}, undefined);
	}
	const quick = (count: number): string[] => Array<string>(count).fill('set_cid');

	it('allows about twenty quick steps in a row', () => {
		expect(warningsFor(chain(quick(QUICK_NODES_AT_ONCE)))).toEqual([]);
	});

	it('is warned of once, where the first step too many stands', () => {
		const warnings = warningsFor(chain(quick(QUICK_NODES_AT_ONCE + 10)));
		expect(warnings).toEqual([`${Array<string>(QUICK_NODES_AT_ONCE).fill('children._').join('.')}: callflow.node-rate`]);
	});

	it('a step that takes its time gives the call new tokens', () => {
		expect(warningsFor(chain([...quick(QUICK_NODES_AT_ONCE), 'tts', ...quick(QUICK_NODES_AT_ONCE)]))).toEqual([]);
	});

	it('counts skipped steps too', () => {
		const skipped = { module: 'tts', data: { text: 'x', skip_module: true } };
		let node: unknown = skipped;
		for (let count = 0; count < QUICK_NODES_AT_ONCE; count += 1) node = { ...skipped, children: { _: node } };
		expect(warningsFor(node).map((warning) => warning.split(': ')[1])).toEqual(['callflow.node-rate']);
	});
});

it('no JSON makes it throw, and only known codes come out', () => {
	const known: readonly string[] = WARNING_CODES;
	const module = fc.constantFrom('pivot', 'set_variables', 'resources', 'collect_dtmf', 'hangup', 'device', 'nope');
	const node = fc.record({ module, data: fc.oneof(fc.jsonValue(), fc.dictionary(fc.string(), fc.jsonValue())), children: fc.dictionary(fc.string(), fc.jsonValue()) });
	fc.assert(fc.property(fc.oneof(node, fc.jsonValue()), (json) => {
		expect(warningsOf(json, 'any').every(({ code }) => known.includes(code))).toBe(true);
	}), { numRuns: 300 });
});
