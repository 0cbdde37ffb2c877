import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../pivot/json';
import { setDebug, storedPivots } from './pivotNodes';

const FIRST: JsonObject = {
	module: 'pivot', data: { voice_url: 'https://a/', debug: false, cdr_url: 'https://c/' },
	children: { _: { module: 'voicemail', data: { id: 'b' }, children: {} } },
};

const DOCUMENT: JsonObject = {
	id: 'f1', numbers: ['2000'],
	flow: {
		module: 'menu', data: { id: 'm' },
		children: {
			1: FIRST,
			_: { module: 'pivot', data: { voice_url: 'https://b/' } },
		},
	},
};

describe('the pivots of a stored callflow', () => {
	it('are found wherever they stand', () => {
		expect(storedPivots(DOCUMENT).map(({ path, hasFailback }) => [path, hasFailback])).toEqual([['flow.children.1', true], ['flow.children._', false]]);
		expect(storedPivots({ id: 'f' })).toEqual([]);
	});

	it('are logged or not, and nothing else changes', () => {
		const on = setDebug(DOCUMENT, true);
		expect(on.difference).toEqual(['~ flow.children.1.data.debug: false → true', '+ flow.children._.data.debug: true']);
		expect(setDebug(on.after, false, 'flow.children.1').after).toEqual({
			...DOCUMENT, flow: { module: 'menu', data: { id: 'm' }, children: { 1: FIRST, _: { module: 'pivot', data: { voice_url: 'https://b/', debug: true } } } },
		});
		expect(setDebug(on.after, true)).toMatchObject({ changed: false, difference: [] });
	});

	it('are chosen one by one', () => {
		expect(setDebug(DOCUMENT, true, 'flow.children._').difference).toEqual(['+ flow.children._.data.debug: true']);
	});

	it('are off already where nothing is said', () => {
		expect(setDebug(DOCUMENT, false)).toMatchObject({ changed: false, after: DOCUMENT });
	});

	it('that are not there are a sentence', () => {
		expect(() => setDebug({ id: 'f', flow: { module: 'hangup', data: {} } }, true)).toThrow(/no pivot/);
		expect(() => setDebug(DOCUMENT, true, 'flow')).toThrow(/“flow”/);
	});
});
