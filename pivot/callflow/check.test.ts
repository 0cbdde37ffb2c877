import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkCallflow, MAX_PROBLEMS } from './check';
import { MAX_DEPTH } from './checkWalk';
import { NO_DENY_LIST } from './denyList';
import { SWITCH_VERSIONS, type SwitchTarget } from '../switchVersion';

const TTS = { module: 'tts', data: { text: 'hi' } };

/** Path and code of each problem. */
function problemsOf(json: unknown, version: SwitchTarget = 'master'): string[] {
	return checkCallflow(json, { version }).problems.map(({ path, code }) => `${path}: ${code}`);
}

function messagesOf(json: unknown, version: SwitchTarget = 'any'): string {
	return checkCallflow(json, { version }).problems.map(({ message }) => message).join('\n');
}

describe('a callflow the switch runs has no problems', () => {
	it.each<[string, unknown]>([
		['a single step', TTS],
		['no data', { module: 'hangup' }],
		['empty children', { ...TTS, children: {} }],
		['unknown keys in the node and in its data', { ...TTS, note: 1, data: { text: 'hi', foo: 'bar' } }],
		['children of any name', { module: 'menu', data: {}, children: { 1: TTS, 'a.b': TTS, __proto__: TTS, constructor: TTS, ' ': TTS } }],
		['a skipped step', { module: 'tts', data: { text: 'hi', skip_module: true } }],
		['a text of 1000 characters outside the basic plane', { module: 'tts', data: { text: '🎉'.repeat(1000) } }],
		['an integer of any size where there is no limit', { module: 'user', data: { timeout: 1e20 } }],
		['a child without a name, which the switch never looks at', { ...TTS, children: { '': 5, '\n': {} } }],
		['a public webhook', { module: 'webhook', data: { uri: 'https://h.example/', http_verb: 'post' } }],
	])('%s', (_what, flow) => {
		expect(problemsOf(flow)).toEqual([]);
		expect(problemsOf(flow, 'any')).toEqual([]);
	});
});

describe('what the switch refuses is named with its path', () => {
	it.each<[string, unknown, string[]]>([
		['a list', [], [': callflow.type']],
		['a text', 'hi', [': callflow.type']],
		['a number', 5, [': callflow.type']],
		['null', null, [': callflow.type']],
		['nothing in it', {}, ['module: callflow.required']],
		['an empty child', { ...TTS, children: { _: {} } }, ['children._.module: callflow.required']],
		['a child that is null', { ...TTS, children: { _: null } }, ['children._: callflow.type']],
		['children that are null', { ...TTS, children: null }, ['children: callflow.type']],
		['children in a list', { ...TTS, children: [] }, ['children: callflow.type']],
		['data that is null', { module: 'hangup', data: null }, ['data: callflow.type']],
		['data in a list', { module: 'tts', data: ['hi'] }, ['data: callflow.type']],
		['a module that is a number', { module: 5, data: {} }, ['module: callflow.type']],
		['a module that is null', { module: null, data: {} }, ['module: callflow.type']],
		['an empty module', { module: '', data: {} }, ['module: callflow.min-length']],
		['a module of 65 characters', { module: 'x'.repeat(65) }, ['module: callflow.max-length']],
		['a module of 64 characters that does not exist', { module: 'x'.repeat(64) }, ['module: callflow.unknown-module']],
		['the name of an object’s own method', { module: 'constructor' }, ['module: callflow.unknown-module']],
		['no data where a key is required', { module: 'tts' }, ['data.text: callflow.required']],
		['an empty text', { module: 'tts', data: { text: '' } }, ['data.text: callflow.min-length']],
		['1001 characters', { module: 'tts', data: { text: 'a'.repeat(1001) } }, ['data.text: callflow.max-length']],
		['a word that is none of the allowed', { module: 'record_call', data: { action: 'begin' } }, ['data.action: callflow.enum']],
		['a number as text', { module: 'response', data: { code: '486' } }, ['data.code: callflow.type']],
		['a fraction', { module: 'sleep', data: { duration: 1.5 } }, ['data.duration: callflow.type']],
		['too small', { module: 'play', data: { loop_count: 0 } }, ['data.loop_count: callflow.minimum']],
		['too large', { module: 'pivot', data: { voice_url: 'https://a.example/', req_timeout_ms: 6000 } }, ['data.req_timeout_ms: callflow.maximum']],
		['no URL', { module: 'pivot', data: { voice_url: 'pbx.example' } }, ['data.voice_url: callflow.pattern', 'data.voice_url: callflow.denied-url']],
		['too few items', { module: 'ring_group', data: { endpoints: [] } }, ['data.endpoints: callflow.min-items']],
		['the same item twice', { module: 'collect_dtmf', data: { terminators: ['#', '#'] } }, ['data.terminators: callflow.unique-items']],
		['a required key of an item', { module: 'ring_group', data: { endpoints: [{ id: 'a' }] } }, ['data.endpoints.0.endpoint_type: callflow.required']],
		['a missing required key', { module: 'ring_group', data: {} }, ['data.endpoints: callflow.required']],
		['an id that is not 32 characters long', { module: 'voicemail', data: { id: 'abc' } }, ['data.id: callflow.min-length']],
		['a denied host', { module: 'pivot', data: { voice_url: 'http://LOCALHOST:8080/' } }, ['data.voice_url: callflow.denied-url']],
		['a webhook without http', { module: 'webhook', data: { uri: 'pbx.example/x' } }, ['data.uri: callflow.denied-url']],
		['a recording over ftp', { module: 'record_call', data: { url: 'ftp://files.example/' } }, ['data.url: callflow.denied-url']],
		['a URL whose user has no password', { module: 'pivot', data: { voice_url: 'http://bob@pbx.example/' } }, ['data.voice_url: callflow.denied-url']],
		['the wrapper of stored callflows', { flow: TTS }, [': callflow.wrapped']],
		['the wrapper of API requests', { data: { flow: TTS } }, [': callflow.wrapped']],
		['two faults at once', { module: 'tts', data: { text: 5 }, children: { _: { module: 'nope' } } }, ['data.text: callflow.type', 'children._.module: callflow.unknown-module']],
	])('%s', (_what, flow, problems) => {
		expect(problemsOf(flow)).toEqual(problems);
	});

	it('with the default deny list, and without one when told so', () => {
		const flow = { module: 'pivot', data: { voice_url: 'http://127.0.0.1/' }, children: { _: TTS } };
		expect(checkCallflow(flow).problems.map(({ code }) => code)).toEqual(['callflow.denied-url']);
		expect(checkCallflow(flow, { deny: NO_DENY_LIST }).problems).toEqual([]);
	});
});

describe('a problem says what to do', () => {
	it.each<[unknown, RegExp]>([
		[{ module: 'say' }, /no module “say”. Did you mean “tts”\?/],
		[{ flow: TTS }, /wrapped in “flow”.*first step itself/],
		[{ module: 'voicemail', data: { id: 'a' } }, /“id” has 1 character, at least 32 are needed/],
		[{ module: 'tts', data: { text: 'a'.repeat(1001) } }, /“text” has 1001 characters, at most 1000 are allowed. Shorten it/],
		[{ module: 'response', data: { code: '486' } }, /“code” must be a number, not the text “486”. Write it without quotation marks/],
		[{ module: 'record_call', data: { action: 'begin' } }, /“action” must be one of “start”, “stop”, not the text “begin”/],
		[{ module: 'pivot', data: { voice_url: '<https://x.example/>' } }, /must begin with http:\/\/ or https:\/\//],
		[{ module: 'pivot', data: { voice_url: 'http://127.0.0.1/' } }, /points to 127\.0\.0\.1.*deny list has 127\.0\.0\.1\/32/],
		[{ module: 'send_dtmf', data: { digits: '1', duration_ms: true } }, /“duration_ms” must be a number or text, not true/],
	])('%j', (flow, message) => {
		expect(messagesOf(flow)).toMatch(message);
	});

	it('and what the caller suffers', () => {
		expect(checkCallflow({}).problems[0]?.consequence).toMatch(/hears silence/);
	});
});

describe('the versions of the switch', () => {
	it('a module a version does not have is a problem there only', () => {
		const flow = { module: 'answer', data: {}, children: { _: TTS } };
		expect(problemsOf(flow, '4.3')).toEqual(['module: callflow.module-not-in-version']);
		expect(problemsOf(flow, 'master')).toEqual([]);
		expect(problemsOf(flow, 'K5')).toEqual([]);
		expect(checkCallflow(flow).problems).toMatchObject([{ message: expect.stringMatching(/KAZOO 4\.3 only/), versions: ['4.3'] }]);
	});

	it('KAZOO 4.3 takes texts only as variables', () => {
		const flow = { module: 'set_variables', data: { custom_application_vars: { tier: 5 } } };
		expect(problemsOf(flow, '4.3')).toEqual(['data.custom_application_vars.tier: callflow.type']);
		expect(problemsOf(flow, 'master')).toEqual([]);
	});

	it('KAZOO 5 wants exactly one of two ways to pivot', () => {
		expect(problemsOf({ module: 'pivot', data: {} }, 'K5')).toEqual(['data: callflow.choice']);
		expect(problemsOf({ module: 'pivot', data: {} }, 'master')).toEqual(['data.voice_url: callflow.required']);
	});

	it('KAZOO 5 checks a flow written into a callflow node, as deep as it goes', () => {
		const flow = { module: 'callflow', data: { id: 'x', flow: { module: 'tts', data: {}, children: { _: { module: 'nope' } } } } };
		expect(problemsOf(flow, 'master')).toEqual([]);
		expect(problemsOf({ ...flow, data: { flow: flow.data.flow } }, 'K5')).toEqual([
			'data.flow.data.text: callflow.required', 'data.flow.children._.module: callflow.unknown-module',
		]);
	});

	it('for any, a problem all versions share is told once and names none', () => {
		const { problems } = checkCallflow({ module: 'tts', data: {} });
		expect(problems).toHaveLength(1);
		expect(problems[0]?.message).not.toMatch(/only/);
	});

	it('for any, there are no problems exactly when no version has one', () => {
		const flows = [TTS, { module: 'answer' }, { module: 'tones', data: {} }, { module: 'callflow', data: {} }, { module: 'park', data: { max_slot_number: 'x' } }];
		for (const flow of flows) {
			const each = SWITCH_VERSIONS.every((version) => problemsOf(flow, version).length === 0);
			expect(problemsOf(flow, 'any').length === 0).toBe(each);
		}
	});
});

describe('numbers written with a fraction', () => {
	it('are no integers to the switch, even where their value is whole', () => {
		const data = { timeout: 20, delay: 0 };
		const floats = new Map([[data, new Map([['timeout', '20.0']])]]);
		expect(checkCallflow({ module: 'user', data }, { version: 'master', floats }).problems.map(({ path, code }) => `${path}: ${code}`))
			.toEqual(['data.timeout: callflow.type']);
	});

	it('are told as they were written', () => {
		const data = { duration: 10 };
		const [problem] = checkCallflow({ module: 'sleep', data }, { version: 'master', floats: new Map([[data, new Map([['duration', '1.0e1']])]]) }).problems;
		expect(problem?.message).toBe('“duration” is written as 1.0e1: the switch takes that for a fraction. Write 10.');
	});

	it('are welcome where any number is, and where nobody looks', () => {
		const data = { text: 'hi', foo: 20 };
		expect(checkCallflow({ module: 'tts', data }, { version: 'master', floats: new Map([[data, new Map([['foo', '2e1']])]]) }).problems).toEqual([]);
	});

	it('are found in lists and nested objects', () => {
		const member = { endpoint_type: 'user', id: 'a', timeout: 20 };
		const flow = { module: 'ring_group', data: { endpoints: [member] } };
		expect(checkCallflow(flow, { version: 'master', floats: new Map([[member, new Map([['timeout', '20.0']])]]) }).problems.map(({ path }) => path))
			.toEqual(['data.endpoints.0.timeout']);
	});
});

describe('absurd input', () => {
	function chain(length: number): unknown {
		let node: unknown = TTS;
		for (let count = 1; count < length; count += 1) node = { module: 'tts', data: { text: 'x' }, children: { _: node } };
		return node;
	}

	it('a long callflow is checked to its end', () => {
		expect(checkCallflow(chain(MAX_DEPTH)).problems).toEqual([]);
	});

	it('a callflow deeper than anything sensible is refused, without a stack overflow', () => {
		expect(checkCallflow(chain(100_000)).problems.map(({ code }) => code)).toEqual(['callflow.too-deep']);
	});

	it('so is one written into callflow nodes, and data that nests absurdly', () => {
		let node: unknown = TTS;
		for (let count = 0; count < 20_000; count += 1) node = { module: 'callflow', data: { flow: node } };
		expect(checkCallflow(node, { version: 'K5' }).problems.map(({ code }) => code)).toEqual(['callflow.too-deep']);
		expect(checkCallflow({ module: 'set_variables', data: { custom_application_vars: { deep: node } } }, { version: 'master' }).problems.map(({ code }) => code)).toEqual(['callflow.too-deep']);
	});

	it('stops after a hundred problems, and does not mind how wide a callflow is', () => {
		const children = Object.fromEntries(Array.from({ length: 130_000 }, (_, index) => [`k${index}`, {}]));
		const { problems, warnings } = checkCallflow({ ...TTS, children });
		expect(problems).toHaveLength(MAX_PROBLEMS);
		expect(warnings).toHaveLength(100);
		const endpoints = Array.from({ length: 130_000 }, () => 5);
		expect(checkCallflow({ module: 'ring_group', data: { endpoints } }).problems).toHaveLength(MAX_PROBLEMS);
	});

	it('no JSON whatever makes it throw', () => {
		fc.assert(fc.property(fc.jsonValue(), (json) => {
			expect(Array.isArray(checkCallflow(json).problems)).toBe(true);
		}), { numRuns: 300 });
	});

	it('no odd data of a real module makes it throw', () => {
		const data = fc.dictionary(fc.constantFrom('id', 'text', 'voice_url', 'endpoints', 'timeout', 'custom_application_vars', 'macros', 'flow', '__proto__'), fc.jsonValue());
		const module = fc.constantFrom('tts', 'pivot', 'ring_group', 'set_variables', 'audio_macro', 'callflow', 'device', 'resources', 'conference');
		const node = fc.record({ module, data, children: fc.dictionary(fc.string(), fc.record({ module, data })) });
		fc.assert(fc.property(node, (json) => {
			expect(checkCallflow(json).problems.every(({ message }) => message.length > 10)).toBe(true);
		}), { numRuns: 300 });
	});
});

it('a callflow of 300 steps is checked in milliseconds', () => {
	let node: unknown = TTS;
	for (let count = 1; count < 300; count += 1) node = { module: 'collect_dtmf', data: { max_digits: 4 }, children: { _: node } };
	checkCallflow(node);
	const start = performance.now();
	for (let count = 0; count < 10; count += 1) checkCallflow(node);
	expect((performance.now() - start) / 10).toBeLessThan(100);
});
