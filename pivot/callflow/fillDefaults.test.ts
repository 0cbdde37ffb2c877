import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SWITCH_VERSIONS, type SwitchVersion } from '../switchVersion';
import type { CallflowNode } from './callflow';
import { checkCallflow } from './check';
import { isCallflow } from './checkWalk';
import { fillDefaults } from './fillDefaults';

/** Data every version takes. */
const GOOD_DATA = {
	tts: { text: 'hi' },
	play: { id: 'https://media.example/hi.mp3', loop_count: 2 },
	collect_dtmf: { collection_name: 'order' },
	pivot: { voice_url: 'https://pbx.example/next' },
	ring_group: { endpoints: [{ endpoint_type: 'user', id: 'abc' }], name: 'unknown to the switch' },
	set_variables: { custom_application_vars: { tier: 'gold' } },
	hangup: {},
	voicemail: { id: 'a'.repeat(32) },
	user: { timeout: 1e20 },
} as const;

describe('the callflow as the switch runs it', () => {
	it('has the defaults of every step', () => {
		const flow = { module: 'tts', data: { text: 'hi', foo: 'bar' }, children: { _: { module: 'pivot', data: { voice_url: 'https://a.example/' } } } };
		expect(fillDefaults(flow, 'master')).toEqual({
			module: 'tts',
			data: { text: 'hi', foo: 'bar', voice: 'female', terminators: ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'] },
			children: {
				_: {
					module: 'pivot', children: {},
					data: { voice_url: 'https://a.example/', method: 'get', req_format: 'kazoo', req_body_format: 'form', debug: false },
				},
			},
		});
	});

	it('has those of items of a list, too', () => {
		expect(fillDefaults({ module: 'ring_group', data: { endpoints: [{ endpoint_type: 'user', id: 'a' }] } }, 'master').data).toMatchObject({
			endpoints: [{ endpoint_type: 'user', id: 'a', delay: 0, timeout: 20 }], strategy: 'simultaneous',
		});
	});

	it('has those of a flow written into a callflow node, on KAZOO 5', () => {
		const flow: CallflowNode = { module: 'callflow', data: { flow: { module: 'flush_dtmf', children: { _: { module: 'flush_dtmf' } } } } };
		const filled = { module: 'flush_dtmf', data: { collection_name: 'default' }, children: {} };
		expect(fillDefaults(flow, 'K5').data).toEqual({ flow: { ...filled, children: { _: filled } } });
		expect(fillDefaults(flow, 'master').data).toEqual(flow.data);
	});

	it('keeps keys nobody knows, integers of any size, and the names of children in their order', () => {
		const flow = JSON.parse(`{"module":"user","note":[1],"data":{"timeout":99999999999999999999,"list":[99999999999999999999],"__proto__":1},
			"children":{"b":{"module":"hangup"},"a":{"module":"hangup"},"__proto__":{"module":"hangup"},"":{"module":"tts","data":{},"children":{}}," ":{"module":"hangup"}}}`);
		const filled = fillDefaults(flow, 'master');
		expect(filled).toMatchObject({ note: [1], data: { timeout: 1e20, list: [1e20], delay: 0 } });
		expect(Object.hasOwn(filled.data, '__proto__')).toBe(true);
		expect(Object.keys(filled.children).sort()).toEqual(['', ' ', '__proto__', 'a', 'b']);
		expect(filled.children['']).toEqual({ module: 'tts', data: {}, children: {} });
	});

	it('leaves what was given as it is', () => {
		const flow = { module: 'tts', data: { text: 'hi' }, children: { _: { module: 'flush_dtmf' } } };
		const before = structuredClone(flow);
		fillDefaults(flow, 'master');
		expect(flow).toEqual(before);
	});

	it('does not mind how deep it goes', () => {
		let flow: CallflowNode = { module: 'hangup' };
		for (let count = 0; count < 100_000; count += 1) flow = { module: 'hangup', children: { _: flow } };
		expect(fillDefaults(flow, 'master').children['_']?.data).toEqual({});
	});

	it('has no problems either, and nothing more to fill in', () => {
		const version = fc.constantFrom<SwitchVersion>(...SWITCH_VERSIONS);
		const { tree } = fc.letrec<{ tree: CallflowNode }>((tie) => ({
			tree: fc.record({
				entry: fc.constantFrom(...Object.entries(GOOD_DATA)),
				extra: fc.dictionary(fc.stringMatching(/^x_\w{0,5}$/), fc.jsonValue(), { maxKeys: 2 }),
				children: fc.oneof({ maxDepth: 3 }, fc.constant({}), fc.dictionary(fc.string({ minLength: 1 }), tie('tree'), { maxKeys: 3 })),
			}).map(({ entry: [module, data], extra, children }): CallflowNode => JSON.parse(JSON.stringify({ module, data: { ...extra, ...data }, children }))),
		}));
		fc.assert(fc.property(tree, version, (flow, line) => {
			expect(checkCallflow(flow, { version: line }).problems).toEqual([]);
			const filled = fillDefaults(flow, line);
			expect(checkCallflow(filled, { version: line }).problems).toEqual([]);
			expect(fillDefaults(filled, line)).toEqual(filled);
		}), { numRuns: 200 });
	});

	it('nothing that looks like a callflow makes it throw', () => {
		const node = fc.record({ module: fc.constantFrom('tts', 'callflow', 'nope', ''), data: fc.dictionary(fc.string(), fc.jsonValue()), children: fc.dictionary(fc.string(), fc.jsonValue()) });
		fc.assert(fc.property(node, (json) => {
			if (isCallflow(json)) expect(fillDefaults(json, 'K5').module).toBe(json.module);
		}), { numRuns: 300 });
	});
});
