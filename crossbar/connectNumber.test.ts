import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../pivot/json';
import { connectedFlag, connectNumber, disconnectNumber } from './connectNumber';
import { CrossbarError } from './crossbarError';

const URL = 'https://pivot.example.com/f/front-desk';
const BEFORE: JsonObject = {
	id: 'f1', name: 'Front desk', numbers: ['+14155550100'], featurecode: {},
	flow: { module: 'user', data: { id: 'alice' }, children: { _: { module: 'voicemail', data: { id: 'box' }, children: {} } } },
};

describe('connecting a number', () => {
	it('puts the pivot first and what was there behind it', () => {
		const { before, after, difference, warnings, changed } = connectNumber(BEFORE, { voiceUrl: URL, reqTimeoutMs: 4500, debug: true, budgetMs: 4000 });
		expect(before).toBe(BEFORE);
		expect(after).toEqual({
			...BEFORE, flags: [connectedFlag(URL)],
			flow: {
				module: 'pivot',
				data: { voice_url: URL, method: 'post', req_format: 'kazoo', req_body_format: 'json', req_timeout_ms: 4500, debug: true },
				children: { _: BEFORE['flow'] },
			},
		});
		expect(difference).toEqual([
			`+ flow: pivot ${URL} (method post, req_format kazoo, req_body_format json, req_timeout_ms 4500, debug true)`,
			'> flow.children._: user alice → voicemail box (was at the beginning; serves the caller where the pivot fails)',
			`+ flags: ["${connectedFlag(URL)}"]`,
		]);
		expect({ warnings, changed }).toEqual({ warnings: [], changed: true });
	});

	it('changes nothing the second time', () => {
		const { after } = connectNumber(BEFORE, { voiceUrl: URL });
		expect(connectNumber(after, { voiceUrl: URL })).toMatchObject({ after, difference: [], changed: false });
	});

	it('gives a connected number new settings without a second pivot', () => {
		const { after } = connectNumber(BEFORE, { voiceUrl: URL });
		const again = connectNumber(after, { voiceUrl: `${URL}-2`, debug: true });
		expect(again.difference).toEqual(expect.arrayContaining([`~ flow.data.voice_url: "${URL}" → "${URL}-2"`, '~ flow.data.debug: false → true']));
		expect(disconnectNumber(again.after).after).toEqual(BEFORE);
	});

	it('leaves a pivot to the same URL that somebody else put there to them: only an undo that names the URL takes it away', () => {
		const theirs = { ...BEFORE, flow: connectNumber(BEFORE, { voiceUrl: URL }).after['flow'] ?? {} };
		const { after } = connectNumber(theirs, { voiceUrl: URL, debug: true });
		expect(after['flags']).toBeUndefined();
		expect(disconnectNumber(after)).toMatchObject({ changed: false, after });
		expect(disconnectNumber(after, URL).after).toEqual(BEFORE);
	});

	it('keeps a pivot that somebody put in the place of ours, whatever our mark said', () => {
		const replaced = { ...connectNumber(BEFORE, { voiceUrl: URL }).after, flow: { module: 'pivot', data: { voice_url: 'https://other.example.com/' }, children: {} } };
		expect(disconnectNumber(replaced)).toMatchObject({ changed: false });
		expect(connectNumber(replaced, { voiceUrl: URL }).after['flow']).toMatchObject({ children: { _: replaced.flow } });
	});

	it('says which children of the pivot go with it', () => {
		const { after } = connectNumber(BEFORE, { voiceUrl: URL });
		const drawnOn = { ...after, flow: { module: 'pivot', data: { voice_url: URL }, children: { busy: { module: 'hangup', data: {} } } } };
		expect(disconnectNumber(drawnOn).warnings).toEqual([expect.stringContaining('no callflow'), expect.stringContaining('busy')]);
	});

	it('keeps somebody else’s pivot as failback', () => {
		const theirs = { ...BEFORE, flow: { module: 'pivot', data: { voice_url: 'https://other.example.com/' }, children: {} } };
		expect(connectNumber(theirs, { voiceUrl: URL }).after['flow']).toMatchObject({ children: { _: theirs.flow } });
		expect(disconnectNumber(theirs, URL)).toMatchObject({ after: theirs, changed: false, warnings: [expect.stringContaining('nothing to undo')] });
	});

	it.each([['with flags of others', { ...BEFORE, flags: ['other'] }], ['plain', BEFORE], ['empty', { id: 'f2', numbers: ['1'] }]])('is undone: %s', (_what, document: JsonObject) => {
		const { after } = connectNumber(document, { voiceUrl: URL });
		const undone = disconnectNumber(after);
		expect(undone.after).toEqual(document);
		expect(undone.changed).toBe(true);
		expect(disconnectNumber(undone.after).changed).toBe(false);
	});

	it('warns where the switch would not wait for the flow', () => {
		expect(connectNumber(BEFORE, { voiceUrl: URL, reqTimeoutMs: 3000, budgetMs: 4000 }).warnings).toEqual([expect.stringMatching(/waits 3000 ms.*4000 ms/)]);
	});

	it('warns where nothing stands behind the pivot, and where the switch would refuse the host', () => {
		const { warnings } = connectNumber({ id: 'f2' }, { voiceUrl: 'http://127.0.0.1:8080/f/x' });
		expect(warnings).toEqual([expect.stringContaining('127.0.0.1/32'), expect.stringContaining('hangs up')]);
	});

	it.each([
		[{ voiceUrl: 'HTTPS://pivot.example.com/' }], [{ voiceUrl: 'pivot.example.com' }], [{ voiceUrl: 'https://a b/' }], [{ voiceUrl: 'https:///x' }],
		[{ voiceUrl: URL, reqTimeoutMs: 5001 }], [{ voiceUrl: URL, reqTimeoutMs: 0 }], [{ voiceUrl: URL, reqTimeoutMs: 1.5 }],
	])('refuses %o', (connection) => {
		expect(() => connectNumber(BEFORE, connection)).toThrow(CrossbarError);
	});
});
