import { describe, expect, it } from 'vitest';
import { spokenApology } from '../../pivot/callflow/apology';
import { checkCallflow } from '../../pivot/callflow/check';
import { addStep, DraftError } from '../../pivot/callflow/draftSteps';
import type { PivotItem } from '../../pivot/pairing/pivotItem';
import { SAMPLE_PIVOT_ITEM } from '../pivotItem/samplePivotItem';
import { pivotData, withFailback } from './pivotStep';

const call: PivotItem = { ...SAMPLE_PIVOT_ITEM, voiceUrl: 'https://voice.example.com/pivot/front-desk/key', budgetMs: 4000 };
const asks = (parameters: Readonly<Record<string, string>>) => (name: string) => parameters[name] ?? null;

describe('a nested pivot', () => {
	it('comes back to this flow by POST and JSON, and the switch waits longer than the flow takes', () => {
		expect(pivotData({ method: 'post' }, call, asks({ ask: 'this' }))).toEqual({
			voice_url: call.voiceUrl,
			method: 'post',
			req_body_format: 'json',
			req_timeout_ms: 4500,
		});
	});

	it('never makes the switch wait longer than it does', () => {
		expect(pivotData({}, { ...call, budgetMs: 4700 }, asks({ ask: 'this' }))['req_timeout_ms']).toBe(5000);
	});

	it.each([
		['step=2', 'https://voice.example.com/p?step=2', 'https://voice.example.com/p'],
		['?step=2', 'https://voice.example.com/p?step=2', 'https://voice.example.com/p'],
		['step=2&x=1', 'https://voice.example.com/p?a=b&step=2&x=1', 'https://voice.example.com/p?a=b'],
		['', 'https://voice.example.com/p', 'https://voice.example.com/p'],
	])('adds %j to the address', (query, expected, voiceUrl) => {
		expect(pivotData({}, { ...call, voiceUrl }, asks({ ask: 'this', query }))['voice_url']).toBe(expected);
	});

	it('asks another address where the person says so', () => {
		const data = pivotData({}, call, asks({ ask: 'other', voiceUrl: 'https://other.example.com/' }));
		expect(data).toEqual({ voice_url: 'https://other.example.com/', req_body_format: 'json' });
		expect(checkCallflow({ module: 'pivot', data, children: {} }).problems).toEqual([]);
	});

	it('sends the form’s own choice where the person made one', () => {
		expect(pivotData({ req_body_format: 'form', req_timeout_ms: 1000 }, call, asks({ ask: 'this' }))).toMatchObject({ req_body_format: 'form', req_timeout_ms: 1000 });
	});

	const drawn = addStep(call.draft, { module: 'pivot', data: {} }, 'Ask again');

	it('has the flow’s fallback as its failback', () => {
		const { tree } = withFailback(drawn, spokenApology('de'), 'Ask again', asks({ failback: 'fallback' }));
		expect(tree?.children).toEqual({ _: spokenApology('de') });
	});

	it('says so when a step is drawn where the failback stands', () => {
		const withApology = withFailback(drawn, spokenApology('de'), 'Ask again', asks({}));
		expect(() => addStep(withApology, { module: 'hangup', data: {} }, 'Hang up')).toThrow(DraftError);
		expect(() => addStep(withApology, { module: 'hangup', data: {} }, 'Hang up')).toThrow(/Ask again: If Nobody Answers There/);
	});

	it('leaves the place to the next step where the person wants that', () => {
		expect(withFailback(drawn, spokenApology('de'), 'Ask again', asks({ failback: 'next' }))).toBe(drawn);
	});
});
